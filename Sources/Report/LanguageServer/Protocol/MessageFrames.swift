import Basics
import Foundation

/// The frames of the protocol: header lines that give the length of a body, an empty line, and the body.
struct MessageFrames {
  /// What cannot be a frame, so that nothing behind it can be told apart.
  struct Malformed: ExplainedError {
    let description: String
  }

  /// The most bytes of a body, and of the headers before it.
  static let longestBody = 256_000_000
  static let longestHeader = 8_192

  private var buffer: [UInt8] = []
  private var start = 0

  mutating func append(_ data: Data) {
    if start > 1_000_000 || start == buffer.count {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: data)
  }

  /// The next body, nil where it is not there as a whole yet.
  mutating func next() throws(Malformed) -> Data? {
    guard let header = header() else {
      guard buffer.count - start <= Self.longestHeader else { throw Malformed(description: "a header has no end") }
      return nil
    }
    let lines = String(decoding: buffer[start..<header.end], as: UTF8.self).split(whereSeparator: \.isNewline)
    let lengths = lines.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmed.lowercased() == "content-length" else { return nil }
      return Int(parts[1].trimmed)
    }
    guard let length = lengths.first, (0...Self.longestBody).contains(length) else {
      throw Malformed(description: "a header without a Content-Length from 0 to \(Self.longestBody)")
    }
    guard buffer.count - header.body >= length else { return nil }
    defer { start = header.body + length }
    return Data(buffer[header.body..<header.body + length])
  }

  /// Where the header lines end, and where the body begins.
  private func header() -> (end: Int, body: Int)? {
    let limit = min(buffer.count, start + Self.longestHeader)
    var index = start
    while index < limit {
      if buffer[index...].starts(with: "\r\n\r\n".utf8) { return (index, index + 4) }
      if buffer[index...].starts(with: "\n\n".utf8) { return (index, index + 2) }
      index += 1
    }
    return nil
  }

  /// A message with its header.
  static func framed(_ message: JSONTree) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = (try? encoder.encode(message)) ?? Data("null".utf8)
    return Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
