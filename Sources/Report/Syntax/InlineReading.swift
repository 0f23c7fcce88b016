import Document
import Source

/// The text of a block with running text, and its place in the file.
struct InlineText {
  let map: ContentMap
  private let content: UnsafeBufferPointer<UInt8>
  private let scanner: InlineScanner?
  private let search = Search()
  /// Whether the text is a part of a line, in which no block begins.
  private let isCell: Bool

  /// Where the search for words goes on: they are looked for in the order of the text.
  private final class Search {
    var next = 0
    var failures = 0
  }

  init(_ node: MarkdownNode, passage: Passage) {
    let lines = node.lines(in: passage)
    self.init(content: node.content, isCell: false) {
      ContentMap($0, passage: passage, first: lines.lowerBound, last: lines.upperBound)
    }
  }

  /// The text of a table cell, looked for from byte `cursor` of its row on.
  init(cell: MarkdownNode, row: Passage.Line?, cursor: inout Int) {
    self.init(content: cell.content, isCell: true) {
      ContentMap(cell: $0, row: row ?? Passage.Line(text: [], start: 0), cursor: &cursor)
    }
  }

  private init(content: UnsafePointer<UInt8>?, isCell: Bool, map: (UnsafeBufferPointer<UInt8>) -> ContentMap) {
    self.isCell = isCell
    var count = 0
    while let content, content[count] != 0 { count += 1 }
    while count > 0, let content, [9, 10, 13, 32].contains(content[count - 1]) { count -= 1 }
    self.content = UnsafeBufferPointer(start: content, count: count)
    scanner = content.map { InlineScanner($0) }
    self.map = map(self.content)
  }

  /// All bytes of the file that the text covers.
  var span: Range<Int> { map.bytes(0..<content.count) }

  func string(_ range: Range<Int>) -> String { StandIn.restored(content[range]) }

  /// The lines of the text with their places.
  var lines: [Passage.Line] {
    content.split(separator: 10, omittingEmptySubsequences: false).map { line in
      Passage.Line(text: line.map(StandIn.original)[...], start: map.byte(line.startIndex))
    }
  }

  func hasLine(beginningWith mark: StaticString) -> Bool {
    let mark = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
    if content.starts(with: mark) { return true }
    return content.indices.contains { content[$0] == 10 && content[($0 + 1)...].starts(with: mark) }
  }

  /// Forms of other tools in the text, up to byte `end`.
  func foreignSyntax(upTo end: Int? = nil) -> [ForeignSyntax.Sighting] {
    content.baseAddress.map { ForeignSyntax($0, count: end ?? content.count, isCell: isCell).sightings } ?? []
  }

  /// The inline syntax for which the parser made `node`.
  func syntax(of node: MarkdownNode) -> InlineSyntax? {
    guard let start = node.syntaxStart, start < content.count else { return nil }
    var scanner = scanner
    return scanner?.scan(at: start)?.0
  }

  /// Where `word` stands, in bytes of the file, or the whole text where it is not found as it is.
  func span(of word: String) -> Range<Int> {
    let word = Array(word.utf8)
    // Words that the parser changed are not there; to look for many of them would take too long.
    guard !word.isEmpty, word.count <= content.count, search.failures < 50 else { return span }
    let last = content.count - word.count
    func found(_ range: Range<Int>) -> Int? { range.first { content[$0...].starts(with: word) } }
    let middle = min(search.next, last + 1)
    guard let start = found(middle..<last + 1) ?? found(0..<middle) else {
      search.failures += 1
      return span
    }
    search.next = start + word.count
    return map.bytes(start..<start + word.count)
  }
}

extension ChapterReader {
  /// The running text of a block, with the signs of its language where the front matter asks for them.
  mutating func runningText(
    _ nodes: [MarkdownNode], of text: InlineText, in context: Context, depth: Int
  ) -> [Inline<Draft>] {
    let content = inlines(nodes, of: text, in: context, depth: depth)
    return typography.isSmart ? Typographer.inlines(content, in: typography.language) : content
  }

  mutating func inlines(
    _ nodes: [MarkdownNode], of text: InlineText, in context: Context, depth: Int
  ) -> [Inline<Draft>] {
    guard allows(depth: depth, at: text.span) else { return [] }
    var inlines: [Inline<Draft>] = []
    for node in nodes {
      let inline = inline(node, of: text, in: context, depth: depth)
      if case .text(let next) = inline, case .text(let previous) = inlines.last {
        inlines[inlines.count - 1] = .text(previous + next)
      } else {
        inlines.append(inline)
      }
    }
    for case .text(let plain) in inlines { checkFootnotes(plain, in: text) }
    return inlines
  }

  /// Warns of marks that the parser left as text because their footnote does not exist.
  private mutating func checkFootnotes(_ plain: String, in text: InlineText) {
    guard shared.diagnostics.count < Self.most, plain.contains("[^") else { return }
    for mark in plain.matches(of: /\[\^([^\s\[\]^]+)\]/) {
      let span = text.span(of: String(mark.0))
      if span.lowerBound > 0, file.bytes[span.lowerBound - 1] == UInt8(ascii: "\\") { continue }
      report(
        .undefinedFootnote, "undefined footnote '\(mark.1)'",
        remedy: "write [^\(mark.1)]: and its text on its own line, in the same directive if it is in one",
        at: span)
    }
  }

  private mutating func inline(
    _ node: MarkdownNode, of text: InlineText, in context: Context, depth: Int
  ) -> Inline<Draft> {
    switch node.type {
    case "code": return .code(node.literal)
    case "emph": return .emphasis(inlines(node.children, of: text, in: context, depth: depth + 1))
    case "strong": return .strong(inlines(node.children, of: text, in: context, depth: depth + 1))
    case "strikethrough": return .strikethrough(inlines(node.children, of: text, in: context, depth: depth + 1))
    case "softbreak": return .softBreak
    case "linebreak": return .lineBreak
    case "link":
      check(node.url, isImage: false, in: text)
      return link(
        node.url, title: Self.withoutComments(node.title),
        inlines(node.children, of: text, in: context, depth: depth + 1),
        at: text.span(of: node.url.isEmpty ? "()" : node.url))
    case "image":
      check(node.url, isImage: true, in: text)
      return image(
        node.url, title: Self.withoutComments(node.title),
        alternative: alternative(node.children, of: text, in: context, depth: depth + 1),
        at: text.span(of: node.url))
    case "footnote_reference":
      let index = (Int(node.literal) ?? 0) - 1
      guard context.footnotes.indices.contains(index) else { return .text("[^\(node.literal)]") }
      return .footnoteReference(
        label: context.footnotes[index].label, number: number(ofFootnoteAt: context.footnotes[index].place))
    case "html_inline" where node.syntaxStart == nil:
      if node.literal.hasPrefix("<!--") {
        hideComments(of: text)
        return .text("")
      }
      if passesHTML { return .markup(node.literal) }
      if !node.literal.hasPrefix("</") { reportHTML(at: text.span(of: node.literal)) }
      return .text(node.literal)
    default: return node.syntaxStart == nil ? .text(node.text) : syntax(node, of: text)
    }
  }

  private mutating func syntax(_ node: MarkdownNode, of text: InlineText) -> Inline<Draft> {
    switch text.syntax(of: node) {
    case .math(let tex), .equation(let tex, _):
      let math = Math(tex: text.string(tex), span: text.map.bytes(tex), file: file)
      refuseComments(in: math)
      return .math(math)
    case .role(let name, let content):
      if content.isEmpty {
        report(
          .emptyRole, "the role '\(text.string(name))' has no text",
          remedy: "write its text between the backticks", at: text.map.bytes(name))
      }
      return .role(
        RoleCall(
          name: text.string(name), nameSpan: text.map.bytes(name),
          text: text.string(content).replacing("\n", with: " "), textSpan: text.map.bytes(content), file: file))
    case .openRole(let name):
      report(
        .unterminatedRole, "the text of the role '\(text.string(name))' is never closed",
        remedy: "close it with as many backticks as open it", at: text.map.bytes(name))
      return .text("{\(text.string(name))}")
    case .openEquation:
      let start = node.syntaxStart ?? 0
      let mark = text.string(start..<start + 2)
      report(
        .unterminatedEquation, "this '\(mark)' is never closed",
        remedy: mark == "$$"
          ? "close it with '$$' before the next empty line, or write \\$\\$ for dollars"
          : "close it with '\(mark == "\\(" ? "\\)" : "\\]")' before the next empty line or list",
        at: text.map.bytes(start..<start + 2))
      return .text(mark)
    case .attributes(let content): return .text("{\(text.string(content))}")
    case .comment:
      hideComments(of: text)
      return .text("")
    case nil: return .text("")
    }
  }

  /// The words of an image; a role has none before the book is built.
  private mutating func alternative(
    _ nodes: [MarkdownNode], of text: InlineText, in context: Context, depth: Int
  ) -> String {
    let content = runningText(nodes, of: text, in: context, depth: depth)
    content.walk { item in
      guard case .role(let call) = item else { return }
      report(
        .malformedRole, "the alternative text of an image cannot contain roles",
        remedy: "write the words themselves, or use a figure, whose alt can contain roles", at: call.nameSpan)
    }
    return content.plainText
  }

  /// Reports an address of a kind that a page may not lead to.
  private mutating func check(_ address: String, isImage: Bool, in text: InlineText) {
    let plain = String(address.unicodeScalars.filter { $0.value > 32 && $0.value != 127 }).lowercased()
    guard shared.diagnostics.count < Self.most, Self.isRemote(plain), !plain.hasPrefix("//") else { return }
    let scheme = String(plain.prefix { $0 != ":" })
    if HTML.schemes.contains(scheme) || isImage && plain.hasPrefix("data:image/") { return }
    report(
      .unsafeLink, "an address may not start with '\(scheme):'", remedy: "use an address with https: or a path",
      at: text.span(of: address))
  }
}
