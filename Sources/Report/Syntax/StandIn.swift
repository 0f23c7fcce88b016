import Foundation

/// Bytes that stand in for characters while Markdown is parsed, so that the parser does not act on them.
enum StandIn {
  /// For the backslash of `\(`, `\)`, `\[` and `\]` around a formula.
  static let backslash: UInt8 = 1
  /// For a `|` within a code span or a formula of a table.
  static let pipe: UInt8 = 2

  /// What a byte stands for.
  static func original(_ byte: UInt8) -> UInt8 {
    switch byte {
    case backslash: UInt8(ascii: "\\")
    case pipe: UInt8(ascii: "|")
    default: byte
    }
  }

  /// Text of the parser as the author wrote it.
  static func restored(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "" }
    let plain = String(cString: text)
    return strpbrk(text, "\u{1}\u{2}") == nil ? plain : restored(plain.utf8)
  }

  static func restored(_ bytes: some Sequence<UInt8>) -> String { String(decoding: bytes.map(original), as: UTF8.self) }
}

/// The text of a passage with stand-ins in it where the parser would break a formula or a cell, byte for byte as long.
struct ShelteredText {
  private(set) var bytes: [UInt8]

  init(_ text: [UInt8]) {
    bytes = text
    let signs = Set(text.lazy.filter { $0 < 32 || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "|") })
    if !signs.isDisjoint(with: [StandIn.backslash, StandIn.pipe]) { removeStandIns() }
    if signs.contains(UInt8(ascii: "\\")) { shelterFormulas() }
    if signs.contains(UInt8(ascii: "|")) { shelterCells() }
  }

  /// The author's own control characters, which no page shows, are not to be taken for stand-ins.
  private mutating func removeStandIns() {
    for index in bytes.indices where bytes[index] == StandIn.backslash || bytes[index] == StandIn.pipe {
      bytes[index] = 32
    }
  }

  /// Shelters the delimiters of `\(x\)` and `\[x\]`, which stand in one paragraph.
  private mutating func shelterFormulas() {
    bytes.append(0)
    var places: [Int] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let text = buffer.baseAddress else { return }
      var scanner = InlineScanner(text, endsAtEmptyLine: true)
      var open: (index: Int, end: UInt8)?
      var index = 0
      while text[index] != 0 {
        switch text[index] {
        case 10 where InlineScanner.isEmptyLine(text, index + 1):
          open = nil
          scanner = InlineScanner(text, endsAtEmptyLine: true)
          index += 1
        case UInt8(ascii: "`"):
          index = scanner.codeEnd(index) ?? scanner.runEnd(index)
        case UInt8(ascii: "\\"):
          switch text[index + 1] {
          case UInt8(ascii: "("): open = (index, UInt8(ascii: ")"))
          case UInt8(ascii: "["): open = (index, UInt8(ascii: "]"))
          case 0: index -= 1
          case let end:
            guard let (start, closing) = open, closing == end else { break }
            // `\[text\](address)` is text in brackets.
            let isLink = end == UInt8(ascii: "]") && text[index + 2] == UInt8(ascii: "(")
            if index > start + 2, !isLink { places += [start, index] }
            open = nil
          }
          index += 2
        default: index += 1
        }
      }
    }
    bytes.removeLast()
    for place in places { bytes[place] = StandIn.backslash }
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
