import Foundation

/// Bytes that stand in for characters while Markdown is parsed, so that the parser does not act on them.
enum StandIn {
  /// For the backslash of `\(`, `\)`, `\[`, `\]`, `\begin` and `\end` around a formula.
  static let backslash: UInt8 = 1
  /// For a `|` within a code span or a formula of a table.
  static let pipe: UInt8 = 2
  /// For the `<` of a comment within a line, in which Markdown allows no `--`.
  static let angle: UInt8 = 3

  /// For the backslash before a sign that is to stay as it is.
  static let escape: UInt8 = 4

  static let all = [backslash, pipe, angle, escape]

  /// What a byte stands for.
  static func original(_ byte: UInt8) -> UInt8 {
    switch byte {
    case backslash: UInt8(ascii: "\\")
    case pipe: UInt8(ascii: "|")
    case angle: UInt8(ascii: "<")
    case escape: UInt8(ascii: "\\")
    default: byte
    }
  }

  /// Text of the parser as the author wrote it.
  static func restored(_ text: UnsafePointer<CChar>?, keeping kept: UInt8 = 0) -> String {
    guard let text else { return "" }
    let plain = String(cString: text)
    if strpbrk(text, "\u{1}\u{2}\u{3}\u{4}") == nil { return plain }
    return String(decoding: plain.utf8.map { $0 == kept ? $0 : original($0) }, as: UTF8.self)
  }

  static func restored(_ bytes: some Sequence<UInt8>) -> String { String(decoding: bytes.map(original), as: UTF8.self) }
}

/// The text of a passage with stand-ins in it where the parser would break a formula or a cell, byte for byte as long.
struct ShelteredText {
  private(set) var bytes: [UInt8]

  /// Shelters what stands in `text`; with `isSmart` also the signs that a backslash keeps as they are.
  init(_ text: [UInt8], isSmart: Bool = false) {
    bytes = text
    let signs = Set(text.lazy.filter { $0 < 32 || "\\|<".utf8.contains($0) })
    if !signs.isDisjoint(with: StandIn.all) { removeStandIns() }
    if signs.contains(UInt8(ascii: "\\")) || signs.contains(UInt8(ascii: "<")) {
      shelterRunningText(isSmart: isSmart)
    }
    if signs.contains(UInt8(ascii: "|")) { shelterCells() }
  }

  /// The author's own control characters, which no page shows, are not to be taken for stand-ins.
  private mutating func removeStandIns() {
    for index in bytes.indices where StandIn.all.contains(bytes[index]) { bytes[index] = 32 }
  }

  /// Shelters the delimiters of `\(x\)`, `\[x\]` and `\begin{align}x\end{align}` and the comments within lines, each of which
  /// stands in one paragraph.
  private mutating func shelterRunningText(isSmart: Bool) {
    bytes.append(0)
    var search = ShelterSearch(isSmart: isSmart)
    bytes.withUnsafeBufferPointer { buffer in if let text = buffer.baseAddress { search.run(text) } }
    bytes.removeLast()
    for place in search.backslashes { bytes[place] = StandIn.backslash }
    for place in search.angles { bytes[place] = StandIn.angle }
    for place in search.escapes { bytes[place] = StandIn.escape }
  }

  /// Shelters each `|` that is part of a formula or of code in a line of a table.
  private mutating func shelterCells() {
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    var columns: Int?
    var places: [Int] = []
    for (number, line) in lines.enumerated() {
      let text = LinePrefix(line).rest
      if let count = TableRow.columns(ofDelimiter: text), number > 0 {
        columns = count
        places += TableRow(LinePrefix(lines[number - 1]).rest, columns: count).sheltered
      } else if text.isEmpty {
        columns = nil
      } else if let columns {
        places += TableRow(text, columns: columns).sheltered
      }
    }
    for place in places { bytes[place] = StandIn.pipe }
  }
}

/// Looks through a passage for formulae between backslashes and for comments within lines.
private struct ShelterSearch {
  private(set) var backslashes: [Int] = []
  private(set) var angles: [Int] = []
  private(set) var escapes: [Int] = []
  private let isSmart: Bool
  /// The delimiter that is open, and the sign that closes it.
  private var open: (index: Int, end: UInt8)?
  /// Environments that are not closed in the rest of the paragraph; the comment is one of them, by the name "-->".
  private var missing: Set<String> = []

  init(isSmart: Bool) { self.isSmart = isSmart }

  /// Looks through `text`, which a zero byte ends.
  mutating func run(_ text: UnsafePointer<UInt8>) {
    var scanner = InlineScanner(text, endsAtEmptyLine: true)
    var index = 0
    while text[index] != 0 {
      switch text[index] {
      case 10 where InlineScanner.isEmptyLine(text, index + 1):
        (open, missing) = (nil, [])
        scanner = InlineScanner(text, endsAtEmptyLine: true)
        index += 1
      case UInt8(ascii: "`"): index = scanner.codeEnd(index) ?? scanner.runEnd(index)
      case UInt8(ascii: "\\"): index = backslash(text, index)
      case UInt8(ascii: "<"): index = comment(text, index) ?? index + 1
      default: index += 1
      }
    }
  }

  /// Where to go on behind a backslash.
  private mutating func backslash(_ text: UnsafePointer<UInt8>, _ index: Int) -> Int {
    switch text[index + 1] {
    case UInt8(ascii: "("): open = (index, UInt8(ascii: ")"))
    case UInt8(ascii: "["): open = (index, UInt8(ascii: "]"))
    case UInt8(ascii: "b") where open == nil:
      guard let opening = TeXEnvironment(text, at: index, .begin),
        let start = self.end(of: "\\end{\(opening.name)}", text, from: opening.end)
      else { break }
      backslashes += [index, start]
      return start + opening.name.utf8.count + 6
    case let sign where isSmart && "\"'-.".utf8.contains(sign): escapes.append(index)
    case 0: return index + 1
    case let end:
      guard let (start, closing) = open, closing == end else { break }
      // `\[text\](address)` is text in brackets.
      let isLink = end == UInt8(ascii: "]") && text[index + 2] == UInt8(ascii: "(")
      if index > start + 2, !isLink { backslashes += [start, index] }
      open = nil
    }
    return index + 2
  }

  /// Where to go on behind a comment; nil where none starts, or where Markdown finds it by itself, at the start of a line.
  private mutating func comment(_ text: UnsafePointer<UInt8>, _ index: Int) -> Int? {
    guard text[index + 1] == UInt8(ascii: "!"), text[index + 2] == UInt8(ascii: "-"),
      text[index + 3] == UInt8(ascii: "-")
    else { return nil }
    // No marks of lists and quotes are as long.
    let first = max(0, index - 200)
    var start = index
    while start > first, text[start - 1] != 10 { start -= 1 }
    let line = LinePrefix(Array(UnsafeBufferPointer(start: text + start, count: index + 1 - start))[...])
    guard line.rest.count > 1, let end = end(of: "-->", text, from: index + 4) else { return nil }
    angles.append(index)
    return end + 3
  }

  /// Where `mark` stands in the rest of the paragraph.
  private mutating func end(of mark: String, _ text: UnsafePointer<UInt8>, from start: Int) -> Int? {
    if missing.contains(mark) { return nil }
    let bytes = Array(mark.utf8)
    var index = start
    while text[index] != 0, text[index] != 10 || !InlineScanner.isEmptyLine(text, index + 1) {
      // Nothing is read behind the zero byte: the first byte that differs ends the comparison.
      if text[index] == bytes[0], bytes.indices.allSatisfy({ text[index + $0] == bytes[$0] }) { return index }
      index += 1
    }
    missing.insert(mark)
    return nil
  }
}
