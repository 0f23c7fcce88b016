/// Writes blocks and inlines as HTML, and notes on the way what the page around them needs.
struct HTMLWriter {
  /// A line of the table of contents.
  struct Entry {
    /// 1 for a chapter.
    var level: Int
    var id: String
    var number: String
    /// HTML.
    var title: String
  }

  let typesetter: Typesetter
  var html = ""
  var contents: [Entry] = []
  /// Every formula as it stands in the page.
  var formulas: [String] = []
  var ids = Label.Register()
  /// The name of the part being written, which tells the footnotes of two chapters apart.
  var part = ""
  /// For each footnote of this part, the ids of the marks that lead to it.
  var footnoteMarks: [String: [String]] = [:]

  init(typesetter: Typesetter, reserved: [String] = []) {
    self.typesetter = typesetter
    for id in reserved { _ = ids.unique(id) }
  }

  mutating func write(_ raw: String) { html += raw }

  /// What `content` writes, without adding it to the page.
  mutating func captured(_ content: (inout Self) throws -> Void) rethrows -> String {
    let before = html
    html = ""
    defer { html = before }
    try content(&self)
    return html
  }

  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: (inout Self) throws -> Void
  ) rethrows {
    html += HTML.tag(name, attributes)
    try content(&self)
    html += "</\(name)>"
  }

  mutating func chapter(_ chapter: Document.Chapter) throws {
    (part, footnoteMarks) = (chapter.id, [:])
    let id = ids.unique(chapter.id)
    try element("section", ["class": "chapter", "id": id, "aria-labelledby": "\(id)-title"]) { writer in
      let number = String(chapter.number)
      try writer.list(chapter.title, level: 1, number: number, id: id)
      writer.write(HTML.tag("h2", ["id": writer.ids.unique("\(id)-title")]))
      try writer.titled(chapter.title, number: number, id: id, what: "chapter \(number)")
      writer.write("</h2>\n")
      try writer.blocks(chapter.blocks)
    }
    write("\n")
  }

  /// Adds a heading to the contents.
  mutating func list(_ title: [Inline<Final>], level: Int, number: String, id: String) throws {
    let title = try captured { try $0.inlines(title.withoutLinks) }
    contents.append(Entry(level: level, id: id, number: number, title: title))
  }

  /// The inside of a heading: number, title and the link to itself.
  mutating func titled(_ title: [Inline<Final>], number: String?, id: String, what: String) throws {
    if let number { write("<span class=\"number\">\(HTML.escape(number))</span> ") }
    try inlines(title)
    write(" \(HTML.tag("a", ["class": "permalink", "href": "#\(id)", "aria-label": "Link to \(what)"]))#</a>")
  }

  /// A formula; a mistake in it is a `Diagnostic` at its place in the chapter.
  mutating func formula(_ math: Math, isDisplayed: Bool) throws {
    let formula = try typesetter.typeset(math, isDisplayed: isDisplayed)
    formulas.append(formula)
    write(formula)
  }
}
