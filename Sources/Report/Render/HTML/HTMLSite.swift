import Document

extension HTMLRenderer {
  /// The document as a page for each chapter, behind a first page with the summary, all linked with one another.
  package func site(_ document: Document) throws -> [OutputFile] {
    // Where each id is is known once everything was written.
    let places = try parts(of: document, places: [:]).last?.writer.gathered.places ?? [:]
    return try pages(document, parts(of: document, places: places))
  }

  /// The text of one page, and the writer as it was behind it.
  private struct Part {
    var file: String
    var title: String
    var text: String
    var writer: HTMLWriter
  }

  private func parts(of document: Document, places: [String: String]) throws -> [Part] {
    var writer = writer(site: places)
    writer.language = document.byline.language
    var parts: [Part] = []
    func add(_ file: String, _ title: String, _ write: (inout HTMLWriter) throws -> Void) throws {
      writer.begin(page: file)
      let text = try writer.captured(write)
      parts.append(Part(file: file, title: title, text: text, writer: writer))
    }
    try add("index.html", document.title) { try $0.front(of: document) }
    for chapter in document.chapters {
      try add("\(Label.slug(chapter.id)).html", chapter.title.plainText) { try $0.chapter(chapter) }
    }
    return parts
  }

  private func pages(_ document: Document, _ parts: [Part]) throws -> [OutputFile] {
    let entries = parts.last?.writer.gathered.contents ?? []
    return try parts.enumerated().map { index, part in
      // Sections only of the chapter that is read.
      let shown = entries.filter { $0.level == 1 || $0.level == 2 && $0.page == part.file }
      let contents = HTMLContents(shown) { $0.page == part.file ? "#\($0.id)" : "\($0.page)#\($0.id)" }.html
      let title = HTML.escape(document.title)
      let isFirst = index == 0
      let head =
        isFirst
        ? Self.titleBlock(of: document, by: part.writer)
        : "<p class=\"book\"><a href=\"index.html\">\(title)</a></p>\n"
      let turns = Self.turns(
        language: document.byline.language,
        before: index > 0 ? (parts[index - 1].file, parts[index - 1].title) : nil,
        after: index + 1 < parts.count ? (parts[index + 1].file, parts[index + 1].title) : nil)
      let frame = Self.frame(
        title: title, top: isFirst ? "#top" : "index.html", contents: contents, foot: part.writer.foot(of: document),
        language: document.byline.language)
      let body = HTMLWriter.shapes + frame.before + head + part.text + turns + frame.after
      let page = try page(
        part.writer, title: isFirst ? title : "\(HTML.escape(part.title)) \u{2013} \(title)", of: document,
        showing: EmbeddedFonts.characters(of: [body]))
      let text = page.text(compact(body))
      return OutputFile(title: "HTML", path: part.file, content: Array(text.utf8))
    }
  }

  private static func titleBlock(of document: Document, by writer: HTMLWriter) -> String {
    var writer = writer
    return writer.captured { $0.titleBlock(of: document) }
  }

  /// Links to the pages before and after this one.
  private static func turns(
    language: Language, before: (file: String, title: String)?, after: (file: String, title: String)?
  ) -> String {
    let links = [(before, "prev"), (after, "next")].compactMap { place, word in
      place.map { HTML.tag("a", ["href": $0.file, "rel": word]) + "\(HTML.escape($0.title))</a>" }
    }
    return "<nav class=\"turns\" aria-label=\"\(language["Chapters"])\">\(links.joined(separator: "\n"))</nav>\n"
  }
}
