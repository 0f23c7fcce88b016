/// Rows as JSON objects, one a line; a member that an object lacks is a missing value.
package enum JSONLines {
  /// The names of the members of all objects, in the order in which they come first.
  package static func columns(of bytes: [UInt8], from start: Int) throws(DataProblem) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    var problem: DataProblem?
    bytes.withUnsafeBytes { buffer in
      do throws(DataProblem) {
        try lines(of: buffer, from: start) { line throws(DataProblem) in
          for member in try members(of: buffer, line) where known.insert(member.name).inserted {
            names.append(member.name)
            guard names.count <= DataFile.mostColumns else {
              throw DataProblem(
                "this file has more than \(DataFile.mostColumns) columns",
                remedy: "keep a row for each value, not a column", span: member.nameSpan)
            }
          }
        }
      } catch { problem = error }
    }
    if let problem { throw problem }
    if names.isEmpty {
      throw DataProblem("this file is empty", remedy: "write a JSON object on each line", span: 0..<0)
    }
    return names
  }

  /// Takes the members of each line into the builders of their columns.
  package static func read(
    _ bytes: [UInt8], from start: Int, columns: [String], into builders: [DataColumnBuilder?],
    _ reading: inout DataFile.Reading
  ) {
    let places = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    bytes.withUnsafeBytes { buffer in
      // The lines were read once for the names, so none is malformed now.
      try? lines(of: buffer, from: start) { line in
        reading.rowStarts.append(line.lowerBound)
        var isTaken = builders.map { $0 == nil }
        for member in (try? members(of: buffer, line)) ?? [] {
          guard let index = places[member.name], let builder = builders[index], !isTaken[index] else { continue }
          isTaken[index] = true
          if let problem = take(member.value, into: builder, columns[index]) { reading.problems.append(problem) }
        }
        for index in isTaken.indices where !isTaken[index] { builders[index]?.appendMissing() }
      }
    }
  }

  private static func take(_ value: JSONValue, into builder: DataColumnBuilder, _ column: String) -> DataProblem? {
    switch value.kind {
    case .null: builder.appendMissing()
    case .number(let number) where number.isFinite: builder.append(number)
    case .number(let number) where number.isNaN: builder.appendMissing()
    case .boolean(let flag):
      let text = Array("\(flag)".utf8)
      if text.withUnsafeBytes({ builder.append($0) }) { return nil }
      return DataProblem(
        "\(flag) is not a number in the column '\(column)'", remedy: "write 0 or 1", span: value.span)
    case .string(let text):
      if Array(text.utf8).withUnsafeBytes({ builder.append($0) }) { return nil }
      return DataProblem(
        "\"\(DataQuote.text(Array(text.utf8)))\" is not a number in the column '\(column)'",
        remedy: "write it as 12, 0.5 or 1e-3, write null, or name it among the blanks", span: value.span)
    case .number, .array, .object:
      builder.appendMissing()
      return DataProblem(
        "the column '\(column)' needs a finite number or a text here", remedy: "write a row for each value",
        span: value.span)
    }
    return nil
  }

  private static func members(
    of buffer: UnsafeRawBufferPointer, _ line: Range<Int>
  ) throws(DataProblem) -> [(name: String, nameSpan: Range<Int>, value: JSONValue)] {
    var text = JSONText(buffer, line)
    let value = try text.value()
    try text.expectEnd()
    guard case .object(let members) = value.kind else {
      throw DataProblem(
        "this line is not a JSON object", remedy: "write {\"column\": value, …} on each line", span: value.span)
    }
    return members
  }

  /// Calls `body` with each line that is not empty.
  private static func lines(
    of buffer: UnsafeRawBufferPointer, from start: Int, _ body: (Range<Int>) throws(DataProblem) -> Void
  ) throws(DataProblem) {
    var start = start
    while start < buffer.count {
      var end = start
      var isEmpty = true
      while end < buffer.count, buffer[end] != 10 {
        if buffer[end] > 32 { isEmpty = false }
        end += 1
      }
      if !isEmpty { try body(start..<end) }
      start = end + 1
    }
  }
}
