import Basics
import Checksums
import Foundation

/// How rows are written down in a file.
package enum DataFormat: String, CaseIterable, Sendable {
  case csv, tsv
  /// A JSON object a line.
  case jsonLines = "json-lines"

  /// The format that a file's ending stands for.
  package init?(path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson": self = .jsonLines
    default: return nil
    }
  }
}

/// A file of rows whose columns have names.
package struct DataFile: Sendable {
  /// The most bytes that are read of one.
  package static let largest = 500_000_000
  /// The most columns that one may have.
  package static let mostColumns = 16_384

  /// As messages show it.
  package let path: String
  package let bytes: [UInt8]
  package let format: DataFormat
  /// What stands between the fields of delimited text.
  package let separator: UInt8
  /// The names of the columns, in order.
  package private(set) var columns: [String] = []
  /// Where the first row begins.
  private var start = 0

  /// Reads the names of the columns.
  ///
  /// - Throws: `DataProblem` if the bytes are not text with such names.
  package init(path: String, bytes: [UInt8], format: DataFormat, separator: UInt8? = nil) throws(DataProblem) {
    (self.path, self.bytes, self.format) = (path, bytes, format)
    self.separator = separator ?? (format == .tsv ? 9 : UInt8(ascii: ","))
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DataProblem("this file is UTF-16", remedy: "save it in the encoding UTF-8", span: 0..<1)
    }
    let zero = bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.flatMap { base in
        memchr(base, 0, buffer.count).map { $0 - UnsafeMutableRawPointer(mutating: base) }
      }
    }
    if let zero {
      throw DataProblem("a zero byte stands in the file", remedy: "save it as text in UTF-8", span: zero..<zero + 1)
    }
    if let wrong = UTF8Text.firstFault(in: bytes) {
      throw DataProblem(
        "this byte does not belong to UTF-8", remedy: "save the file in the encoding UTF-8", span: wrong..<wrong + 1)
    }
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if format == .jsonLines {
      columns = try JSONLines.columns(of: bytes, from: start)
    } else {
      (columns, start) = try Self.header(of: bytes, separator: self.separator, from: start)
    }
  }

  /// The names in the first row, and where the next begins.
  private static func header(
    of bytes: [UInt8], separator: UInt8, from start: Int
  ) throws(DataProblem) -> (names: [String], end: Int) {
    var names: [String] = []
    var known: Set<String> = []
    var end = start
    var problem: DataProblem?
    bytes.withUnsafeBytes { buffer in
      var text = DelimitedText(buffer, separator: separator, from: start)
      do throws(DataProblem) {
        guard text.beginRow() else {
          throw DataProblem("this file is empty", remedy: "begin it with a row of names", span: 0..<0)
        }
        while true {
          let field = try text.next()
          guard names.count < mostColumns else {
            throw DataProblem(
              "this file has more than \(mostColumns) columns", remedy: "keep a row for each value, not a column",
              span: field.content)
          }
          let name = text.withContent(of: field) { String(decoding: $0, as: UTF8.self) }.trimmed
          // The column without a name in which pandas keeps the numbers of the rows.
          if !name.isEmpty, !known.insert(name).inserted {
            throw DataProblem(
              "the column '\(DataQuote.text(Array(name.utf8)))' is there twice", remedy: "rename one of the two",
              span: field.content)
          }
          names.append(name)
          if field.isLastOfRow { break }
        }
        end = text.place
      } catch { problem = error }
    }
    if let problem { throw problem }
    return (names, end)
  }

  /// What a reading gives.
  package struct Reading: Sendable {
    /// By the name of the column; one that turned out to hold other things than numbers is left out.
    package var columns: [String: DataColumn] = [:]
    /// The byte at which each row begins.
    package var rowStarts: [Int] = []
    package var problems: [DataProblem] = []
  }

  /// The columns that `kinds` names, in one pass over the file; `blanks` are further words for a missing value.
  package func read(_ kinds: [String: DataColumnKind], blanks: Set<String> = []) -> Reading {
    let builders = columns.map { name in kinds[name].map { DataColumnBuilder($0, blanks: blanks) } }
    var reading = Reading()
    if format == .jsonLines {
      JSONLines.read(bytes, from: start, columns: columns, into: builders, &reading)
    } else {
      bytes.withUnsafeBytes { readRows($0, into: builders, &reading) }
    }
    for (name, builder) in zip(columns, builders) {
      if let column = builder?.column { reading.columns[name] = column }
    }
    return reading
  }

  private func readRows(_ buffer: UnsafeRawBufferPointer, into builders: [DataColumnBuilder?], _ reading: inout Reading)
  {
    var text = DelimitedText(buffer, separator: separator, from: start)
    let count = builders.count
    while text.beginRow() {
      let rowStart = text.place
      reading.rowStarts.append(rowStart)
      var index = 0
      do throws(DataProblem) {
        while true {
          let field = try text.next()
          if index < count, let builder = builders[index] {
            let isTaken = text.withContent(of: field) { builder.append($0) }
            if !isTaken { reading.problems.append(wrongNumber(field.content, columns[index])) }
          }
          index += 1
          if field.isLastOfRow { break }
        }
        if index != count { throw raggedRow(index, count, rowStart..<text.place) }
      } catch {
        reading.problems.append(error)
        while index < count {
          builders[index]?.appendMissing()
          index += 1
        }
      }
    }
  }

  /// Where the field of a column stands in the row that begins at a byte.
  package func span(ofRowAt start: Int, column: String) -> Range<Int> {
    guard let wanted = columns.firstIndex(of: column) else { return start..<start + 1 }
    return bytes.withUnsafeBytes { buffer in
      if format == .jsonLines {
        let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
        var text = JSONText(buffer, start..<end)
        guard case .object(let members)? = (try? text.value())?.kind else { return start..<end }
        return members.first { $0.name == column }?.value.span ?? start..<end
      }
      var text = DelimitedText(buffer, separator: separator, from: start)
      var span = start..<start + 1
      for _ in 0...wanted {
        guard let field = try? text.next() else { return span }
        span = field.content
      }
      return span
    }
  }

  private func wrongNumber(_ span: Range<Int>, _ column: String) -> DataProblem {
    DataProblem(
      "'\(DataQuote.text(bytes[span]))' is not a number in the column '\(column)'",
      remedy: "write it as 12, 0.5 or 1e-3, leave it empty, or name it among the blanks", span: span)
  }

  private func raggedRow(_ fields: Int, _ columns: Int, _ span: Range<Int>) -> DataProblem {
    var end = span.upperBound
    while end > span.lowerBound, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return DataProblem(
      "this row has \(Words.count(fields, "field")) and the header \(columns)",
      remedy: "give each row a field for each column; put a field with a separator between double quotes",
      span: span.lowerBound..<end)
  }

  /// "data/runs.csv", "30 rows", "2.1 kB" and the checksum, as a report tells them.
  package var facts: DataFacts { DataFacts(path: path, bytes: bytes.count, checksum: Checksum.sha256(of: bytes)) }
}

/// What a report says of a file on which something rests.
package struct DataFacts: Codable, Sendable, Equatable {
  package var path: String
  package var bytes: Int
  /// How many rows were taken; nil for a file without rows.
  package var rows: Int?
  /// SHA-256.
  package var checksum: String

  package init(path: String, bytes: Int, rows: Int? = nil, checksum: String) {
    (self.path, self.bytes, self.rows, self.checksum) = (path, bytes, rows, checksum)
  }

  /// "data/runs.csv, 2.1 kB, 30 rows, SHA-256 1f3a…".
  package var text: String {
    let rows = rows.map { ", \(Words.count($0, "row"))" } ?? ""
    return "\(path), \(Words.size(bytes))\(rows), SHA-256 \(checksum.prefix(12))"
  }
}
