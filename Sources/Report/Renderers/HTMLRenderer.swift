/// Writes a document as one file of HTML that needs nothing beside it: no script, no request, no font of the reader.
struct HTMLRenderer {
  let typesetter: Typesetter
  /// Style for the drawings, after the page's own.
  var extraCSS = ""

  init(typesetter: Typesetter = Typesetter(), extraCSS: String = "") {
    self.typesetter = typesetter
    self.extraCSS = extraCSS
  }

  /// Throws a `Diagnostic` for the first formula that cannot be set, and `TypesettingError.unavailable`.
  func render(_ document: Document) throws -> String {
    var writer = HTMLWriter(typesetter: typesetter, reserved: ["top", "content", "provenance"])
    try body(document, &writer)
    return head(title: document.title, mathematics: try typesetter.stylesheet(for: writer.formulas))
      + "<body id=\"top\">\n"
      + writer.html + "</body>\n</html>\n"
  }

  private func head(title: String, mathematics: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>\(HTML.escape(title))</title>
    <style>
    \(mathematics)\(Stylesheet.css)\(extraCSS)</style>
    </head>

    """
  }

  /// Nothing from outside, no script, no form; style and pictures only from the page itself.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

  private func body(_ document: Document, _ writer: inout HTMLWriter) throws {
    let main = try writer.captured { writer in
      writer.part = "summary"
      if !document.summary.isEmpty {
        let label: KeyValuePairs<String, String?> = ["class": "summary", "aria-label": "Summary"]
        try writer.element("section", label) { try $0.blocks(document.summary) }
      }
      for chapter in document.chapters { try writer.chapter(chapter) }
    }
    let contents = Self.list(writer.contents.filter { $0.level <= 2 })
    writer.write(
      """
      <a class="skip" href="#content">Skip to the text</a>
      <nav class="contents" aria-label="Contents">
      <p><a href="#top">\(HTML.escape(document.title))</a></p>
      \(contents)</nav>
      <main id="content">
      <header>
      <h1>\(HTML.escape(document.title))</h1>
      </header>
      <details class="contents"><summary>Contents</summary>
      \(contents)</details>
      \(main)</main>
      \(provenance(document.provenance))
      """)
  }

  /// Lists within lists, one for each level.
  private static func list(_ entries: [HTMLWriter.Entry]) -> String {
    var html = ""
    var depth = 0
    for entry in entries {
      while depth > entry.level { (html, depth) = (html + "</li></ol>\n", depth - 1) }
      html += depth == entry.level ? "</li>\n" : ""
      while depth < entry.level { (html, depth) = (html + "<ol><li>", depth + 1) }
      html += html.hasSuffix("<li>") ? "" : "<li>"
      let number = entry.number.isEmpty ? "" : "<span class=\"number\">\(HTML.escape(entry.number))</span> "
      html += "\(HTML.tag("a", ["href": "#\(entry.id)"]))\(number)<span>\(entry.title)</span></a>"
    }
    return html + String(repeating: "</li></ol>\n", count: depth)
  }

  private func provenance(_ facts: [(label: String, value: String)]) -> String {
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
