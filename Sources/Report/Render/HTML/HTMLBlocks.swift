import Basics
import Document

extension HTMLWriter {
  /// The most bytes of a page's text, which no browser shows in reasonable time.
  private static let mostBytes = 256 << 20

  package mutating func blocks(_ blocks: [Block<Final>]) throws {
    for block in blocks {
      guard html.utf8.count <= Self.mostBytes else {
        throw UserError("the page is larger than \(Self.mostBytes >> 20) MB; split the book, or use --format site")
      }
      try self.block(block)
      write("\n")
    }
  }

  private mutating func block(_ block: Block<Final>) throws {
    switch block {
    case .heading(let heading): try self.heading(heading)
    case .paragraph(let content): try element("p") { try $0.inlines(content) }
    case .list(let list): try self.list(list)
    case .definitions(let definitions): try self.definitions(definitions)
    case .code(let language, let text): code(text, language: language)
    case .quote(let content):
      try element("blockquote") { try $0.blocks(content) }
    case .table(let table): try self.table(table)
    case .thematicBreak: write("<hr>")
    case .equation(let equation): try self.equation(equation)
    case .markup(let text): write(text)
    case .rawHTML(let text): write("<pre class=\"raw\" tabindex=\"0\"><code>\(HTML.escape(text))</code></pre>")
    case .footnotes(let notes): try footnotes(notes)
    case .figure(let figure): try self.figure(figure)
    case .captioned(let captioned): try self.captioned(captioned)
    case .picture(let picture): self.picture(picture)
    case .box(let box): try self.box(box)
    case .results(let rows): try results(rows)
    case .details(let details): try self.details(details)
    case .bibliography(let items): try bibliography(items)
    }
  }

  /// Headings of a chapter stand below its title, which stands below the title of the report.
  private mutating func heading(_ heading: Heading<Final>) throws {
    let id = unique(heading.label ?? Label.slug(heading.content.plainText))
    let level = max(heading.level, 2)
    try enter(heading.content, level: level, number: heading.number ?? "", id: id)
    let tag = "h\(min(level + 1, 6))"
    write(HTML.tag(tag, ["id": id]))
    let name = heading.number.map { language("Link to section {1}", $0) } ?? language["Link to this section"]
    try titled(heading.content, number: heading.number, id: id, linkName: name)
    write("</\(tag)>")
  }

  private mutating func list(_ list: List<Final>) throws {
    let name = list.start == nil ? "ul" : "ol"
    let start = list.start.flatMap { $0 == 1 ? nil : String($0) }
    let isTasks = list.items.contains { $0.ticked != nil }
    try element(name, ["start": start, "class": isTasks ? "tasks" : nil]) { writer in
      for item in list.items {
        try writer.element("li") { writer in
          if let ticked = item.ticked {
            let label = writer.language[ticked ? "done" : "to do"]
            let attributes: KeyValuePairs<String, String?> = [
              "type": "checkbox", "disabled": "", "checked": ticked ? "" : nil, "aria-label": label,
            ]
            writer.write(HTML.tag("input", attributes) + " ")
          }
          try writer.item(item.content, isTight: list.isTight)
        }
        writer.write("\n")
      }
    }
  }

  /// In a tight list, paragraphs are only their words.
  private mutating func item(_ content: [Block<Final>], isTight: Bool) throws {
    for block in content {
      if isTight, case .paragraph(let inlines) = block { try self.inlines(inlines) } else { try self.block(block) }
      if content.count > 1 { write("\n") }
    }
  }

  private mutating func definitions(_ definitions: [DefinitionItem<Final>]) throws {
    try element("dl") { writer in
      writer.write("\n")
      for definition in definitions {
        try writer.element("dt") { try $0.inlines(definition.term) }
        writer.write("\n")
        for meaning in definition.meanings {
          try writer.element("dd") { try $0.item(meaning, isTight: meaning.count == 1) }
          writer.write("\n")
        }
      }
    }
  }

  private mutating func code(_ text: String, language: String) {
    let word = language.prefix { !$0.isWhitespace }
    write("<pre tabindex=\"0\">\(HTML.tag("code", ["class": word.isEmpty ? nil : "language-\(word)"]))")
    write("\(HTML.escape(text))</code></pre>")
  }

  private mutating func table(_ table: Table<Final>) throws {
    let table = table.aligningPowers
    let tails = table.alignments.indices.map { table.alignments[$0] == .decimal ? table.longestTail(in: $0) : nil }
    let columns = HTMLColumns(table.alignments)
    note(columns)
    try element("div", ["class": "table"]) { writer in
      try writer.element("table", ["class": columns.isEmpty ? nil : columns.names]) { writer in
        try writer.element("thead") { try $0.row(table.header) { "<th\($0 ? "" : " scope=\"col\"")>" } }
        for (title, rows) in table.groupedRows {
          try writer.element("tbody") { writer in
            if let title { try writer.groupTitle(title, columns: table.header.count) }
            for row in rows { try writer.row(row, tails) { _ in "<td>" } }
          }
        }
      }
    }
  }

  private mutating func groupTitle(_ title: [Inline<Final>], columns: Int) throws {
    try element("tr", ["class": "group"]) { writer in
      try writer.element("th", ["colspan": String(columns), "scope": "rowgroup"]) { try $0.inlines(title) }
    }
    write("\n")
  }

  /// A line of cells; a number in a column with a tail has room for what it lacks of it. `tag` is told whether a cell is empty.
  private mutating func row(_ cells: [[Inline<Final>]], _ tails: [DecimalText.Tail?] = [], tag: (Bool) -> String) throws
  {
    try element("tr") { writer in
      for (index, content) in cells.enumerated() {
        let opening = tag(content.isEmpty)
        writer.write(opening)
        try writer.inlines(content.map(\.unbroken))
        if tails.indices.contains(index), let longest = tails[index],
          let tail = DecimalText(content.wordsWithMarks)?.parts, tail.hasPower == longest.hasPower
        {
          writer.pad(longest.missing(in: tail))
        }
        writer.write("</\(opening.dropFirst().prefix(2))>")
      }
    }
    write("\n")
  }

  /// Room for what a number lacks behind its point, unseen and unread.
  private mutating func pad(_ missing: String) {
    if !missing.isEmpty { write("<span class=\"pad\">\(HTML.escape(missing))</span>") }
  }

  private mutating func equation(_ equation: Equation) throws {
    let id = equation.label.map { unique($0) }
    let rows = equation.rows.map { unique($0.label) }
    try element("div", ["class": "equation", "id": id]) { writer in
      try writer.element("div", ["class": "formula"]) { writer in
        try writer.write(formula: try writer.formula(equation.math, isDisplayed: true))
        for row in rows { writer.write(HTML.tag("span", ["id": row]) + "</span>") }
      }
      guard let number = equation.number, let id else { return }
      let attributes: KeyValuePairs<String, String?> = [
        "class": "number", "href": "#\(id)", "aria-label": writer.language.title("Equation \(number)"),
      ]
      writer.write("\(HTML.tag("a", attributes))(\(HTML.escape(number)))</a>")
    }
  }

  private mutating func footnotes(_ notes: [Footnote<Final>]) throws {
    try element("section", ["class": "footnotes", "role": "doc-endnotes", "aria-label": language["Footnotes"]]) {
      writer in
      for note in notes {
        let id = writer.unique(writer.footnoteID(note.number))
        try writer.element("div", ["class": "footnote", "id": id, "role": "doc-footnote"]) { writer in
          writer.write("<span class=\"number\">\(note.number)</span>")
          try writer.element("div") { writer in
            try writer.blocks(note.content)
            writer.backLinks(note)
          }
        }
        writer.write("\n")
      }
    }
  }

  /// One arrow to each mark that leads to the footnote.
  private mutating func backLinks(_ note: Footnote<Final>) {
    for (index, mark) in (footnoteMarks[note.number] ?? []).enumerated() {
      let label = language("Back to mark {1} of footnote {2}", String(index + 1), String(note.number))
      write(HTML.tag("a", ["class": "back", "href": "#\(mark)", "role": "doc-backlink", "aria-label": label]))
      write("\u{21A9}\u{FE0E}\(index == 0 ? "" : "<sup>\(index + 1)</sup>")</a> ")
    }
  }
}

extension Inline<Final> {
  /// The same with room before its power of ten.
  fileprivate func widened(by room: String) -> Inline<Final> {
    func wide(_ text: String) -> String { text.replacing("×", with: room + "×", maxReplacements: 1) }
    return switch self {
    case .text(let text): .text(wide(text))
    case .value(let text, let detail, let source): .value(text: wide(text), detail: detail, source: source)
    default: self
    }
  }

  /// The same with no end of a line within a power of ten or an interval, which are read as one.
  var unbroken: Inline<Final> {
    guard case .text(let text) = self, text.utf8.contains(UInt8(ascii: " ")) else { return self }
    // The bytes of a table are many, and few of its cells have a "×" or a bracket.
    let powers = text.utf8.contains(0xC3) ? text.replacing(" × 10", with: "\u{A0}×\u{A0}10") : text
    return .text(powers.utf8.contains(UInt8(ascii: "(")) ? powers.withUnbrokenIntervals : powers)
  }
}

extension String {
  /// The same with no end of a line within "(0.55 to 0.68)".
  fileprivate var withUnbrokenIntervals: String {
    var text = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "(") {
      let content = rest[open...].dropFirst().prefix { $0 != "(" && $0 != ")" }
      let isClosed = rest[content.endIndex...].first == ")"
      text += rest[...open] + (isClosed && content.isInterval ? content.replacing(" ", with: "\u{A0}") : content)
      rest = rest[content.endIndex...]
    }
    return text + rest
  }
}

extension Substring {
  /// Whether it is two short ends with "to" between them.
  fileprivate var isInterval: Bool {
    guard let word = firstRange(of: " to ") else { return false }
    return (1...20).contains(self[..<word.lowerBound].count) && (1...20).contains(self[word.upperBound...].count)
  }
}

extension Table<Final> {
  /// The table with room before powers of ten, so that these stand under one another where all numbers of a column have one.
  fileprivate var aligningPowers: Table {
    var table = self
    for column in alignments.indices where alignments[column] == .decimal {
      let factors = rows.map { row in
        row.indices.contains(column) ? DecimalText(row[column].plainText)?.tail.prefix { $0 != "×" } : nil
      }
      let powers = factors.indices.filter { factors[$0].map { $0.endIndex < $0.base.endIndex } == true }
      let longest = powers.compactMap { factors[$0]?.trimmed }.max { $0.count < $1.count } ?? ""
      for row in powers {
        let missing = longest.dropFirst(factors[row]?.trimmed.count ?? 0)
        // As wide as what is missing: a point is narrower than a digit.
        let room = String(missing.map { $0 == "." ? "\u{2008}" : "\u{2007}" })
        if !room.isEmpty { table.rows[row][column] = table.rows[row][column].map { $0.widened(by: room) } }
      }
    }
    return table
  }

  /// The longest digits and the longest rest from the point on among the numbers of a column; powers of ten count only where
  /// all have one, since a point that is moved stands under no other.
  fileprivate func longestTail(in column: Int) -> DecimalText.Tail {
    let tails = rows.compactMap { row in
      row.indices.contains(column) ? DecimalText(row[column].wordsWithMarks)?.parts : nil
    }
    let plain = tails.filter { !$0.hasPower }
    return (plain.isEmpty ? tails : plain).reduce(DecimalText.Tail()) { $0.joined($1) }
  }
}

extension [Inline<Final>] {
  /// The words of a cell with its marks of footnotes as raised digits.
  fileprivate var wordsWithMarks: String {
    map { inline in
      guard case .footnoteReference(_, let number) = inline else { return inline.plainText }
      let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"
      return String(
        String(number).compactMap(\.wholeNumberValue).map { raised[raised.index(raised.startIndex, offsetBy: $0)] })
    }.joined()
  }
}
