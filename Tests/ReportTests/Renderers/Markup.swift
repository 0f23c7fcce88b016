import Foundation

/// The tags of a page, read as strictly as the renderer should write them; what HTML lets out may be left out.
struct Markup {
  struct Tag: Equatable {
    var name: String
    var attributes: [String: String]
  }

  struct Flaw: Error {
    var message: String
  }

  private(set) var tags: [Tag] = []

  private static let void: Set<String> = ["meta", "br", "hr", "img", "input"]
  private static let endingByThemselves: Set<String> = [
    "li", "td", "th", "tr", "dt", "dd", "thead", "tbody", "p",
  ]

  /// Throws `Flaw` where a tag is not closed, closes another, or `<` begins none.
  init(_ page: String) throws {
    var open: [String] = []
    var scanner = TagScanner(page)
    while scanner.skip(behind: UInt8(ascii: "<")) {
      if let raw = open.last, ["style", "script"].contains(raw), !scanner.stands("/\(raw)") { continue }
      let start = scanner.position
      guard let tag = scanner.tag() else { throw Flaw(message: "not a tag: <\(scanner.text(from: start))") }
      if tag.isEnd {
        while let last = open.last, last != tag.name, Self.endingByThemselves.contains(last) { open.removeLast() }
        guard open.popLast() == tag.name else {
          throw Flaw(message: "</\(tag.name)> closes another: \(open), \(scanner.text(from: start))")
        }
        continue
      }
      tags.append(Tag(name: tag.name, attributes: tag.attributes))
      if !tag.isClosed, !Self.void.contains(tag.name), !tag.name.hasPrefix("!") { open.append(tag.name) }
    }
    guard open.isEmpty else { throw Flaw(message: "left open: \(open)") }
  }

  func values(of attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }
}

/// Reads tags byte by byte: a page has a megabyte, and tests are not optimised.
private struct TagScanner {
  struct Found {
    var name: String
    var attributes: [String: String] = [:]
    /// `</a>`.
    var isEnd = false
    /// `<a/>`.
    var isClosed = false
  }

  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ page: String) { bytes = Array(page.utf8) }

  /// Up to 60 bytes for a message.
  func text(from start: Int) -> String { String(decoding: bytes[start...].prefix(60), as: UTF8.self) }

  /// Goes behind the next such byte; false where there is none.
  mutating func skip(behind byte: UInt8) -> Bool {
    guard let place = next(byte) else { return false }
    position = place + 1
    return true
  }

  func stands(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  /// What stands behind `<` up to its `>`, which it passes; nil where that is not a tag.
  mutating func tag() -> Found? {
    let isEnd = take("/")
    let start = position
    _ = take("!")
    guard position < bytes.count, Self.isLetter(bytes[position]) else { return nil }
    take { Self.isLetter($0) || (0x30...0x39).contains($0) }
    var found = Found(name: taken(from: start), isEnd: isEnd)
    while true {
      let hasSpace = take(while: Self.isSpace)
      if take(">") { return found }
      if take("/") {
        found.isClosed = true
        return take(">") ? found : nil
      }
      guard hasSpace, let (name, value) = attribute() else { return nil }
      found.attributes[name] = value
    }
  }

  /// `name`, `name=value` or `name="value"`.
  private mutating func attribute() -> (name: String, value: String)? {
    let start = position
    guard take(while: { Self.isLetter($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }) else { return nil }
    let name = taken(from: start)
    guard take("=") else { return (name, "") }
    let quoted = take("\"")
    let begin = position
    if quoted {
      guard let end = next(UInt8(ascii: "\"")) else { return nil }
      position = end
      let value = bytes[begin..<end]
      guard !value.contains(UInt8(ascii: "<")), !value.contains(UInt8(ascii: ">")) else { return nil }
      position = end + 1
      return (name, String(decoding: value, as: UTF8.self))
    }
    guard take(while: { !Self.isSpace($0) && !"\"'=<>`".utf8.contains($0) }) else { return nil }
    return (name, taken(from: begin))
  }

  private func next(_ byte: UInt8) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard position < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + position, Int32(byte), bytes.count - position).map {
        base.distance(to: UnsafeRawPointer($0))
      }
    }
  }

  private func taken(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// Whether there was any such byte.
  @discardableResult
  private mutating func take(while isSuch: (UInt8) -> Bool) -> Bool {
    let start = position
    while position < bytes.count, isSuch(bytes[position]) { position += 1 }
    return position > start
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
