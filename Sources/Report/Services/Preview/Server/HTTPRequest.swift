import Basics
import Syntax

/// The head of an HTTP request. No body is ever read: a preview only answers.
package struct HTTPRequest: Sendable, Equatable {
  var method: String
  /// The path without its query, percent-encoding removed.
  var path: String
  /// The names and values of the query, in order.
  var query: [(name: String, value: String)]
  /// The values of the fields by their names in lower case; the first where a name stands twice.
  var fields: [String: String]
  /// Whether the connection may serve another request.
  var keepsAlive: Bool

  init(
    method: String = "GET", path: String = "/", query: [(name: String, value: String)] = [],
    fields: [String: String] = [:], keepsAlive: Bool = true
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.fields = fields
    self.keepsAlive = keepsAlive
  }

  package static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
    (left.method, left.path, left.keepsAlive) == (right.method, right.path, right.keepsAlive)
      && left.fields == right.fields && left.query.elementsEqual(right.query, by: ==)
  }
}

/// Finds the head of a request in the bytes that arrive, each of which is looked at once.
struct HTTPHeadReader: Sendable {
  /// The most bytes of a request line, and of a head with its fields.
  static let longestLine = 8 << 10
  static let longestHead = 16 << 10
  /// The most fields of a head.
  static let mostFields = 100

  private var bytes: [UInt8] = []
  /// The lines that have ended, and where the next one starts.
  private var lines: [Range<Int>] = []
  private var lineStart = 0
  private var position = 0

  init() {}

  /// The bytes that have arrived of requests not yet read.
  var count: Int { bytes.count }

  mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// The next request, or nil where its head has not arrived whole.
  ///
  /// - Throws: `HTTPRefusal` where it is too long or not a request; the connection ends with it.
  mutating func next() throws(HTTPRefusal) -> HTTPRequest? {
    while let line = nextLine() {
      if line.isEmpty {
        // Empty lines before a request are allowed.
        if lines.isEmpty { continue }
        let request = try Self.request(lines.map { bytes[$0] })
        self = HTTPHeadReader(Array(bytes[position...]))
        return request
      }
      lines.append(line)
      try checkLength()
    }
    try checkLength()
    return nil
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next line that has ended, without its end.
  private mutating func nextLine() -> Range<Int>? {
    while position < bytes.count {
      position += 1
      guard bytes[position - 1] == 10 else { continue }
      let (start, end) = (lineStart, position - 1)
      lineStart = position
      return start..<(end > start && bytes[end - 1] == 13 ? end - 1 : end)
    }
    return nil
  }

  private func checkLength() throws(HTTPRefusal) {
    if (lines.first?.upperBound ?? position) > Self.longestLine { throw HTTPRefusal(.addressTooLong) }
    if position > Self.longestHead || lines.count > Self.mostFields + 1 { throw HTTPRefusal(.headTooLarge) }
  }

  private static func request(_ lines: [ArraySlice<UInt8>]) throws(HTTPRefusal) -> HTTPRequest {
    let words = lines[0].split(separator: 32, omittingEmptySubsequences: false).map { Array($0) }
    guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(isToken), words[2].starts(with: "HTTP/".utf8) else {
      throw HTTPRefusal(.badRequest)
    }
    let version = String(decoding: words[2].dropFirst(5), as: UTF8.self)
    guard version == "1.1" || version == "1.0" else { throw HTTPRefusal(.otherVersion) }
    let fields = try fields(lines.dropFirst())
    let connection = fields["connection"]?.lowercased() ?? ""
    let (path, query) = try target(words[1])
    return HTTPRequest(
      method: String(decoding: words[0], as: UTF8.self), path: path, query: query, fields: fields,
      keepsAlive: version == "1.1" ? !connection.contains("close") : connection.contains("keep-alive"))
  }

  private static func fields(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(HTTPRefusal) -> [String: String] {
    var fields: [String: String] = [:]
    for line in lines {
      let name = line.prefix { $0 != UInt8(ascii: ":") }
      guard !name.isEmpty, name.count < line.count, name.allSatisfy(isToken), !line.contains(where: isControl) else {
        throw HTTPRefusal(.badRequest)
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      let value = String(decoding: line[(name.endIndex + 1)...].trimmed, as: UTF8.self)
      // Two hosts or lengths are how a request means one thing here and another elsewhere.
      if let other = fields[key] {
        guard !["host", "content-length", "transfer-encoding"].contains(key) || other == value else {
          throw HTTPRefusal(.badRequest)
        }
        continue
      }
      fields[key] = value
    }
    let length = fields["content-length"] ?? "0"
    guard length.utf8.allSatisfy({ (48...57).contains($0) }), !length.isEmpty else { throw HTTPRefusal(.badRequest) }
    return fields
  }

  /// The path and the query of `/a/b?c=d`.
  private static func target(_ bytes: [UInt8]) throws(HTTPRefusal) -> (String, [(name: String, value: String)]) {
    guard bytes.first == UInt8(ascii: "/"), bytes.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw HTTPRefusal(.badRequest)
    }
    let parts = bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    let query = (parts.count > 1 ? parts[1] : []).split(separator: UInt8(ascii: "&")).map { item in
      let sides = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (name: decoded(sides[0]), value: sides.count > 1 ? decoded(sides[1]) : "")
    }
    return (decoded(parts[0]), query)
  }

  /// The text with `%41` as `A`; what is not such stays.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        result.append(UInt8(digits[0] * 16 + digits[1]))
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 32) || (48...57).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte != 9 || byte == 127 }
}

/// Why a request is not answered with what it asks for.
struct HTTPRefusal: ExplainedError, Equatable {
  var status: HTTPStatus
  package var description: String { "the request was refused with the status \(status.rawValue)" }

  init(_ status: HTTPStatus) { self.status = status }
}
