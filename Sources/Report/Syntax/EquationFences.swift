import Source

/// Turns `$$` lines, those of `\[` and `\]` and those of `\begin{align}` and `\end{align}` into fences, line for line, so that the
/// parser leaves the TeX between them alone.
///
/// An opening line holds `$$` alone; a closing one `$$`, `$$ (label)` or `$$ {#label}`. No empty line may stand between them.
/// The lines of an environment are a part of its TeX, and may hold more of it.
struct EquationFences {
  struct Equation {
    /// Number of the opening and of the closing line.
    var opening: Int
    var closing: Int
    /// Bytes of the file.
    var label: Range<Int>?
    /// Where the TeX of an environment ends in the text of its closing line.
    var environmentEnd: Int?
  }

  /// Equations by the number of their opening line.
  private(set) var equations: [Int: Equation] = [:]
  /// The text to be parsed.
  private(set) var text: [UInt8]
  /// Where the fences stand in the text of lines, by their number.
  private(set) var marks: [Int: Int] = [:]

  /// A line of tildes longer than one that an author writes.
  private static let fence = [UInt8](repeating: UInt8(ascii: "~"), count: 40)

  init(_ passage: Passage) {
    var lines = passage.lines
    var code: (fence: ArraySlice<UInt8>, container: LinePrefix)?
    var listColumn = 0
    var missing: [[UInt8]: Int] = [:]
    var afterEmpty = true
    var number = 1
    while let line = passage.line(number) {
      defer { number += 1 }
      if let open = code {
        let inside = open.container.strip(line.text)
        if let inside {
          if Self.closes(inside, open.fence) { code = nil }
          continue
        }
        code = nil
      }
      let prefix = LinePrefix(line.text)
      guard !prefix.rest.isEmpty else {
        afterEmpty = true
        continue
      }
      if prefix.hasMarker {
        listColumn = prefix.column
      } else if afterEmpty, prefix.indentation == 0 {
        listColumn = 0
      }
      afterEmpty = false
      guard prefix.hasMarker || prefix.indentation < listColumn + 4 else { continue }
      var container = prefix
      if !prefix.hasMarker, listColumn == 0 { container.column = 0 }
      if let fence = Self.openingFence(prefix.rest) {
        code = (fence, container)
      } else if let equation = Self.equation(number, container, prefix.rest, passage, &missing) {
        equations[number] = equation
        let closing = container.strip(passage.lines[equation.closing - 1].text)?.startIndex
        for (end, mark) in [(number, prefix.rest.startIndex), (equation.closing, closing)] {
          guard let mark else { continue }
          marks[end] = mark
          lines[end - 1].text = passage.lines[end - 1].text[..<mark] + Self.fence
        }
        number = equation.closing
      }
    }
    text = Passage(lines: lines).bytes
  }

  /// The text of a code block from line `first` on, with the author's `$$` where it lost them.
  func restored(_ code: String, first: Int, passage: Passage) -> String {
    guard !equations.isEmpty, code.utf8.count >= Self.fence.count else { return code }
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let fence = String(decoding: Self.fence, as: UTF8.self)
    for index in lines.indices where lines[index].hasSuffix(fence) {
      guard let source = passage.line(first + index)?.text, let mark = marks[first + index] else { continue }
      lines[index] = lines[index].dropLast(fence.count) + String(decoding: source[mark...], as: UTF8.self)
    }
    return lines.joined(separator: "\n")
  }

  /// What closes the equation that a line of marks alone opens; nil for any other line.
  private static func closingMark(of line: ArraySlice<UInt8>) -> [UInt8]? {
    line.elementsEqual("$$".utf8) ? Array("$$".utf8) : line.elementsEqual("\\[".utf8) ? Array("\\]".utf8) : nil
  }

  /// The equation that the text of a line opens, nil for any other line; `missing` has the lines before which a mark does not
  /// occur again.
  private static func equation(
    _ opening: Int, _ container: LinePrefix, _ text: ArraySlice<UInt8>, _ passage: Passage,
    _ missing: inout [[UInt8]: Int]
  ) -> Equation? {
    let environment = TeXEnvironment(text, .begin)
    guard let mark = environment.map({ Array("\\end{\($0.name)}".utf8) }) ?? closingMark(of: text) else { return nil }
    if environment != nil, text.firstRange(of: mark) != nil { return nil }
    if let end = missing[mark], opening < end { return nil }
    var number = opening + 1
    while let line = passage.line(number), let inside = container.strip(line.text), !inside.isEmpty {
      let found = inside.firstRange(of: mark)?.lowerBound
      guard let found, environment != nil || found == inside.startIndex else {
        number += 1
        continue
      }
      var equation = Equation(opening: opening, closing: number)
      let end = found + mark.count
      if environment != nil { equation.environmentEnd = end }
      let tail = inside[end...].drop { $0 == 32 }
      if tail.isEmpty { return equation }
      guard let label = label(in: tail) else {
        missing[mark] = number
        return nil
      }
      let shift = line.start - line.text.startIndex
      equation.label = label.startIndex + shift..<label.endIndex + shift
      return equation
    }
    missing[mark] = number
    return nil
  }

  /// The word in `(label)` or `{#label}`, whatever its letters.
  private static func label(in tail: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var label = tail
    if tail.starts(with: "{#".utf8), tail.last == UInt8(ascii: "}") {
      label = tail.dropFirst(2).dropLast()
    } else if tail.first == UInt8(ascii: "("), tail.last == UInt8(ascii: ")") {
      label = tail.dropFirst().dropLast()
    } else {
      return nil
    }
    return label.isEmpty || !label.allSatisfy(InlineScanner.isLabelLike) ? nil : label
  }

  /// The run of backticks or tildes that opens a code block.
  private static func openingFence(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let fence = text.prefix { $0 == mark }
    guard fence.count >= 3 else { return nil }
    return mark == UInt8(ascii: "`") && text[fence.endIndex...].contains(mark) ? nil : fence
  }

  private static func closes(_ text: ArraySlice<UInt8>, _ fence: ArraySlice<UInt8>) -> Bool {
    text.count >= fence.count && text.allSatisfy { $0 == fence.first }
  }
}

/// What stands before the text of a line: indentation, quote marks and list marks.
struct LinePrefix {
  /// Marks of quotes and lists.
  private(set) var marks = 0
  var quotes = 0
  /// The column at which the text starts, counted from 0, tabs going to multiples of four.
  var column = 0
  /// Columns of white space behind the last mark.
  var indentation = 0
  var hasMarker = false
  /// The line's text without white space at its end.
  var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) {
    rest = line
    while let last = rest.last, last == 32 || last == 9 { rest.removeLast() }
    skipSpace()
    while let length = markLength {
      marks += 1
      quotes += rest.first == UInt8(ascii: ">") ? 1 : 0
      hasMarker = hasMarker || rest.first != UInt8(ascii: ">")
      rest = rest.dropFirst(length)
      column += length
      skipSpace()
    }
  }

  /// The text of a later line of the block that this prefix opens, or nil where that line leaves the block.
  func strip(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var other = LinePrefix(unread: line)
    other.skipSpace()
    for _ in 0..<quotes {
      guard other.rest.first == UInt8(ascii: ">") else { return nil }
      other.rest.removeFirst()
      other.column += 1
      other.skipSpace()
    }
    return other.rest.isEmpty || other.column >= column ? other.rest : nil
  }

  private init(unread line: ArraySlice<UInt8>) {
    rest = line
    while let last = rest.last, last == 32 || last == 9 { rest.removeLast() }
  }

  /// The length of the quote or list mark at the start of the rest.
  private var markLength: Int? {
    guard let first = rest.first else { return nil }
    if first == UInt8(ascii: ">") { return 1 }
    var length = 1
    if !"-+*".utf8.contains(first) {
      length = rest.prefix(10).prefix { (48...57).contains($0) }.count
      guard (1...9).contains(length), let end = rest.dropFirst(length).first, ".)".utf8.contains(end) else {
        return nil
      }
      length += 1
    }
    guard let next = rest.dropFirst(length).first, next == 32 || next == 9 else { return nil }
    return length
  }

  private mutating func skipSpace() {
    let start = column
    while let byte = rest.first, byte == 32 || byte == 9 {
      column += byte == 9 ? 4 - column % 4 : 1
      rest.removeFirst()
    }
    indentation = column - start
  }
}
