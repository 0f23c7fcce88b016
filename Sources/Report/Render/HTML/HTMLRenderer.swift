import Document
import Foundation
import Mathematics
import Statistics
import Store

/// Writes a document as HTML that needs nothing beside it: no request, no font of the reader, no script to be whole.
package struct HTMLRenderer {
  package let typesetter: Typesetter
  /// Style for the drawings, after the page's own.
  var extraCSS: String
  /// Whether quotes and end tags that no parser needs are left out.
  var isCompact: Bool

  package init(typesetter: Typesetter = Typesetter(), extraCSS: String = "", isCompact: Bool = true) {
    self.typesetter = typesetter
    self.extraCSS = extraCSS
    self.isCompact = isCompact
  }

  /// Makes what all pages have in common, so that the first of them does not wait for it.
  package static func prepare() { _ = EmbeddedFonts.characters(of: []) }

  /// Bytes of text from which on a browser lays out chapters only as they come near.
  private static let longPage = 4_000_000

  static let reserved =
    ["top", "content", "provenance", "run", "summary", "contents"] + Verdict.allCases.map { "shape-\($0.rawValue)" }

  /// The document as one page. Throws a `Diagnostic` for the first formula that cannot be set, and
  /// `TypesettingError.unavailable`.
  package func render(_ document: Document) throws -> String { try parts(of: document).text }

  /// The same page in parts; chapters that `written` has are not written again.
  package func parts(of document: Document, written: WrittenChapters? = nil) throws -> HTMLParts {
    try parts(of: document, written: written) { chapter, writer in
      if let written { return try written.part(chapter, by: &writer, finish: compact) }
      return try writer.part(chapter, finish: compact)
    }
  }

  /// The page in parts, its chapters as `write` gives them.
  func parts(
    of document: Document, written: WrittenChapters? = nil,
    chapter write: (Document.Chapter, inout HTMLWriter) throws -> HTMLParts.Chapter
  ) throws -> HTMLParts {
    var writer = writer()
    writer.language = document.byline.language
    let front = try writer.captured { try $0.front(of: document) }
    let chapters = try document.chapters.map { try write($0, &writer) }
    let contents = HTMLContents(writer.gathered.contents.filter { $0.level <= 2 }).html
    let title = HTML.escape(document.title)
    let head = writer.captured { $0.titleBlock(of: document) }
    let length = chapters.reduce(front.utf8.count) { $0 + $1.html.utf8.count }
    let frame = Self.frame(
      title: title, top: "#top", contents: contents, isLong: length > Self.longPage, foot: writer.foot(of: document),
      language: document.byline.language)
    let characters = EmbeddedFonts.characters(of: [frame.before, head, front] + chapters.map(\.html) + [frame.after])
    func around() throws -> HTMLPage { try self.page(writer, title: title, of: document, showing: characters) }
    let page = try written?.page(titled: title, document.byline, writer, characters, make: around) ?? around()
    return HTMLParts(
      before: page.opening + compact(HTMLWriter.shapes + frame.before + head + front), chapters: chapters,
      after: compact(frame.after) + page.closing)
  }

  /// The same in fewer bytes, where it is to be compact.
  func compact(_ html: String) -> String { isCompact ? HTMLCompaction.compact(html) : html }

  func writer(site: [String: String] = [:]) -> HTMLWriter {
    HTMLWriter(typesetter: typesetter, reserved: Self.reserved, shortensFormulas: true, site: site)
  }

  /// The page around a body, with the style that its formulae and the fonts that its characters need.
  func page(
    _ writer: HTMLWriter, title: String, of document: Document, showing characters: Set<Unicode.Scalar>,
    css: String = "", medium: HTMLPage.Medium = .screen
  ) throws -> HTMLPage {
    let mathematics = try typesetter.stylesheet(for: writer.gathered.formulaClasses)
    let short = writer.shortener?.css(mathematics) ?? mathematics
    let rules =
      short + Stylesheet.css + fonts(for: characters) + extraCSS + writer.gathered.columns.css + css
    let shown = medium == .screen ? rules + Self.runningHead(document.title) : Self.printed(rules)
    return HTMLPage(
      title: title, css: shown, medium: medium,
      language: document.byline.language, citation: document.byline.metadata(title: document.title))
  }

  /// The rules of the fonts for some characters, from the store where these were shown before.
  private func fonts(for characters: Set<Unicode.Scalar>) -> String {
    guard let store = typesetter.store else { return EmbeddedFonts.css(for: characters) }
    let need = CodeNeed(of: EmbeddedFonts.self)
    let data = store.made("the fonts of a page", as: EmbeddedFonts.basis(of: characters), by: need, in: .formulae) {
      Data(EmbeddedFonts.css(for: characters).utf8)
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Rules as they hold for paper, so that what is measured on the page is true in print.
  private static func printed(_ rules: String) -> String {
    rules.replacing("@media print", with: "@media all")
      .replacing("@media screen and", with: "@media (min-width:99999px) and")
      .replacing("@media screen", with: "@media not all")
  }

  /// What surrounds the text on a screen: the contents, folded if the window is too narrow for them, and a link to skip them.
  static func frame(
    title: String, top: String, contents: String, isLong: Bool = false, foot: String, language: Language = .english
  ) -> (before: String, after: String) {
    let before = """
      <a class="skip" href="#content">\(language["Skip to the text"])</a>
      <nav class="contents" aria-label="\(language["Contents"])">
      <p><a href="\(top)">\(title)</a></p>
      <details><summary>\(language["Contents"])</summary>
      \(contents)</details>
      </nav>
      <main id="content"\(isLong ? " class=\"long\"" : "")>

      """
    return (before, "</main>\n\(foot)")
  }
}

extension HTMLWriter {
  /// What comes before the first chapter: the summary and what was run.
  mutating func front(of document: Document) throws {
    if !document.summary.isEmpty {
      begin(part: "summary")
      try element("section", ["class": "summary", "aria-label": language["Summary"]]) { writer in
        writer.write("\n")
        try writer.blocks(document.summary)
      }
      write("\n")
    }
    guard !document.run.isEmpty else { return }
    element("section", ["class": "run", "aria-labelledby": "run"]) { writer in
      writer.write("\n<h2 id=\"run\">\(writer.language["What was run"])</h2>\n")
      writer.facts(document.run)
    }
    write("\n")
  }

  /// How the report was made, at the end of a page.
  func foot(of document: Document) -> String {
    var writer = self
    let facts = writer.captured { $0.facts(document.provenance) }
    let title = language["How this report was made"]
    return facts.isEmpty ? "" : "<footer>\n<h2 id=\"provenance\">\(title)</h2>\n\(facts)</footer>\n"
  }
}
