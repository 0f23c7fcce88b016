import Testing

@testable import Book
@testable import Mathematics
@testable import Reading
@testable import Results
@testable import Settings
@testable import Source

@Suite("A book that uses the whole language")
struct LanguageTests {
  static let chapters = [
    "index.md": """
    # The book

    As {citet}`wang2023` and {cite}`bai2018 p. 5` say.

    ```{claims}
    show: claims
    ```
    """,
    "01-first.md": """
    # First

    ## Growth {#growth}

    ```{parameters} shared
    length: profile(quick: 20, standard: 40, full: 80)
    ```

    ```{sensitivity} lags
    error: [squared, rescaled(power: 2)]
    length: shared.length
    ```

    ```{definition} memory
    title: memory over {value}`shared.length %d` steps

    What is left.
    ```

    ```{lemma} first
    A lemma.
    ```

    ```{proof}
    of: first

    It is so.[^why]
    ```

    ```{theorem} T
    check: bias(trials: 50)
    ```

    ```{claim} C
    holds: lags.meanLag[rescaled] > lags.meanLag[squared]
    title: longer
    ```

    Outside.[^too]

    [^too]: Another note.

    [^why]: Not seen here.
    """,
    "02-second.md": """
    # Second

    See {ref}`growth`, {ref}`first`, {ref}`shares`, [the numbers](#byhand), {ref}`01-first` and [there](01-first.md).

    ```{table} shares
    of: lags
    rows: error
    values: [meanLag, halfBiasLag]
    headers: ["error", "mean", "half"]
    formats: ["%.1f%%", "%.3f"]

    Shares of {value}`lags.meanLag[squared] %.0f%%`.
    ```

    ```{table} byhand
    | what | number | note |
    |------|--------|------|
    | a    | 1.25 ± 0.08 | x |
    | b    | 10     | y    |

    By hand.
    ```

    ```{note}
    title: care

    With a footnote.[^n]

    [^n]: Inside.
    ```

    ```{details}
    title: More

    Folded {verdict}`C`.
    ```

    ````{code} loop
    ```swift
    loop()
    ```

    A loop, {ref}`loop`.
    ````

    ```{bibliography}
    file: works.bib
    ```
    """,
    "works.bib": """
    @misc{wang2023, author = {Wang, Shida and Yan, Zhanglu}, title = {Improve}, year = 2023, eprint = {2307.11462}}
    @misc{bai2018, author = {Bai, S. and Kolter, Z. and Koltun, V.}, title = {TCN}, year = 2018}
    @misc{unused, author = {Nobody}, title = {Unused}, year = 2000}
    """,
  ]

  private static let page = Result {
    let book = try SmallBook(chapters)
    _ = try book.build()
    return try book.text("output/index.html")
  }

  @Test(arguments: [
    "As Wang and Yan (<a href=#ref-wang2023>2023</a>) and",
    "(<a href=#ref-bai2018>Bai et al., 2018</a>, p. 5) say",
    "href=#memory>Definition 1.1</a> <span class=name>memory over ", ">20</a> steps</span>",
    "href=#first>Lemma\u{A0}1.2</a>", "of <a href=#first>Lemma\u{A0}1.2</a>", ">Theorem 1.3</a>",
    "href=#growth>Section\u{A0}1.1</a>", "href=#shares>Table\u{A0}2.1</a>",
    "href=#byhand>the numbers</a>", "href=#01-first>Chapter\u{A0}1</a>",
    "href=#01-first>there</a>",
    "href=#shares>Table 2.1</a> Shares of <a class=value href=#lags title=",
    "<th scope=col>mean",
    "<td>10<span class=pad>.25 ± 0.08</span>",
    "href=#loop>Listing 2.1</a> A loop", "<summary>More</summary>",
    "<span class=number>Note</span> <span class=name>care</span>",
    "<li id=ref-wang2023>Wang, S. and Yan, Z. (2023). <em>Improve</em>.",
    "href=https://arxiv.org/abs/2307.11462", "id=02-second-note-1",
    "<th scope=col>Evidence",
    ">Claim\u{A0}1.1</a>: longer<td>",
  ])
  func `draws each of its parts`(fragment: String) throws { #expect(try Self.page.get().contains(fragment)) }

  @Test func `leaves no reference without a place, and lists what is cited alone`() throws {
    let page = try Self.page.get()
    let markup = try Markup(page)
    let targets = markup.values(of: "href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(Set(targets).subtracting(markup.values(of: "id")) == [])
    #expect(!page.contains("Nobody"))
    #expect(page.contains("undefined footnote") == false)
  }

  @Test func `computes with another parameter when it is told so`() throws {
    let book = try SmallBook(Self.chapters)
    var folder = BookFolder(path: book.path("chapters"), profile: .quick)
    folder.overrides = ["shared": ["length": Value(.number(33))]]
    let (read, diagnostics) = try folder.diagnosed(typesetter: Typesetter())
    #expect(diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let results = Results(of: read.directives, outcomes: [:])
    #expect(results.datasets["shared"]?.samples(of: "length", matching: []).values == [33])
  }
}
