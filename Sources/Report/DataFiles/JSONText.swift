import Foundation

/// A value of JSON with its place.
package struct JSONValue: Sendable {
  package indirect enum Kind: Sendable {
    case null
    case boolean(Bool)
    /// Also NaN and infinite numbers, as Python writes them.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(name: String, nameSpan: Range<Int>, value: JSONValue)])
  }

  package var kind: Kind
  /// Bytes of the text.
  package var span: Range<Int>
}

/// Reads JSON (RFC 8259) from bytes, and tells the place of the first mistake.
package struct JSONText {
  private static let deepest = 64
  private let bytes: UnsafeRawBufferPointer
  private let end: Int
  package private(set) var place: Int

  package init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    (self.bytes, place, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// The value that all of the bytes write.
  package static func value(of bytes: [UInt8]) throws(DataProblem) -> JSONValue {
    var value: JSONValue?
    var problem: DataProblem?
    bytes.withUnsafeBytes { buffer in
      var text = JSONText(buffer, 0..<buffer.count)
      do throws(DataProblem) {
        value = try text.value()
        try text.expectEnd()
      } catch { problem = error }
    }
    if let problem { throw problem }
    guard let value else {
      throw DataProblem("this is not JSON", remedy: "write one JSON object", span: 0..<0)
    }
    return value
  }

  package mutating func value(depth: Int = 0) throws(DataProblem) -> JSONValue {
    skipSpaces()
    guard depth < Self.deepest else {
      throw problem("this JSON nests deeper than \(Self.deepest)", remedy: "flatten it")
    }
    let start = place
    guard place < end else { throw problem("a JSON value is missing", remedy: "write one") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return JSONValue(kind: .string(try string()), span: start..<place)
    default:
      while place < end, !Self.isEnd(bytes[place]) { place += 1 }
      let word = UnsafeRawBufferPointer(rebasing: bytes[start..<place])
      let kind: JSONValue.Kind
      switch String(decoding: word.prefix(16), as: UTF8.self) {
      case "null": kind = .null
      case "true": kind = .boolean(true)
      case "false": kind = .boolean(false)
      case "NaN": kind = .number(.nan)
      case "Infinity": kind = .number(.infinity)
      case "-Infinity": kind = .number(-.infinity)
      default:
        guard let number = NumberText.number(word) else {
          place = start
          throw problem(
            "'\(DataQuote.text(Array(word)))' is not JSON", remedy: "write text between double quotes",
            length: max(word.count, 1))
        }
        kind = .number(number)
      }
      return JSONValue(kind: kind, span: start..<place)
    }
  }

  private mutating func object(depth: Int) throws(DataProblem) -> JSONValue {
    let start = place
    place += 1
    var members: [(name: String, nameSpan: Range<Int>, value: JSONValue)] = []
    skipSpaces()
    if take("}") { return JSONValue(kind: .object([]), span: start..<place) }
    while true {
      skipSpaces()
      let nameStart = place
      guard place < end, bytes[place] == UInt8(ascii: "\"") else {
        throw problem("a name between double quotes is missing here", remedy: "write members as \"name\": value")
      }
      let name = try string()
      let span = nameStart..<place
      skipSpaces()
      guard take(":") else { throw problem("':' is missing here", remedy: "write members as \"name\": value") }
      members.append((name, span, try value(depth: depth + 1)))
      skipSpaces()
      if take("}") { return JSONValue(kind: .object(members), span: start..<place) }
      guard take(",") else { throw problem("',' or '}' is missing here", remedy: "close the object with '}'") }
    }
  }

  private mutating func array(depth: Int) throws(DataProblem) -> JSONValue {
    let start = place
    place += 1
    var values: [JSONValue] = []
    skipSpaces()
    if take("]") { return JSONValue(kind: .array([]), span: start..<place) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpaces()
      if take("]") { return JSONValue(kind: .array(values), span: start..<place) }
      guard take(",") else { throw problem("',' or ']' is missing here", remedy: "close the array with ']'") }
    }
  }

  private mutating func string() throws(DataProblem) -> String {
    let start = place
    place += 1
    var isEscaped = false
    while place < end, bytes[place] != UInt8(ascii: "\""), bytes[place] != 10 {
      if bytes[place] == UInt8(ascii: "\\") {
        isEscaped = true
        place += 1
      }
      place += 1
    }
    guard place < end, bytes[place] == UInt8(ascii: "\"") else {
      place = min(start, end)
      throw problem("this quote is never closed", remedy: "close it with \"")
    }
    place += 1
    if !isEscaped { return String(decoding: bytes[start + 1..<place - 1], as: UTF8.self) }
    guard let text = try? JSONDecoder().decode(String.self, from: Data(bytes[start..<place])) else {
      place = start
      throw problem("this text has a wrong escape", remedy: "write a backslash as \\\\")
    }
    return text
  }

  /// Throws unless nothing but white space is left.
  package mutating func expectEnd() throws(DataProblem) {
    skipSpaces()
    if place < end { throw problem("something follows the JSON value", remedy: "remove it") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < end, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func skipSpaces() {
    while place < end, [32, 9, 10, 13].contains(bytes[place]) { place += 1 }
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: ":")
  }

  private func problem(_ message: String, remedy: String, length: Int = 1) -> DataProblem {
    let start = min(place, end)
    return DataProblem(message, remedy: remedy, span: start..<min(start + length, max(end, start)))
  }
}
