import Basics
import DataFiles
import Document
import Results
import Settings
import Source
import Syntax

/// Rows of a data file as a table shows them.
struct FileTable: Sendable {
  /// The most rows that a table shows.
  static let mostRows = 1_000

  let facts: DataFacts
  private let columns: [String]
  private let header: [String]
  /// Whether each column holds numbers alone.
  private let isNumeric: [Bool]
  private let cells: [[Inline<Final>]]

  /// Reads the file; nil, and messages, where there is a mistake.
  ///
  /// - Parameter values: the columns that are shown, all where it is empty.
  init?(
    _ file: DataFile, values: [Value], headers: [String], formats: [NumberFormat], lines: [Int], filters: [Value],
    _ reading: DirectiveReading
  ) {
    var selection = DataSelection(file, names: [], blanks: [], reading)
    selection.filter(filters, reading)
    let isKnown = values.map { selection.has($0, reading) }
    guard isKnown.allSatisfy(\.self), reading.diagnostics.isEmpty else { return nil }
    columns = values.isEmpty ? selection.fileWords : values.map(\.text)
    selection.needTexts(columns)
    let rows = selection.rows()
    DataProblem.diagnostics(rows.problems, in: file.bytes, path: file.path).forEach(reading.note)
    guard rows.problems.isEmpty else { return nil }
    if let beyond = lines.first(where: { $0 > rows.count }) {
      reading.report(
        Mistake(
          .malformedTable,
          "row \(beyond) does not exist", remedy: "the table has \(Words.count(rows.count, "row"))",
          span: reading.span(of: "lines")))
      return nil
    }
    let places = lines.isEmpty ? Array(0..<rows.count) : lines.map { $0 - 1 }
    guard !places.isEmpty, places.count <= Self.mostRows else {
      reading.report(
        Mistake(
          .malformedTable,
          places.isEmpty ? "this table has no rows" : "this table has \(places.count) rows, and \(Self.mostRows) fit",
          remedy: "choose rows with lines: 1...20 or with where", span: reading.span(of: "file")))
      return nil
    }
    guard headers.isEmpty || headers.count == columns.count else {
      reading.report(
        Mistake(
          .malformedTable,
          "this table has \(columns.count) columns and \(Words.count(headers.count, "heading"))",
          remedy: "give each column one heading", span: reading.span(of: "headers")))
      return nil
    }
    header = headers.isEmpty ? columns : headers
    var facts = file.facts
    facts.rows = rows.count
    self.facts = facts
    let texts = columns.map { column in places.map { rows.columns[column]?.text($0) ?? "" } }
    let numbers = texts.map { $0.map { Array($0.utf8).withUnsafeBytes(NumberText.read) } }
    isNumeric = numbers.map { column in
      column.contains { if case .number = $0 { true } else { false } } && !column.contains(.text)
    }
    var numeric = 0
    var written: [[Inline<Final>]] = []
    for (column, readings) in numbers.enumerated() {
      let format = isNumeric[column] && !formats.isEmpty ? formats[min(numeric, formats.count - 1)] : nil
      if isNumeric[column] { numeric += 1 }
      written.append(
        zip(texts[column], readings).map { text, reading in
          if case .number(let number) = reading, let format { return .text(format.text(of: number)) }
          return .text(text)
        })
    }
    cells = written
  }

  /// The table as every renderer draws it.
  var table: Table<Final> {
    let count = cells.first?.count ?? 0
    return Table(
      alignments: isNumeric.map { $0 ? .decimal : .left }, header: header.map { [.text($0)] },
      rows: (0..<count).map { row in cells.map { [$0[row]] } })
  }
}
