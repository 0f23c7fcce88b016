import Source

/// The parts of a passage for which the Markdown parser would take far more time or memory than their size warrants.
///
/// The parser is quadratic in some of what chapters never hold: rows of thousands of cells, brackets that stay open, quotes
/// and lists within one another beyond every depth. It also completes short rows and copies the address of a
/// reference to each of its uses. One pass over the lines finds these before the parser sees them.
struct MarkdownLimits {
  /// What is beyond a limit, and the lines, counted from 1, that the parser must not see.
  struct Excess {
    var rule: Rule
    var message: String
    var remedy: String
    var lines: ClosedRange<Int>
    /// The line that the message is about.
    var place: Int
  }

  /// Columns of white space before a list or quote that no book needs.
  static let deepestColumn = 500
  /// Cells of one row, and cells that a table's rows lack in all.
  static let mostCells = 1_000
  static let mostMissingCells = 100_000
  /// Bytes that are read again for each line that looks as if a table began there.
  static let mostRereading = 20_000_000
  /// Lines of a paragraph before a line that looks as if a table began there: the parser takes their square.
  static let mostLinesBeforeTable = 10_000
  /// Open brackets times closed links of one paragraph.
  static let mostBracketSteps = 20_000_000
  /// Bytes that the addresses of references may come to where they are used.
  static let mostReferenceBytes = 50_000_000

  private(set) var excesses: [Excess] = []
  private let passage: Passage
  /// Closing brackets of the passage, each of which may use a reference.
  private let brackets: Int

  init(_ passage: Passage) {
    self.passage = passage
    brackets = passage.lines.reduce(0) { $0 + $1.text.count { $0 == UInt8(ascii: "]") } }
    var first = 1
    var block: [ArraySlice<UInt8>] = []
    for (index, line) in passage.lines.enumerated() {
      let prefix = LinePrefix(line.text)
      if prefix.marks > ChapterReader.deepest || prefix.hasMarker && prefix.column > Self.deepestColumn,
        !Self.isThematicBreak(line.text)
      {
        addExcess(
          .nestingTooDeep, "this nests deeper than \(ChapterReader.deepest) levels", "flatten the text",
          index + 1...index + 1)
        block.append([])
      } else if prefix.rest.isEmpty {
        check(block, first: first)
        (block, first) = ([], index + 2)
      } else {
        block.append(prefix.rest)
      }
    }
    check(block, first: first)
  }

  private mutating func addExcess(
    _ rule: Rule, _ message: String, _ remedy: String, _ lines: ClosedRange<Int>, at place: Int? = nil
  ) {
    excesses.append(
      Excess(rule: rule, message: message, remedy: remedy, lines: lines, place: place ?? lines.lowerBound))
  }

  /// Checks lines between empty lines, the first of which has the number `first`.
  private mutating func check(_ block: [ArraySlice<UInt8>], first: Int) {
    guard !block.isEmpty else { return }
    let lines = first...first + block.count - 1
    if let (message, remedy, place) = tableExcess(block) ?? bracketExcess(block) ?? referenceExcess(block) {
      addExcess(.excessiveMarkup, message, remedy, lines, at: first + place)
    }
  }

  private typealias Finding = (message: String, remedy: String, place: Int)

  private func tableExcess(_ block: [ArraySlice<UInt8>]) -> Finding? {
    guard block.contains(where: Self.isDelimiter) else { return nil }
    if let wide = block.firstIndex(where: { $0.count > Self.mostCells && Self.cells($0) > Self.mostCells }) {
      return ("this row has more than \(Self.mostCells) cells", "split the table into several", wide)
    }
    var (columns, missing, bytes, rereading, head) = (0, 0, 0, 0, 0)
    for (index, line) in block.enumerated() {
      bytes += line.count
      if columns > 0 {
        missing += max(columns - Self.cells(line), 0)
      } else if Self.isDelimiter(line) {
        if index > Self.mostLinesBeforeTable {
          return ("a table follows \(index) lines of text", "put an empty line before the table", index)
        }
        rereading += bytes
        if index > 0, Self.cells(block[index - 1]) == Self.cells(line) {
          (columns, head) = (Self.cells(line), index - 1)
        }
      }
    }
    if missing > Self.mostMissingCells {
      return (
        "the rows of this table lack \(missing) cells", "write every row with the \(columns) cells of its head", head
      )
    }
    if rereading > Self.mostRereading {
      return (
        "too many lines of this paragraph look like the line below the head of a table",
        "put an empty line before each table", 0
      )
    }
    return nil
  }

  private func bracketExcess(_ block: [ArraySlice<UInt8>]) -> Finding? {
    var (open, closed) = (0, 0)
    for line in block {
      for byte in line {
        if byte == UInt8(ascii: "[") { open += 1 } else if byte == UInt8(ascii: "]") { closed += 1 }
      }
    }
    guard open > closed, (open - closed).multipliedReportingOverflow(by: closed).partialValue > Self.mostBracketSteps
    else { return nil }
    return (
      "this paragraph has \(open - closed) brackets that are never closed",
      "write \\[ for a bracket that is text, or split the paragraph", 0
    )
  }

  /// A definition, with its title, reaches from a line with `]:` to the next such line at most.
  private func referenceExcess(_ block: [ArraySlice<UInt8>]) -> Finding? {
    var (start, bytes): (Int?, Int) = (nil, 0)
    for (index, line) in block.enumerated() {
      if Self.isDefinition(line) { (start, bytes) = (index, 0) }
      bytes += line.count
      guard let start, bytes * brackets > Self.mostReferenceBytes else { continue }
      return (
        "this reference is \(bytes) bytes long, in a text with \(brackets) brackets that may use it",
        "write a shorter address or title", start
      )
    }
    return nil
  }

  /// Whether a definition of a reference may begin in this line.
  private static func isDefinition(_ line: ArraySlice<UInt8>) -> Bool {
    if line.starts(with: "[^".utf8) { return false }
    return zip(line, line.dropFirst()).contains { $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: ":") }
  }

  /// Whether a table may begin above this line: of dashes, colons, pipes and white space.
  private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, "-:| \t".utf8.contains(first) else { return false }
    return line.allSatisfy { "-:| \t".utf8.contains($0) } && line.contains(UInt8(ascii: "-"))
      && line.contains { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":") }
  }

  /// How many cells a row has.
  private static func cells(_ line: ArraySlice<UInt8>) -> Int {
    let (pipe, backslash) = (UInt8(ascii: "|"), UInt8(ascii: "\\"))
    var (count, previous) = (1, UInt8(0))
    for byte in line {
      if byte == pipe, previous != backslash { count += 1 }
      previous = byte
    }
    if line.first == pipe { count -= 1 }
    if line.count > 1, line.last == pipe, line.dropLast().last != backslash { count -= 1 }
    return max(count, 1)
  }

  /// Whether the line is a row of one of `-`, `*` and `_`, which looks like many lists.
  private static func isThematicBreak(_ line: ArraySlice<UInt8>) -> Bool {
    let marks = Array(line.filter { $0 != 32 && $0 != 9 }.drop { $0 == UInt8(ascii: ">") })
    return marks.count >= 3 && "-*_".utf8.contains(marks[0]) && marks.allSatisfy { $0 == marks[0] }
  }
}

extension ChapterReader {
  /// The passage without what is beyond the parser's limits, which is reported.
  mutating func limited(_ passage: Passage) -> Passage {
    let limits = MarkdownLimits(passage)
    var passage = passage
    for excess in limits.excesses {
      let span = passage.span(excess.place, excess.place)
      for number in excess.lines { passage.lines[number - 1].text = passage.lines[number - 1].text.prefix(0) }
      if excess.rule == .nestingTooDeep {
        _ = allows(depth: Self.deepest, at: span)
      } else {
        report(excess.rule, excess.message, remedy: excess.remedy, at: span)
      }
    }
    return passage
  }
}
