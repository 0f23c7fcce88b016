import Document

/// A table of contents: lists within lists, one for each level.
struct HTMLContents {
  private let entries: [HTMLWriter.Entry]
  /// The address of an entry.
  private let address: (HTMLWriter.Entry) -> String
  /// Whether a line has room for the number of its page, which the script of the paper fills in.
  private let namesPages: Bool

  init(
    _ entries: [HTMLWriter.Entry], namesPages: Bool = false,
    address: @escaping (HTMLWriter.Entry) -> String = { "#\($0.id)" }
  ) {
    self.entries = entries
    self.namesPages = namesPages
    self.address = address
  }

  var html: String {
    var html = ""
    var depth = 0
    for entry in entries {
      while depth > entry.level { (html, depth) = (html + "</li></ol>\n", depth - 1) }
      if depth == entry.level { html += "</li>\n<li>" }
      while depth < entry.level { (html, depth) = (html + "<ol><li>", depth + 1) }
      html += line(entry)
    }
    return html + String(repeating: "</li></ol>\n", count: depth)
  }

  private func line(_ entry: HTMLWriter.Entry) -> String {
    let number = entry.number.isEmpty ? "" : "<span class=\"number\">\(HTML.escape(entry.number))</span> "
    let page = namesPages ? " <span class=\"page\"></span>" : ""
    return "\(HTML.tag("a", ["href": address(entry)]))\(number)<span>\(entry.title)</span>\(page)</a>"
  }
}
