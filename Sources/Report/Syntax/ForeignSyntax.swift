/// Finds forms of other tools in the text of one block, in time linear in the text.
struct ForeignSyntax {
  struct Sighting {
    var form: ForeignForm
    /// Bytes of the block's text.
    var span: Range<Int>
    /// What the page's text holds if the form was left as text; nil where that is certain.
    var remains: String?
  }

  private(set) var sightings: [Sighting] = []
  let text: UnsafePointer<UInt8>
  let count: Int
  var scanner: InlineScanner

  /// Looks through `count` bytes of `text`, which a zero byte ends; no block begins in the text of a cell.
  init(_ text: UnsafePointer<UInt8>, count: Int, isCell: Bool = false) {
    self.text = text
    self.count = count
    scanner = InlineScanner(text)
    var index = isCell ? 0 : lineStart(0)
    while index < count { index = max(next(index), index + 1) }
    keepLastStrong()
    if sightings.contains(where: { $0.form == .lostTable }) { sightings.removeAll { $0.form == .lineBlock } }
  }

  /// Looks at what starts at `index`; returns the byte after it.
  mutating func next(_ index: Int) -> Int {
    switch text[index] {
    case 10: lineStart(index + 1)
    case UInt8(ascii: "\\"): text[index + 1] == 10 ? index + 1 : backslash(index)
    case UInt8(ascii: "`"): backticks(index)
    case UInt8(ascii: "$"), StandIn.backslash, StandIn.angle: scanner.scan(at: index)?.end ?? index + 1
    case UInt8(ascii: "{"): brace(index)
    case UInt8(ascii: "<"): angle(index)
    case UInt8(ascii: "["): bracket(index)
    case UInt8(ascii: "]"): closingBracket(index)
    case UInt8(ascii: "@"): crossReference(index)
    case UInt8(ascii: "^"), UInt8(ascii: "~"): script(index)
    case UInt8(ascii: "="): paired(index, .mark)
    case UInt8(ascii: "+"): paired(index, .insertion)
    case UInt8(ascii: ":"): colon(index)
    case UInt8(ascii: "*"): stars(index)
    default: index + 1
    }
  }

  mutating func add(_ form: ForeignForm, _ span: Range<Int>, remains: String? = nil) -> Int {
    sightings.append(Sighting(form: form, span: span, remains: remains))
    return span.upperBound
  }

  /// Of stars without a partner those that stand last are meant.
  mutating func keepLastStrong() {
    guard let last = sightings.lastIndex(where: { $0.form == .strong }) else { return }
    let kept = sightings[last].span
    sightings.removeAll { $0.form == .strong && $0.span != kept }
  }
}

extension ForeignSyntax {
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: text, count: count) }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func starts(_ index: Int, with word: StaticString) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { text[index + $0] == word.utf8Start[$0] }
  }

  func isWord(_ byte: UInt8) -> Bool { byte >= 128 || InlineScanner.isOptionName(byte) && byte != 45 }

  func run(from start: Int, while isPart: (UInt8) -> Bool) -> Int {
    var index = start
    while index < count, isPart(text[index]) { index += 1 }
    return index
  }

  /// The byte after the next `mark` in the same line; nil if there is none within a few hundred bytes.
  func closing(_ start: Int, _ mark: StaticString) -> Int? {
    var index = start + 1
    while index < min(count, start + 500), text[index] != 10 {
      if starts(index, with: mark) { return index + mark.utf8CodeUnitCount }
      index += text[index] == UInt8(ascii: "\\") && text[index + 1] != 0 ? 2 : 1
    }
    return nil
  }
}
