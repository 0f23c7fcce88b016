import DataFiles
import Results
import Settings
import Statistics

/// The rows of a data file as cells of a grid and samples in each.
struct DataGrid {
  /// What tells the samples of a cell apart.
  enum Samples {
    /// Nothing: a cell has one row.
    case one
    case rows
    case column(String)
  }

  /// What several points of a curve give as a number.
  enum Reduction: String, CaseIterable, Sendable {
    case last, first, mean, least, greatest

    func callAsFunction(_ values: [Double]) -> Double {
      let known = values.filter { !$0.isNaN }
      switch self {
      case .last: return values.last ?? .nan
      case .first: return values.first ?? .nan
      case .mean: return known.count == values.count ? Statistics.mean(values) : .nan
      case .least: return known.min() ?? .nan
      case .greatest: return known.max() ?? .nan
      }
    }
  }

  /// The most values of cells by samples, rows of a file that are samples excepted.
  static let mostValues = 2_000_000

  private(set) var offer = Offer()
  /// `[cell][sample]` by the word of the column.
  private(set) var numbers: [String: [[Double]]] = [:]
  private(set) var problems: [DataProblem] = []
  /// How many combinations of cell and seed have no row.
  private(set) var absent = 0
  /// Missing values by the word of the column.
  private(set) var missing: [String: Int] = [:]
  /// `[cell][seed]` by the word of the column, where there is an index.
  private(set) var series: [String: [[Series?]]] = [:]

  private let rows: DataSelection.Rows
  private let selection: DataSelection
  /// The cell of each row.
  private var cellOfRow: [Int32] = []

  init(
    _ rows: DataSelection.Rows, _ selection: DataSelection, axes: [String], samples: Samples, numbers words: [String],
    index: String?, reduction: Reduction
  ) {
    (self.rows, self.selection) = (rows, selection)
    for word in words { missing[word] = rows.numbers(word).count { $0.isNaN } }
    findCells(axes)
    guard problems.isEmpty else { return }
    if case .rows = samples, index == nil {
      takeRows(words)
      return
    }
    let sampleOfRow = findSeeds(samples)
    guard problems.isEmpty else { return }
    let size = offer.cells.count * offer.sampleCount
    guard size <= Self.mostValues else {
      problems.append(
        DataProblem(
          "the axes and the seed make \(size) combinations of a value each",
          remedy: "name fewer columns as axes, or write seed: row", span: 0..<1))
      return
    }
    if let index {
      takeCurves(words, index, sampleOfRow, reduction)
    } else {
      takeCells(words, sampleOfRow)
    }
  }

  private var cellCount: Int { offer.cells.count }

  /// The values along each axis, the cells that occur, and the cell of each row.
  private mutating func findCells(_ axes: [String]) {
    cellOfRow = Array(repeating: 0, count: rows.count)
    if axes.isEmpty { return }
    var identities = Array(repeating: 0, count: rows.count)
    var choices: [[Offer.Choice]] = []
    for axis in axes {
      guard case .texts(let codes, let texts)? = rows.columns[axis] else { return }
      let (values, places) = Self.values(of: texts, in: codes)
      if let row = codes.firstIndex(where: { $0 < 0 || places[Int($0)] < 0 }) {
        problems.append(
          DataProblem(
            "the axis '\(axis)' has no value in this row", remedy: "give it one, or leave the row out with where",
            span: selection.span(ofRow: row, column: axis, in: rows)))
        return
      }
      let (size, overflow) = max(values.count, 1).multipliedReportingOverflow(by: (choices.map(\.count).reduce(1, *)))
      guard !overflow, size < 1 << 40 else {
        problems.append(Self.tooManyCells)
        return
      }
      for row in identities.indices { identities[row] = identities[row] * values.count + Int(places[Int(codes[row])]) }
      choices.append(values.map { Offer.Choice(given: $0, canonical: $0) })
    }
    let sorted = Set(identities).sorted()
    guard sorted.count <= ExperimentDirective.mostCells else {
      problems.append(Self.tooManyCells)
      return
    }
    let places = Dictionary(sorted.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    var (last, place): (Int, Int32) = (-1, 0)
    for row in identities.indices {
      if identities[row] != last { (last, place) = (identities[row], places[identities[row]] ?? 0) }
      cellOfRow[row] = place
    }
    offer.axes = zip(axes, choices).map { Offer.Axis(name: $0, choices: $1) }
    offer.cells = sorted.map { identity in
      var rest = identity
      var cell: [String: Offer.Choice] = [:]
      for (axis, choices) in zip(axes, choices).reversed() {
        cell[axis] = choices[rest % choices.count]
        rest /= choices.count
      }
      return cell
    }
  }

  private static let tooManyCells = DataProblem(
    "the axes have more than \(ExperimentDirective.mostCells) combinations",
    remedy: "name columns of few values as axes", span: 0..<1)

  /// The texts of a column as values of the setting language, in order, and the place of each text's value, -1 for a text that
  /// stands in no row or for nothing.
  private static func values(of texts: [String], in codes: [Int32]) -> (values: [Value], places: [Int32]) {
    var isUsed = Array(repeating: false, count: texts.count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    let all = texts.map(Self.value)
    var unique = zip(all, isUsed).filter(\.1).map(\.0).reduce(into: (seen: Set<Value>(), list: [Value]())) {
      if $0.seen.insert($1).inserted { $0.list.append($1) }
    }.list
    let numbers = unique.compactMap { if case .number(let number) = $0.kind { number } else { nil } }
    if numbers.count == unique.count { unique = numbers.sorted().map { Value(.number($0)) } }
    let places = Dictionary(unique.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    return (unique, all.map { places[$0] ?? -1 })
  }

  /// `gru`, `0.1`, or a text between quotes.
  private static func value(_ text: String) -> Value {
    if let number = Array(text.utf8).withUnsafeBytes(NumberText.number) { return Value(.number(number)) }
    if var lexer = try? Lexer(text), case .name(text) = lexer.token, (try? lexer.advance()) != nil, lexer.token == .end
    {
      return Value(.name(text))
    }
    return Value(.string(text))
  }

  /// Every row as a sample of its cell.
  private mutating func takeRows(_ words: [String]) {
    var counts = Array(repeating: 0, count: cellCount)
    for cell in cellOfRow { counts[Int(cell)] += 1 }
    for word in words {
      let values = rows.numbers(word)
      guard values.count == rows.count else { continue }
      var cells = counts.map { count in
        var cell: [Double] = []
        cell.reserveCapacity(count)
        return cell
      }
      for row in values.indices { cells[Int(cellOfRow[row])].append(values[row]) }
      numbers[word] = cells
    }
    offer.rowCounts = counts
  }

  /// The seeds, and the place of that of each row.
  private mutating func findSeeds(_ samples: Samples) -> [Int32] {
    guard case .column(let word) = samples, case .texts(let codes, let texts)? = rows.columns[word] else {
      return Array(repeating: 0, count: rows.count)
    }
    let (values, places) = Self.values(of: texts, in: codes)
    if let row = codes.firstIndex(where: { $0 < 0 }) {
      problems.append(
        DataProblem(
          "this row has no seed", remedy: "give it one, or leave the row out with where",
          span: selection.span(ofRow: row, column: word, in: rows)))
      return []
    }
    let whole = values.compactMap { value -> Int? in
      if case .number(let number) = value.kind { Int(exactly: number) } else { nil }
    }
    if whole.count == values.count {
      offer.seeds = whole
    } else {
      offer.seeds = Array(1...max(values.count, 1))
      offer.seedNames = values.map(\.text)
    }
    return codes.map { places[Int($0)] }
  }

  /// A number for each cell and seed, of one row each.
  private mutating func takeCells(_ words: [String], _ sampleOfRow: [Int32]) {
    let count = offer.sampleCount
    var rowOfPlace = Array(repeating: -1, count: cellCount * count)
    for row in 0..<rows.count {
      let place = Int(cellOfRow[row]) * count + Int(sampleOfRow[row])
      if rowOfPlace[place] >= 0 {
        let line = "\(offer.title(ofCell: Int(cellOfRow[row]), sample: Int(sampleOfRow[row])))"
        problems.append(
          DataProblem(
            "a second row for \(line.isEmpty ? "one value" : line)",
            remedy: "name the column that tells the rows apart as an axis or as the seed, or write seed: row",
            span: rowSpan(row)))
      } else {
        rowOfPlace[place] = row
      }
    }
    absent = rowOfPlace.count { $0 < 0 }
    for word in words {
      let values = rows.numbers(word)
      guard values.count == rows.count else { continue }
      numbers[word] = (0..<cellCount).map { cell in
        (0..<count).map { sample in
          let row = rowOfPlace[cell * count + sample]
          return row < 0 ? .nan : values[row]
        }
      }
    }
  }

  /// A curve for each cell and seed, with its points in the order of the index.
  private mutating func takeCurves(_ words: [String], _ index: String, _ sampleOfRow: [Int32], _ reduction: Reduction) {
    let count = offer.sampleCount
    var rowsOfPlace: [[Int32]] = Array(repeating: [], count: cellCount * count)
    for row in 0..<rows.count {
      rowsOfPlace[Int(cellOfRow[row]) * count + Int(sampleOfRow[row])].append(Int32(row))
    }
    let x = rows.numbers(index)
    for place in rowsOfPlace.indices {
      if let row = rowsOfPlace[place].first(where: { x[Int($0)].isNaN }) {
        problems.append(
          DataProblem(
            "the index '\(index)' has no value in this row", remedy: "give it one, or leave the row out with where",
            span: selection.span(ofRow: Int(row), column: index, in: rows)))
        continue
      }
      let isSorted = zip(rowsOfPlace[place], rowsOfPlace[place].dropFirst()).allSatisfy { x[Int($0)] < x[Int($1)] }
      if isSorted { continue }
      rowsOfPlace[place].sort { (x[Int($0)], $0) < (x[Int($1)], $1) }
      for (before, row) in zip(rowsOfPlace[place], rowsOfPlace[place].dropFirst()) where x[Int(before)] == x[Int(row)] {
        let title = offer.title(ofCell: place / count, sample: place % count)
        problems.append(
          DataProblem(
            "a second row for \(title)\(title.isEmpty ? "" : ", ")\(index) \(Value.text(of: x[Int(row)]))",
            remedy: "name the column that tells the rows apart as an axis or as the seed", span: rowSpan(Int(row))))
      }
    }
    absent = rowsOfPlace.count(where: \.isEmpty)
    for word in words {
      let values = rows.numbers(word)
      guard values.count == rows.count else { continue }
      let all = rowsOfPlace.map { rows -> Series? in
        rows.isEmpty ? nil : Series(x: rows.map { x[Int($0)] }, y: rows.map { values[Int($0)] })
      }
      numbers[word] = (0..<cellCount).map { cell in
        (0..<count).map { all[cell * count + $0].map { reduction($0.y) } ?? .nan }
      }
      series[word] = (0..<cellCount).map { cell in (0..<count).map { all[cell * count + $0] } }
    }
  }

  private func rowSpan(_ row: Int) -> Range<Int> {
    guard rows.starts.indices.contains(row) else { return 0..<0 }
    let start = rows.starts[row]
    let bytes = selection.file.bytes
    let end = bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
    return start..<end
  }
}
