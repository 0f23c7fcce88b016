import Book
import Checksums
import Document
import Foundation
import Mathematics
import Syntax

/// Writes blocks and inlines as HTML, and notes on the way what the page around them needs.
package struct HTMLWriter {
  /// A line of the table of contents.
  struct Entry: Codable, Equatable {
    /// 1 for a chapter.
    var level: Int
    var id: String
    /// The file it is in, empty where the report is one page.
    var page: String
    var number: String
    /// HTML without links.
    var title: String
  }

  /// What a reader of the text can do without: settings, checks and comparisons.
  struct Supplement {
    /// "Experiment 1.2".
    var title: String
    var content: [Block<Final>]
  }

  /// What the page around needs to know of what was written, and what tells in what is written next.
  struct Gathered: Codable, Equatable {
    /// The lines of the table of contents.
    var contents: [Entry] = []
    var formulaClasses = FormulaClasses()
    /// The columns of tables that the page needs rules for.
    var columns = HTMLColumns()
    /// For each id the file that has it.
    var places: [String: String] = [:]
    /// The ids that were asked for, in their order.
    var ids: [String] = []
    /// The looks of formulas that were named, in their order.
    var looks: [FormulaShortener.Look] = []

    /// Adds what was gathered of what follows.
    mutating func append(_ other: Gathered) {
      contents += other.contents
      formulaClasses.formUnion(other.formulaClasses)
      columns.formUnion(other.columns)
      places.merge(other.places) { $1 }
      ids += other.ids
      looks += other.looks
    }
  }

  package private(set) var html = ""
  private(set) var gathered = Gathered()
  private var ids = Label.Register()
  /// The part being written, whose name tells its footnotes from those of others.
  private(set) var part = ""
  /// For each footnote of this part, the ids of the marks that lead to it.
  var footnoteMarks: [Int: [String]] = [:]
  /// Whether this part has said how intervals of ratios are drawn.
  var hasKey = false
  /// Whether files can be saved from within the page; not so on paper.
  var carriesFiles = true
  private let typesetter: Typesetter
  /// The file that is being written, empty where the report is one page.
  private(set) var page = ""
  /// For each id of the whole site the file that has it, where that is known already.
  private let site: [String: String]
  /// Gives formulae their short form, from the first one on; nil where they stand as KaTeX writes them.
  private(set) var shortener: FormulaShortener?
  private let shortensFormulas: Bool
  /// What a paper has in its supplement, gathered from the text; nil where all of it stands, folded, in the text.
  var supplement: [Supplement]?
  /// Of the words that the page itself has.
  var language = Language.english

  /// Ids in `reserved` belong to the page around.
  package init(
    typesetter: Typesetter, reserved: [String] = [], shortensFormulas: Bool = false, site: [String: String] = [:]
  ) {
    self.typesetter = typesetter
    self.shortensFormulas = shortensFormulas
    self.site = site
    for id in reserved { _ = ids.unique(id) }
  }

  /// Whether both write the same chapters from here on.
  func writesLike(_ other: HTMLWriter) -> Bool {
    ids == other.ids && page == other.page && language == other.language && site == other.site
      && shortener == other.shortener
  }

  /// Begins another file of the site, with its own mathematics.
  mutating func begin(page: String) {
    self.page = page
    if gathered.places.isEmpty { gathered.places[Chapter.prefaceAnchor] = page }
    shortener = nil
    gathered.formulaClasses = FormulaClasses()
    gathered.columns = HTMLColumns()
  }

  /// Columns that the page needs rules for.
  mutating func note(_ columns: HTMLColumns) { gathered.columns.formUnion(columns) }

  /// An id that nothing else has, `id` itself where it is free.
  mutating func unique(_ id: String) -> String {
    let unique = ids.unique(id)
    gathered.ids.append(id)
    gathered.places[unique] = page
    return unique
  }

  /// The address of an id, in this page or in another of the site.
  func address(_ id: String) -> String {
    guard let file = site[id], file != page else { return "#\(id)" }
    return "\(file)#\(id)"
  }

  package mutating func write(_ html: String) { self.html += html }

  /// What `content` writes, without adding it to the page.
  mutating func captured(_ content: (inout Self) throws -> Void) rethrows -> String {
    let before = html
    html = ""
    defer { html = before }
    try content(&self)
    return html
  }

  package mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: (inout Self) throws -> Void
  ) rethrows {
    write(HTML.tag(name, attributes))
    try content(&self)
    write("</\(name)>")
  }

  /// The text from here on has its own footnotes.
  package mutating func begin(part: String) { (self.part, footnoteMarks, hasKey) = (part, [:], false) }

  mutating func chapter(_ chapter: Document.Chapter) throws {
    begin(part: Label.slug(chapter.id))
    let id = unique(chapter.id)
    let titleID = unique("\(id)-title")
    try element("section", ["class": "chapter", "id": id, "aria-labelledby": titleID]) { writer in
      let number = chapter.number
      try writer.enter(chapter.title, level: 1, number: number ?? "", id: id)
      writer.write("\n")
      try writer.element("h2", ["id": titleID]) { writer in
        let name = number.map { writer.language("Link to chapter {1}", $0) } ?? writer.language["Link to this chapter"]
        try writer.titled(chapter.title, number: number, id: id, linkName: name)
      }
      writer.write("\n")
      try writer.blocks(chapter.blocks)
    }
    write("\n")
  }

  /// Adds a heading to the contents.
  mutating func enter(_ title: [Inline<Final>], level: Int, number: String, id: String) throws {
    let title = try captured { try $0.inlines(title.withoutLinks) }
    gathered.contents.append(Entry(level: level, id: id, page: page, number: number, title: title))
  }

  /// The inside of a heading: number, title and the link to itself.
  mutating func titled(_ title: [Inline<Final>], number: String?, id: String, linkName: String) throws {
    if let number { write("<span class=\"number\">\(HTML.escape(number))</span> ") }
    try inlines(title)
    write(" \(HTML.tag("a", ["class": "permalink", "href": "#\(id)", "aria-label": linkName]))#</a>")
  }

  /// A formula as HTML; a mistake in it is a `Diagnostic` at its place in the chapter.
  mutating func formula(_ math: Math, isDisplayed: Bool) throws -> String {
    let formula = try typesetter.typeset(math, isDisplayed: isDisplayed)
    gathered.formulaClasses.add(formula)
    return formula
  }

  /// Writes a formula, in its short form where the page has one.
  mutating func write(formula: String) throws {
    guard shortensFormulas else { return write(formula) }
    write(try naming { $0.shortened(formula) })
  }

  /// Does something with the short forms of formulas, and notes which looks it named.
  private mutating func naming<Result>(_ body: (inout FormulaShortener) -> Result) throws -> Result {
    var shortener = try self.shortener ?? FormulaShortener(styled: typesetter.styledClasses())
    self.shortener = nil
    let known = shortener.looks.count
    let result = body(&shortener)
    gathered.looks += shortener.looks[known...]
    self.shortener = shortener
    return result
  }
}

extension HTMLWriter {
  /// What `content` gathers, which is added to what was gathered before it.
  mutating func gathering(_ content: (inout Self) throws -> Void) rethrows -> Gathered {
    var before = gathered
    gathered = Gathered()
    defer {
      before.append(gathered)
      gathered = before
    }
    try content(&self)
    return gathered
  }

  /// The same behind something that another wrote and what gathered this was written next.
  func behind(_ other: HTMLWriter, gathering own: Gathered) -> HTMLWriter {
    var writer = self
    writer.gathered = other.gathered
    writer.gathered.append(own)
    return writer
  }

  /// Goes on as behind something that was written before and gathered this.
  mutating func take(_ other: Gathered) throws {
    for id in other.ids { _ = ids.unique(id) }
    if !other.looks.isEmpty {
      let looks = gathered.looks
      try naming { $0.take(other.looks) }
      gathered.looks = looks
    }
    gathered.append(other)
  }

  /// Stands for what all that was written tells in what is written next.
  var trail: String {
    let lines = gathered.ids + [""] + gathered.looks.map(\.text)
    return Checksum.md5(of: Data(lines.joined(separator: "\n").utf8))
  }
}
