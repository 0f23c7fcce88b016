import Foundation
import Testing

@testable import Build
@testable import Document
@testable import Mathematics
@testable import Reading
@testable import Results
@testable import Source
@testable import Syntax

/// What authors bring with them from LaTeX, pandoc and MyST.
@Suite("Text as authors write it")
struct AuthorTests {
  private func built(_ chapters: [String: String]) throws -> (page: String, messages: [String]) {
    let book = try SmallBook(chapters)
    let (_, diagnostics) = try BookFolder(path: book.path("chapters"), profile: .quick).diagnosed(
      typesetter: Typesetter())
    _ = try book.build()
    // No line of a page begins with the number of a name.
    let page = try book.text("output/index.html").replacing("\u{A0}", with: " ")
    return (page, diagnostics.map { "\($0.rule.rawValue): \($0.message)" })
  }

  @Test func `a figure of the first page has its files as any other`() throws {
    let book = try SmallBook([
      "index.md": "# Book\n\n```{figure} first\nplot: explorer(length: 20)\nalt: Curves.\n\nA figure.\n```\n",
      "01-a.md": "# A\n\nText.\n",
    ])
    _ = try book.build()
    for path in ["figures/first.svg", "figures/first.png", "figures/first.pdf", "data/first.csv"] {
      #expect(FileManager.default.fileExists(atPath: book.path("output/\(path)")), "\(path)")
    }
    #expect(try book.text("output/report.json").contains("figures/first.svg"))
  }

  @Test func `environments of TeX are equations without dollars around them`() throws {
    let (page, messages) = try built([
      "01-a.md": #"""
      # A

      \begin{equation}
      \label{eq:mass}
      E = m c^2
      \end{equation}

      \begin{align}
      a &= b \label{one} \\
      &+ c \\
      = d \label{two} \end{align}

      On one line \begin{equation} z = 1 \label{three} \end{equation} in a sentence.

      - In a list

        \begin{gather*}
        x \\ y
        \end{gather*}

      1. \begin{align*}
         u &= v
         \end{align*} (whole)

      `\begin{align}` in code, and in a fence:

      ```latex
      \begin{align}
      kept &= here
      \end{align}
      ```

      {ref}`eq:mass` {ref}`one` {ref}`two` {ref}`three` {ref}`whole`
      """#
    ])
    #expect(messages == [])
    for fragment in [
      ">Equation (1.1)</a> ", ">Equation (1.2)</a> ", ">Equation (1.3)</a> ", ">Equation (1.4)</a> ",
      ">Equation (1.5)</a>", "\\tag{1.2}", "<code>\\begin{align}</code>", "kept &amp;= here\n\\end{align}",
    ] { #expect(page.contains(fragment), "\(fragment)") }
    #expect(page.contains("\\begin{gather*}"))
  }

  @Test func `a tag of the author's stands in place of a number`() throws {
    let (page, messages) = try built([
      "01-a.md": #"""
      # A

      \begin{align}
      a &= b \tag{*} \label{star} \\
      c &= d \label{next}
      \end{align}

      $$
      e = f \tag{A}
      $$ (lettered)

      {ref}`star`, {ref}`next`, {ref}`lettered`
      """#
    ])
    #expect(messages == [])
    for fragment in [">Equation (*)</a>", ">Equation (1.1)</a>", ">Equation (A)</a>", "\\tag{1.1}", ">(A)</a>"] {
      #expect(page.contains(fragment), "\(fragment)")
    }
    #expect(!page.contains("\\tag{A}"))
  }

  @Test(arguments: [
    ("It costs $5, and $x$ is a number.", 1), ("From $20,000 to USD$30,000.", 0), ("$5 and $6 are sums.", 0),
    ("The norm $|x|$ costs $5 or $y$.", 2), (#"$f = 1 \text{ if $x > 0$, else } 0$ and $z$."#, 2), ("5$ and 6$.", 0),
  ])
  func `the first dollar behind a dollar decides`(_ text: String, _ count: Int) throws {
    let (chapter, diagnostics) = ChapterReader.read(SourceFile(path: "a.md", text: "# A\n\n\(text)\n"))
    #expect(diagnostics.map(\.message) == [])
    var formulas = 0
    chapter.blocks.walk { if case .formula = $0 { formulas += 1 } }
    #expect(formulas == count)
  }

  @Test func `nothing of a comment or a private note is in any file`() throws {
    let chapters = [
      "index.md":
        "---\nsmart: true\nabstract: Short <!-- unseen0 -->\nkeywords: a <!-- unseen1 -->\n---\n\n# B <!-- unseen2 -- x -->\n",
      "01-a.md": #"""
      # A <!-- unseen3 -->

      Text <!-- unseen4 -- with dashes "and" more -->, more.

      | a <!-- unseen5 | --> | b |
      |---|---|
      | 1 | 2 <!-- unseen6 --> |

      - item <!-- unseen7
        over lines --> end

      ```{sensitivity} s
      error: squared
      length: 10
      ```

      ````{figure} f
      plot: curves(of: s, curve: profile)
      title: Short <!-- unseen8 -->
      alt: A curve <!-- unseen9 --> falls.

      Caption <!-- unseen10 -->

      ```{private}
      unseen11
      ```
      ````

      ```{claim} c
      holds: s.meanLag < 100
      title: small <!-- unseen12 -->

      <!-- unseen13 -->
      ```

      [link <!-- unseen14 -->](#f "title <!-- unseen15 -->")

      `<!-- shown -->`

      ```html
      <!-- shown too -->
      ```
      """#,
    ]
    let book = try SmallBook(chapters)
    _ = try book.build()
    let files = FileManager.default.enumerator(atPath: book.path("output"))?.compactMap { $0 as? String } ?? []
    #expect(files.contains("index.html") && files.contains("figures/f.svg"))
    for file in files {
      let bytes = (try? Data(contentsOf: URL(filePath: book.path("output/\(file)")))) ?? Data()
      #expect(bytes.firstRange(of: Data("unseen".utf8)) == nil, "\(file)")
    }
    let page = try book.text("output/index.html")
    #expect(page.contains("&lt;!-- shown --&gt;") || page.contains("&lt;!-- shown -->"))
    #expect(page.contains("A curve  falls.") || page.contains("A curve falls."))
  }

  @Test func `titles are running text`() throws {
    let (page, messages) = try built([
      "01-a.md": #"""
      # A

      ```{lemma} l
      title: the norm $|x|$ of *every* `x`[^n]

      It is so.
      ```

      ```{note}
      title: 5$ a piece

      {ref}`l`
      ```

      [^n]: Of a title.
      """#
    ])
    #expect(messages == [])
    for fragment in ["<em>every</em>", "<code>x</code>", "Of a title.", "5$ a piece"] {
      #expect(page.contains(fragment), "\(fragment)")
    }
    #expect(!page.contains("$|x|$") && !page.contains("[^n]"))
  }

  @Test func `footnotes are numbered in the order in which the text leads to them`() throws {
    let (page, messages) = try built([
      "01-a.md": """
      # A

      One[^one].

      ```{note}
      title: two[^two]

      Three[^three], one[^one].
      ```

      Four[^four], two[^two].

      [^four]: Note 4, see[^five].
      [^three]: Note 3.
      [^two]: Note 2.
      [^one]: Note 1.
      [^five]: Note 5.
      """
    ])
    #expect(messages == [])
    for number in 1...5 {
      #expect(page.ranges(of: "Note \(number)").count == 1, "\(number)")
      let mark = "<span class=number>\(number)</span><div><p>Note \(number)"
      #expect(
        page.contains(mark) || page.contains("<span class=number>\(number)</span><div>Note \(number)"), "\(number)")
    }
  }

  @Test func `a mistake in the formula of a title has its place`() throws {
    let text = "# A\n\n```{note}\ntitle: a $\\nonsense$\n\nText.\n```\n"
    let reader = try BookReader(
      [SourceFile(path: "a.md", text: text)], profile: .quick, typesetter: Typesetter())
    let message = try #require(reader.diagnostics.first)
    #expect(message.rule == .mathematics && message.file.position(of: message.span.lowerBound).line == 4)
  }

  @Test func `macros are taken as TeX defines them`() throws {
    let (_, messages) = try built([
      "01-a.md": #"""
      # A

      ```{macros}
      % norms
      \newcommand{\norm}[1]{\lVert #1 \rVert}
      \def\RR{\mathbb{R}}
      \DeclareMathOperator*{\argmin}{arg\,min}
      \renewcommand\half{\tfrac12} % a half
      \E: \mathop{\mathbb{E}}
      ```

      $\norm{x}$ $\RR$ $\argmin_x$ $\half$ $\E$
      """#
    ])
    #expect(messages == [])
  }

  @Test func `a link without words names what it leads to`() throws {
    let (page, messages) = try built(["01-a.md": "# A {#first}\n\n## Part {#sec}\n\nSee [](#sec) and [](#first).\n"])
    #expect(messages == [])
    #expect(page.contains(">Section 1.1</a> and") && page.contains(">Chapter 1</a>."))
  }

  @Test func `quotes are those of the language`() throws {
    let text = """
      # A

      "Ein 'kleines' Wort" -- so war's in den '90ern, rock 'n' roll ... \\"gerade\\" und \\-- kein Strich,
      "*betont*" und "`code`"s, ("so") --- „da“. O'Neill "x. <https://example.org/a--b>
      """
    let (german, messages) = try built(["index.md": "---\nlanguage: de\nsmart: true\n---\n\n# B\n", "01-a.md": text])
    #expect(messages == [])
    for fragment in [
      "„Ein ‚kleines‘ Wort“ – so war’s in den ’90ern, rock ’n’ roll … ", "„<em>betont</em>“", "„<code>code</code>“s",
      "(„so“) — „da“.", "O’Neill „x.", "und -- kein Strich", ">https://example.org/a--b<",
    ] { #expect(german.contains(fragment), "\(fragment)") }
    let (english, _) = try built(["index.md": "---\nsmart: true\n---\n\n# B\n", "01-a.md": text])
    #expect(english.contains("“Ein ‘kleines’ Wort” – so war’s in den ’90ern"))
  }

  @Test func `a cell may begin with an escaped bar`() throws {
    let (page, messages) = try built(["01-a.md": "# A\n\n| a | b |\n|---|---|\n| \\| x | : y |\n| # z | % |\n"])
    #expect(messages == [])
    #expect(page.contains(">| x<") && page.contains(">: y<"))
  }

  @Test func `samples show a setting that is drawn`() throws {
    let book = try SmallBook([
      "01-a.md": """
      # A

      ```{experiment} sampled
      task: linear-functional(memory: exponential(rate: 0.2), length: 8)
      model: linear-rnn(width: 2)
      error: [squared, absolute]
      optimiser: adam(learning-rate: log-uniform(1e-4, 0.1))
      draws: 6
      seeds: 1...2
      steps: 2
      batch: 2
      ```

      ```{figure} rates
      plot: samples(of: sampled, x: learning-rate, number: longLagError, x-scale: logarithmic, trend: means)
      alt: Points.
      ```
      """
    ])
    let finished = try book.build()
    #expect(finished.manifest.figures.map(\.id) == ["rates"])
    let rows = try book.text("output/data/rates.csv").split(separator: "\n").filter { $0.contains(",point,") }
    #expect(rows.count == 24)
    let page = try book.text("output/index.html")
    #expect(page.contains("learning rate") && page.contains("means of bins"))
  }
}
