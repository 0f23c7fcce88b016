/// Writes blocks and inlines as HTML, and notes on the way what the page around them needs.
struct HTMLWriter {
  /// A line of the table of contents.
  struct Entry {
    /// 1 for a chapter.
    var level: Int
    var id: String
    var number: String
    /// HTML without links.
    var title: String
  }

  private(set) var html = ""
  private(set) var contents: [Entry] = []
  /// Every formula as it stands in the page.
  private(set) var formulas: [String] = []
  var ids = Label.Register()
  /// The part being written, whose name tells its footnotes from those of others.
  private(set) var part = ""
  /// For each footnote of this part, the ids of the marks that lead to it.
  var footnoteMarks: [Int: [String]] = [:]
  private let typesetter: Typesetter

  /// Ids in `reserved` belong to the page around.
  init(typesetter: Typesetter, reserved: [String]) {
    self.typesetter = typesetter
    for id in reserved { _ = ids.unique(id) }
  }

  mutating func write(_ html: String) { self.html += html }

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
    write(HTML.tag(name, attributes))
    try content(&self)
    write("</\(name)>")
  }

  /// The text from here on has footnotes of its own.
  mutating func begin(part: String) { (self.part, footnoteMarks) = (part, [:]) }

  mutating func chapter(_ chapter: Document.Chapter) throws {
    begin(part: Label.slug(chapter.id))
    let id = ids.unique(chapter.id)
    let titleID = ids.unique("\(id)-title")
    try element("section", ["class": "chapter", "id": id, "aria-labelledby": titleID]) { writer in
      let number = String(chapter.number)
      try writer.enter(chapter.title, level: 1, number: number, id: id)
      writer.write("\n")
      try writer.element("h2", ["id": titleID]) { writer in
        try writer.titled(chapter.title, number: number, id: id, what: "chapter \(number)")
      }
      writer.write("\n")
      try writer.blocks(chapter.blocks)
    }
    write("\n")
  }

  /// Adds a heading to the contents.
  mutating func enter(_ title: [Inline<Final>], level: Int, number: String, id: String) throws {
    let title = try captured { try $0.inlines(title.withoutLinks) }
    contents.append(Entry(level: level, id: id, number: number, title: title))
  }

  /// The inside of a heading: number, title and the link to itself.
  mutating func titled(_ title: [Inline<Final>], number: String?, id: String, what: String) throws {
    if let number { write("<span class=\"number\">\(HTML.escape(number))</span> ") }
    try inlines(title)
    write(" \(HTML.tag("a", ["class": "permalink", "href": "#\(id)", "aria-label": "Link to \(what)"]))#</a>")
  }

  /// A formula as HTML; a mistake in it is a `Diagnostic` at its place in the chapter.
  mutating func formula(_ math: Math, isDisplayed: Bool) throws -> String {
    let formula = try typesetter.typeset(math, isDisplayed: isDisplayed)
    formulas.append(formula)
    return formula
  }
}
