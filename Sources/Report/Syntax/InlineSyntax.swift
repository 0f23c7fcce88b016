/// Inline syntax beyond Markdown: `$math$`, `$$equation$$ (label)`, `` {role}`text` `` and the `{#label}` of a heading.
///
/// Ranges are bytes of the block's text.
enum InlineSyntax: Equatable {
  case math(tex: Range<Int>)
  case equation(tex: Range<Int>, label: Range<Int>?)
  case role(name: Range<Int>, text: Range<Int>)
  /// What stands between braces at the end of the text: `#label`, `-`, `.class`.
  case attributes(Range<Int>)
  /// `<!-- text -->`.
  case comment
  /// `$$` that is never closed.
  case openEquation
  /// `{role}` before a backtick that is never closed.
  case openRole(name: Range<Int>)
}

/// Finds inline syntax in the text of one block, which a zero byte ends, in time linear in the text.
struct InlineScanner {
  private let text: UnsafePointer<UInt8>
  /// No brace before this byte closes the text within a formula.
  private var noBraceBefore = 0
  private var noEquationBefore = 0
  /// Lengths of backtick runs that do not occur in the rest of the text.
  private var missingRuns: Set<Int> = []
  private let endsAtEmptyLine: Bool
  /// Bytes of the words within a formula.
  private static let longestWords = 500

  /// Reads the text of one block, or with `endsAtEmptyLine` that of a passage, one paragraph after the other.
  init(_ text: UnsafePointer<UInt8>, endsAtEmptyLine: Bool = false) {
    self.text = text
    self.endsAtEmptyLine = endsAtEmptyLine
  }

  func reads(_ other: UnsafePointer<UInt8>) -> Bool { text == other }

  /// The syntax that starts at byte `start`, and the byte after it.
  mutating func scan(at start: Int) -> (InlineSyntax, end: Int)? {
    switch text[start] {
    case UInt8(ascii: "$"): text[start + 1] == UInt8(ascii: "$") ? equation(at: start) : math(at: start)
    case UInt8(ascii: "{"): attributes(at: start) ?? role(at: start)
    case StandIn.backslash: sheltered(at: start)
    case StandIn.angle: commentEnd(start).map { (.comment, $0) }
    default: nil
    }
  }

  /// `\(tex\)`, `\[tex\] (label)` or `\begin{align}tex\end{align} (label)`, whose backslashes have stand-ins.
  private func sheltered(at start: Int) -> (InlineSyntax, end: Int)? {
    if let opening = TeXEnvironment(text, at: start, .begin) {
      var index = opening.end
      while text[index] != 0, text[index] != StandIn.backslash { index += 1 }
      guard let closing = TeXEnvironment(text, at: index, .end) else { return (.openEquation, start + 2) }
      let (label, end) = equationLabel(at: closing.end)
      return (.equation(tex: start..<closing.end, label: label), end)
    }
    let isInline = text[start + 1] == UInt8(ascii: "(")
    guard isInline || text[start + 1] == UInt8(ascii: "[") else { return nil }
    var index = start + 2
    while text[index] != 0, text[index] != StandIn.backslash { index += 1 }
    if text[index] == 0 { return (.openEquation, start + 2) }
    if isInline { return (.math(tex: start + 2..<index), index + 2) }
    let (label, end) = equationLabel(at: index + 2)
    return (.equation(tex: start + 2..<index, label: label), end)
  }

  /// `$tex$`: the first `$` decides whether this is a formula, so that sums of money in a sentence are none.
  private mutating func math(at start: Int) -> (InlineSyntax, end: Int)? {
    guard !Self.isSpace(text[start + 1]) else { return nil }
    var index = start + 1
    while text[index] != 0, text[index] != UInt8(ascii: "`") {
      if text[index] == UInt8(ascii: "\\"), text[index + 1] != 0 {
        index = wordsEnd(index) ?? index + 2
        continue
      }
      if text[index] == UInt8(ascii: "$") {
        let isClosing = !Self.isSpace(text[index - 1]) && !Self.isDigit(text[index + 1])
        return isClosing ? (.math(tex: start + 1..<index), index + 1) : nil
      }
      index += 1
    }
    return nil
  }

  /// The byte after `\text{words}`, in which a `$` belongs to the words; nil for any other command.
  private mutating func wordsEnd(_ start: Int) -> Int? {
    guard text[start + 1] == UInt8(ascii: "t") || text[start + 1] == UInt8(ascii: "m"), start >= noBraceBefore else {
      return nil
    }
    var index = start + 1
    while Self.isLetter(text[index]) { index += 1 }
    let name = UnsafeBufferPointer(start: text + start + 1, count: index - start - 1)
    guard name.starts(with: "text".utf8) || name.elementsEqual("mbox".utf8), text[index] == UInt8(ascii: "{") else {
      return nil
    }
    var depth = 0
    while text[index] != 0, index < start + Self.longestWords {
      if text[index] == UInt8(ascii: "\\"), text[index + 1] != 0 {
        index += 2
        continue
      }
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") { depth -= 1 }
      index += 1
      if depth == 0 { return index }
    }
    if text[index] == 0 { noBraceBefore = index }
    return nil
  }

  /// The byte after the comment that starts at `start`.
  private func commentEnd(_ start: Int) -> Int? {
    var index = start + 4
    while text[index] != 0 {
      if text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: "-"), text[index + 2] == UInt8(ascii: ">") {
        return index + 3
      }
      index += 1
    }
    return nil
  }

  private mutating func equation(at start: Int) -> (InlineSyntax, end: Int)? {
    guard start >= noEquationBefore else { return nil }
    var index = start + 2
    while text[index] != 0 {
      if text[index] == UInt8(ascii: "\\"), text[index + 1] != 0 {
        index += 2
        continue
      }
      if text[index] == UInt8(ascii: "$"), text[index + 1] == UInt8(ascii: "$"), index > start + 2 {
        let (label, end) = equationLabel(at: index + 2)
        return (.equation(tex: start + 2..<index, label: label), end)
      }
      index += 1
    }
    noEquationBefore = index
    return (.openEquation, start + 2)
  }

  /// The label in ` (label)` or ` {#label}` at the end of a line.
  private func equationLabel(at start: Int) -> (Range<Int>?, end: Int) {
    var index = start
    while text[index] == UInt8(ascii: " ") { index += 1 }
    let isBraced = text[index] == UInt8(ascii: "{") && text[index + 1] == UInt8(ascii: "#")
    guard isBraced || text[index] == UInt8(ascii: "(") else { return (nil, start) }
    let first = index + (isBraced ? 2 : 1)
    index = first
    while Self.isLabelLike(text[index]) { index += 1 }
    guard index > first, text[index] == (isBraced ? UInt8(ascii: "}") : UInt8(ascii: ")")) else { return (nil, start) }
    let label = first..<index
    index += 1
    guard text[index] == 0 || text[index] == UInt8(ascii: "\n") else { return (nil, start) }
    return (label, index)
  }

  private mutating func role(at start: Int) -> (InlineSyntax, end: Int)? {
    guard Self.isLetter(text[start + 1]) else { return nil }
    var index = start + 1
    while Self.isLabel(text[index]) { index += 1 }
    let name = start + 1..<index
    guard text[index] == UInt8(ascii: "}"), text[index + 1] == UInt8(ascii: "`") else { return nil }
    let opening = index + 1
    let first = runEnd(opening)
    guard let closing = closingRun(of: first - opening, from: first) else { return (.openRole(name: name), opening) }
    return (.role(name: name, text: trimmed(first..<closing)), closing + first - opening)
  }

  private func attributes(at start: Int) -> (InlineSyntax, end: Int)? {
    guard let end = attributesEnd(start) else { return nil }
    var rest = end
    while Self.isSpace(text[rest]) { rest += 1 }
    return text[rest] == 0 ? (.attributes(start + 1..<end - 1), end) : nil
  }

  /// The byte after braces that hold attributes, as `{#label .class width=50% -}` does; nil where they hold anything else.
  func attributesEnd(_ start: Int) -> Int? {
    var index = start + 1
    var count = 0
    if text[index] == UInt8(ascii: ":") { index += 1 }
    while true {
      while text[index] == 32 || text[index] == 9 { index += 1 }
      if text[index] == UInt8(ascii: "}") { return count > 0 ? index + 1 : nil }
      guard let end = attributeEnd(index) else { return nil }
      (index, count) = (end, count + 1)
    }
  }

  /// The byte after one attribute: `#label`, `.class`, `-`, `=format` or `name=value`.
  private func attributeEnd(_ start: Int) -> Int? {
    switch text[start] {
    case UInt8(ascii: "-"):
      let next = text[start + 1]
      return Self.isSpace(next) || next == UInt8(ascii: "}") ? start + 1 : nil
    case UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "="):
      let isWord = text[start] == UInt8(ascii: "#") || Self.isLetter(text[start + 1])
      let end = wordEnd(start + 1)
      return isWord && end > start + 1 ? end : nil
    default:
      var index = start
      while Self.isOptionName(text[index]) { index += 1 }
      guard index > start, text[index] == UInt8(ascii: "=") else { return nil }
      index += 1
      guard text[index] == UInt8(ascii: "\"") else { return wordEnd(index) }
      index += 1
      while text[index] != UInt8(ascii: "\""), text[index] != 0, text[index] != 10 { index += 1 }
      return text[index] == UInt8(ascii: "\"") ? index + 1 : nil
    }
  }

  /// The byte after a word, which white space or a brace ends.
  private func wordEnd(_ start: Int) -> Int {
    var index = start
    while text[index] != 0, !Self.isSpace(text[index]), !"{}".utf8.contains(text[index]) { index += 1 }
    return index
  }

  /// The byte after the code span whose backticks start at `start`; nil where nothing closes it.
  mutating func codeEnd(_ start: Int) -> Int? {
    let first = runEnd(start)
    return closingRun(of: first - start, from: first).map { $0 + first - start }
  }

  /// Whether nothing but white space and marks of quotes stands in a line from `start` on.
  static func isEmptyLine(_ text: UnsafePointer<UInt8>, _ start: Int) -> Bool {
    var index = start
    while [9, 13, 32, UInt8(ascii: ">")].contains(text[index]) { index += 1 }
    return text[index] == 10 || text[index] == 0
  }

  /// Where the next run of exactly `length` backticks starts.
  private mutating func closingRun(of length: Int, from start: Int) -> Int? {
    guard length <= 32, !missingRuns.contains(length) else { return nil }
    var index = start
    while text[index] != 0 {
      if text[index] == UInt8(ascii: "`") {
        let end = runEnd(index)
        if end - index == length { return index }
        index = end
      } else if endsAtEmptyLine, text[index] == 10, Self.isEmptyLine(text, index + 1) {
        break
      } else {
        index += 1
      }
    }
    missingRuns.insert(length)
    return nil
  }

  func runEnd(_ start: Int) -> Int {
    var index = start
    while text[index] == UInt8(ascii: "`") { index += 1 }
    return index
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (first, last) = (range.lowerBound, range.upperBound)
    while first < last, Self.isSpace(text[first]) { first += 1 }
    while first < last, Self.isSpace(text[last - 1]) { last -= 1 }
    return first..<last
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
  static func isOptionName(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || "-_".utf8.contains(byte) }
  /// Whether `byte` may stand in what is meant as a label, one that cannot be one included.
  static func isLabelLike(_ byte: UInt8) -> Bool { byte > 32 && !"(){}".utf8.contains(byte) }
  /// Whether `byte` may stand in a name or a label: a letter, a digit or one of `-_.:`.
  static func isLabel(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || "-_.:".utf8.contains(byte) }
}
