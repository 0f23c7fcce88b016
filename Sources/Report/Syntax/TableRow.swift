import Basics
import Source

/// A line of a table: where its cells are, and which `|` end none because they are part of a formula or of code.
struct TableRow {
  /// The places of the `|` that end no cell.
  let sheltered: [Int]
  /// The text of each cell.
  let cells: [Range<Int>]

  /// Reads the text of a line, in a table of so many columns.
  ///
  /// A `|` between dollars may also be the end of a cell that costs $5: of the readings that shelter every `|` between
  /// dollars, those without spaces around them, and none, the first counts that has the right number of cells.
  init(_ line: ArraySlice<UInt8>, columns: Int) {
    let places = Self.places(in: line)
    let tight = places.filter { $0.isInCode || $0.isTight }
    let readings = [places, tight, []].map { $0.map(\.index) }
    sheltered = readings.first { Self.cells(of: line, except: Set($0)).count == columns } ?? readings[0]
    cells = Self.cells(of: line, except: Set(sheltered))
  }

  /// The number of columns of a line of dashes, `|---|:-:|`; nil for any other line, and for dashes without a `|`.
  static func columns(ofDelimiter line: ArraySlice<UInt8>) -> Int? {
    guard line.contains(UInt8(ascii: "|")), line.contains(UInt8(ascii: "-")),
      line.allSatisfy({ "|:- \t\r".utf8.contains($0) })
    else { return nil }
    let cells = cells(of: line, except: [])
    let isDashes = cells.allSatisfy { cell in
      var text = line[cell].trimmed
      if text.first == UInt8(ascii: ":") { text.removeFirst() }
      if text.last == UInt8(ascii: ":") { text.removeLast() }
      return !text.isEmpty && text.allSatisfy { $0 == UInt8(ascii: "-") }
    }
    return isDashes ? cells.count : nil
  }

  /// A `|` that may end no cell.
  private struct Place {
    var index: Int
    var isInCode: Bool
    /// Whether no `|` of its formula has spaces on both sides.
    var isTight: Bool
  }

  /// Each `|` within code, and each within a formula, where `\|` is a sign by itself.
  private static func places(in line: ArraySlice<UInt8>) -> [Place] {
    guard line.contains(where: { "`$".utf8.contains($0) || StandIn.all.contains($0) }) else { return [] }
    let text = Array(line) + [0]
    var places: [Place] = []
    text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      var scanner = InlineScanner(start)
      var index = 0
      while start[index] != 0 {
        var end: Int?
        switch start[index] {
        case UInt8(ascii: "\\"): end = index + (start[index + 1] == 0 ? 1 : 2)
        case UInt8(ascii: "`"):
          end = scanner.codeEnd(index)
          for place in index..<(end ?? index) where start[place] == UInt8(ascii: "|") {
            if start[place - 1] != UInt8(ascii: "\\") {
              places.append(Place(index: line.startIndex + place, isInCode: true, isTight: true))
            }
          }
          end = end ?? scanner.runEnd(index)
        case UInt8(ascii: "$"), StandIn.backslash, StandIn.angle:
          guard let (syntax, after) = scanner.scan(at: index), syntax != .openEquation else { break }
          let bars = (index..<after).filter { start[$0] == UInt8(ascii: "|") }
          let isTight =
            start[index] != UInt8(ascii: "$") || !bars.contains { start[$0 - 1] == 32 && start[$0 + 1] == 32 }
          places += bars.map { Place(index: line.startIndex + $0, isInCode: false, isTight: isTight) }
          end = after
        default: break
        }
        index = end ?? index + 1
      }
    }
    return places
  }

  /// The cells between those `|` that are neither escaped nor among `places`.
  private static func cells(of line: ArraySlice<UInt8>, except places: Set<Int>) -> [Range<Int>] {
    let line = line.trimmed
    var cells: [Range<Int>] = []
    var start = line.startIndex
    var index = start
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\"), index + 1 < line.endIndex {
        index += 2
        continue
      }
      if line[index] == UInt8(ascii: "|"), !places.contains(index) {
        if index > line.startIndex { cells.append(start..<index) }
        start = index + 1
      }
      index += 1
    }
    if start < line.endIndex { cells.append(start..<line.endIndex) }
    return cells
  }
}

extension ChapterReader {
  /// Warns of a line of a table that has more cells than it has columns, which are lost, or fewer.
  mutating func checkCells(ofLine number: Int, columns: Int, in passage: Passage) {
    guard shared.diagnostics.count < Self.most, let line = passage.line(number) else { return }
    let rest = LinePrefix(line.text).rest
    let text = ShelteredText(Array(rest)).bytes[...]
    let cells = TableRow(text, columns: columns).cells
    guard cells.count != columns else { return }
    let surplus = cells.count > columns ? cells[columns].lowerBound..<text.endIndex : text.startIndex..<text.endIndex
    let shift = line.start + rest.startIndex - line.text.startIndex
    report(
      .tableCells,
      "this line has \(Words.count(cells.count, "cell")) in a table of \(Words.count(columns, "column"))",
      remedy: cells.count > columns
        ? "remove the extra cells, or write \\| for a | of the text"
        : "add the cells that it lacks, or an empty line before it",
      at: surplus.lowerBound + shift..<surplus.upperBound + shift)
  }
}
