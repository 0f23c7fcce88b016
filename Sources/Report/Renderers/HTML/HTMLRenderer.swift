import Core

/// Writes a document as HTML that needs nothing beside it: no request, no font of the reader, no script to be whole.
struct HTMLRenderer {
  let typesetter: Typesetter
  /// Style for the drawings, after the page's own.
  var extraCSS: String
  /// Whether quotes and end tags that no parser needs are left out.
  var isCompact: Bool

  init(typesetter: Typesetter = Typesetter(), extraCSS: String = "", isCompact: Bool = true) {
    self.typesetter = typesetter
    self.extraCSS = extraCSS
    self.isCompact = isCompact
  }

  /// Bytes of text from which on a browser lays out chapters only as they come near.
  private static let longPage = 4_000_000

  static let reserved =
    ["top", "content", "provenance", "run", "summary", "contents"] + Verdict.allCases.map { "shape-\($0.rawValue)" }

  /// The document as one page. Throws a `Diagnostic` for the first formula that cannot be set, and
  /// `TypesettingError.unavailable`.
  func render(_ document: Document) throws -> String {
    var writer = writer()
    let text = try writer.captured { writer in
      try writer.front(of: document)
      for chapter in document.chapters { try writer.chapter(chapter) }
    }
    let contents = HTMLContents(writer.contents.filter { $0.level <= 2 }).html
    let title = HTML.escape(document.title)
    let head = "<header>\n<h1>\(title)</h1>\n</header>\n"
    return try page(
      document, writer, title: title,
      body: Self.frame(
        title: title, top: "#top", contents: contents, main: head + text,
        isLong: text.utf8.count > Self.longPage, foot: writer.foot(of: document)))
  }

  func writer(site: [String: String] = [:]) -> HTMLWriter {
    HTMLWriter(typesetter: typesetter, reserved: Self.reserved, shortensFormulas: true, site: site)
  }

  /// The page around a body, with the style that its formulae need.
  func page(
    _ document: Document, _ writer: HTMLWriter, title: String, body: String, css: String = "",
    medium: HTMLPage.Medium = .screen
  ) throws -> String {
    let mathematics = try typesetter.stylesheet(for: writer.formulas)
    let short = writer.shortener?.css(mathematics) ?? mathematics
    let whole = HTMLWriter.shapes + body
    return HTMLPage(
      title: title, css: short + Stylesheet.css + extraCSS + writer.columns.css + css,
      body: isCompact && medium == .screen ? HTMLCompaction.compact(whole) : whole, medium: medium
    ).text
  }

  /// What stands about the text on a screen: the contents, folded where there is no room beside it, and how to skip them.
  static func frame(
    title: String, top: String, contents: String, main: String, isLong: Bool = false, foot: String
  ) -> String {
    """
    <a class="skip" href="#content">Skip to the text</a>
    <nav class="contents" aria-label="Contents">
    <p><a href="\(top)">\(title)</a></p>
    <details><summary>Contents</summary>
    \(contents)</details>
    </nav>
    <main id="content"\(isLong ? " class=\"long\"" : "")>
    \(main)</main>
    \(foot)
    """
  }
}

extension HTMLWriter {
  /// What comes before the first chapter: the summary and what was run.
  mutating func front(of document: Document) throws {
    if !document.summary.isEmpty {
      begin(part: "summary")
      try element("section", ["class": "summary", "aria-label": "Summary"]) { writer in
        writer.write("\n")
        try writer.blocks(document.summary)
      }
      write("\n")
    }
    guard !document.run.isEmpty else { return }
    element("section", ["class": "run", "aria-labelledby": "run"]) { writer in
      writer.write("\n<h2 id=\"run\">What was run</h2>\n")
      writer.facts(document.run)
    }
    write("\n")
  }

  /// How the report was made, at the end of a page.
  func foot(of document: Document) -> String {
    var writer = self
    let facts = writer.captured { $0.facts(document.provenance) }
    return facts.isEmpty ? "" : "<footer>\n<h2 id=\"provenance\">How this report was made</h2>\n\(facts)</footer>\n"
  }
}
