import Testing

@testable import Document
@testable import Source
@testable import Syntax

@Suite("Who wrote a book, and in what language it speaks")
struct BylineTests {
  private static let front = """
    ---
    authors: Ada Lovelace (Analytical Engines); Charles Babbage (Difference & Sons)
    date: 2026-11-28
    abstract: What <engines> weave.
    keywords: engines, algebra
    licence: CC BY 4.0
    language: de
    ---

    # Von Maschinen
    """

  private static let chapter = """
    # Eins

    ```{sensitivity} lags
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{figure} curve
    plot: curves(of: lags, curve: profile)
    alt: Two curves.

    Both fall, see {ref}`curve`.
    ```
    """

  private static func read(_ text: String) -> (Byline, [String]) {
    let (chapter, diagnostics) = ChapterReader.read(SourceFile(path: "index.md", text: text))
    return (chapter.settings.byline, diagnostics.map(\.message))
  }

  @Test func `the front matter names authors with their affiliations`() {
    let (byline, messages) = Self.read(Self.front)
    #expect(messages == [])
    #expect(byline.authors.map(\.name) == ["Ada Lovelace", "Charles Babbage"])
    #expect(byline.affiliations == ["Analytical Engines", "Difference & Sons"])
    #expect(byline.keywords == ["engines", "algebra"] && byline.language == .german && byline.year == "2026")
  }

  @Test(arguments: ["soon", "2026-13-01", "28.11.2026", "2026-11-28T10:00"])
  func `text that is not a date is an error`(date: String) {
    let (_, messages) = Self.read("---\ndate: \(date)\n---\n\n# Title\n")
    #expect(messages == ["'\(date)' is not a date"])
  }

  @Test func `an entry for BibTeX holds no command of the author's`() {
    let entry = Self.read(Self.front).0.bibTeX(title: "50 % of A & B")
    #expect(entry.hasPrefix("@misc{lovelace2026,\n") && entry.contains("author = {Ada Lovelace and Charles Babbage}"))
    #expect(entry.contains(#"title = {{50 \% of A \& B}}"#))
  }

  @Test func `the page says it, to readers and to programs, in the language of the book`() throws {
    let book = try SmallBook(["index.md": Self.front, "01-first.md": Self.chapter])
    _ = try book.build()
    let page = try book.text("output/index.html")
    for part in [
      "<html lang=\"de\">", "<meta name=\"citation_author\" content=\"Ada Lovelace\">",
      "<meta name=\"citation_publication_date\" content=\"2026/11/28\">", "Charles Babbage<sup>2</sup>",
      "What &lt;engines&gt; weave.", "@misc{lovelace2026", ">Abbildung 1.1</a>", "<summary>Inhalt</summary>",
      "Lizenz: CC BY 4.0",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("Figure 1.1") && !page.contains("<engines>"))
  }

  @Test(arguments: Language.allCases) func `a word that nobody has translated is English`(language: Language) {
    #expect(language["nobody"] == "nobody" && language.title("nobody 1.2") == "nobody 1.2")
    #expect(language.title("Figure 1.2").hasSuffix(" 1.2"))
  }
}
