/// The rows and fields of delimited text (RFC 4180), read in one pass.
///
/// A field between double quotes may hold separators, ends of lines, and quotes written twice. Rows end with LF, CR LF or CR;
/// empty lines do not count.
package struct DelimitedText {
  private let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  package private(set) var place: Int
  /// The content of the last field that held a doubled quote.
  private var unescaped: [UInt8] = []

  package struct Field {
    /// Where the content stands, without its quotes.
    var content: Range<Int>
    /// Whether quotes are written twice in it.
    var isEscaped = false
    var isLastOfRow = false
  }

  package init(_ bytes: UnsafeRawBufferPointer, separator: UInt8, from place: Int = 0) {
    (self.bytes, self.separator, self.place) = (bytes, separator, place)
  }

  /// Moves past empty lines; false at the end of the file.
  package mutating func beginRow() -> Bool {
    while place < bytes.count, bytes[place] == 10 || bytes[place] == 13 { place += 1 }
    return place < bytes.count
  }

  /// The field at the place, and moves behind what ends it.
  package mutating func next() throws(DataProblem) -> Field {
    if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { return try quoted() }
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      if byte == separator || byte == 10 || byte == 13 { break }
      place += 1
    }
    return finish(Field(content: start..<place))
  }

  private mutating func quoted() throws(DataProblem) -> Field {
    let open = place
    place += 1
    var isEscaped = false
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") {
        guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
        isEscaped = true
        place += 1
      }
      place += 1
    }
    guard place < bytes.count else {
      throw DataProblem(
        "this quote is never closed", remedy: "close it with \", or write a quote in a field twice",
        span: open..<open + 1)
    }
    let content = open + 1..<place
    place += 1
    if place < bytes.count, bytes[place] != separator, bytes[place] != 10, bytes[place] != 13 {
      let start = place
      skipRow()
      throw DataProblem(
        "text follows a closing quote", remedy: "put a separator before it, or write a quote in a field twice",
        span: start..<start + 1)
    }
    return finish(Field(content: content, isEscaped: isEscaped))
  }

  private mutating func finish(_ field: Field) -> Field {
    var field = field
    field.isLastOfRow = place >= bytes.count || bytes[place] != separator
    if !field.isLastOfRow || place < bytes.count { place += 1 }
    return field
  }

  /// Moves to the end of the line.
  package mutating func skipRow() {
    while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
  }

  /// Calls `body` with the content of a field, doubled quotes as one.
  package mutating func withContent<Result>(of field: Field, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if !field.isEscaped { return body(UnsafeRawBufferPointer(rebasing: bytes[field.content])) }
    unescaped.removeAll(keepingCapacity: true)
    var isSecond = false
    for byte in bytes[field.content] {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || !isSecond { unescaped.append(byte) }
    }
    return unescaped.withUnsafeBytes(body)
  }
}
