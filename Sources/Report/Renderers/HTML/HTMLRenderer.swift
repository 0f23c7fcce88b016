/// Writes a document as one file of HTML that needs nothing beside it: no script, no request, no font of the reader.
struct HTMLRenderer {
  let typesetter: Typesetter
  /// Style for the drawings, after the page's own.
  var extraCSS: String

  init(typesetter: Typesetter = Typesetter(), extraCSS: String = "") {
    self.typesetter = typesetter
    self.extraCSS = extraCSS
  }

  /// Throws a `Diagnostic` for the first formula that cannot be set, and `TypesettingError.unavailable`.
  func render(_ document: Document) throws -> String {
    var writer = HTMLWriter(typesetter: typesetter, reserved: ["top", "content", "provenance"])
    let text = try writer.captured { try Self.text(of: document, &$0) }
    let contents = Self.list(writer.contents.filter { $0.level <= 2 })
    let title = HTML.escape(document.title)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(title)</title>
      <style>
      \(try typesetter.stylesheet(for: writer.formulas))\(Stylesheet.css)\(extraCSS)</style>
      </head>
      <body id="top">
      <a class="skip" href="#content">Skip to the text</a>
      <nav class="contents" aria-label="Contents">
      <p><a href="#top">\(title)</a></p>
      \(contents)</nav>
      <main id="content">
      <header>
      <h1>\(title)</h1>
      </header>
      <details class="contents"><summary>Contents</summary>
      \(contents)</details>
      \(text)</main>
      \(Self.provenance(document.provenance))</body>
      </html>

      """
  }

  /// Nothing from outside, no script, no form; style, pictures and fonts only from the page itself.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

  private static func text(of document: Document, _ writer: inout HTMLWriter) throws {
    if !document.summary.isEmpty {
      writer.begin(part: "summary")
      try writer.element("section", ["class": "summary", "aria-label": "Summary"]) { writer in
        writer.write("\n")
        try writer.blocks(document.summary)
      }
      writer.write("\n")
    }
    for chapter in document.chapters { try writer.chapter(chapter) }
  }

  /// Lists within lists, one for each level.
  private static func list(_ entries: [HTMLWriter.Entry]) -> String {
    var html = ""
    var depth = 0
    for entry in entries {
      while depth > entry.level { (html, depth) = (html + "</li></ol>\n", depth - 1) }
      if depth == entry.level { html += "</li>\n<li>" }
      while depth < entry.level { (html, depth) = (html + "<ol><li>", depth + 1) }
      let number = entry.number.isEmpty ? "" : "<span class=\"number\">\(HTML.escape(entry.number))</span> "
      html += "\(HTML.tag("a", ["href": "#\(entry.id)"]))\(number)<span>\(entry.title)</span></a>"
    }
    return html + String(repeating: "</li></ol>\n", count: depth)
  }

  private static func provenance(_ facts: [(label: String, value: String)]) -> String {
    guard !facts.isEmpty else { return "" }
    let rows = facts.map { "<dt>\(HTML.escape($0.label))</dt><dd>\(HTML.escape($0.value))</dd>\n" }.joined()
    return """
      <footer id="provenance">
      <h2>How this report was made</h2>
      <dl>
      \(rows)</dl>
      </footer>

      """
  }
}
