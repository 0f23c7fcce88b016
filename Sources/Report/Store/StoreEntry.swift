import Basics
import Checksums
import Foundation

/// Something that was made once, with what is known of its making.
package struct StoreEntry: Sendable {
  /// How it was made.
  package struct Header: Codable, Sendable, Equatable {
    /// What a person calls it, "poly, seed 3".
    package var title: String
    /// What was computed, with all its settings; empty for what is soon made again.
    package var subject: String
    package var seed: Int?
    /// The version of the code that made it.
    package var code: String
    /// Expected work, in floating-point operations.
    package var cost: Double
    /// How long it took.
    package var seconds: Double
    /// Seconds since 1970.
    package var made: Double
    /// The curves that a digest was to keep; nil for what is whole.
    package var curves: [String]?

    package init(
      title: String, subject: String = "", seed: Int? = nil, code: String = "", cost: Double = 0.0,
      seconds: Double = 0.0, made: Double = Date().timeIntervalSince1970.rounded(), curves: [String]? = nil
    ) {
      self.title = title
      self.subject = subject
      self.seed = seed
      self.code = code
      self.cost = cost
      self.seconds = seconds
      self.made = made
      self.curves = curves
    }

    /// Whether the numbers are such as a computation has; what is estimated from them overflows nothing.
    fileprivate var isPlausible: Bool {
      (0...1e12).contains(seconds) && (0...1e30).contains(cost) && abs(made) <= 1e12
    }
  }

  package var header: Header
  package var result: Data

  package init(header: Header, result: Data) {
    self.header = header
    self.result = result
  }
}

/// What a file of the store holds: a line with the MD5 of the rest, which tells damage, a line with the header, and the result.
extension StoreEntry {
  func encoded() throws -> Data {
    let content = try ResultCoder.encode(header) + Data("\n".utf8) + result
    return Data((Checksum.md5(of: content) + "\n").utf8) + content
  }

  /// Nil where the bytes are not those that were written.
  init?(encoded data: Data) {
    guard let (line, result) = Self.parts(of: data), let header = try? ResultCoder.decode(Header.self, from: line),
      header.isPlausible
    else { return nil }
    self.init(header: header, result: result)
  }

  /// The result alone, for what nobody asks how it was made; nil where the bytes are not those that were written.
  static func result(encoded data: Data) -> Data? { parts(of: data)?.result }

  /// The line with the header and the result, where their checksum is right.
  private static func parts(of data: Data) -> (header: Data, result: Data)? {
    guard let (sum, rest) = line(of: data), sum.elementsEqual(Checksum.md5(of: rest).utf8),
      let (header, result) = line(of: rest)
    else { return nil }
    return (header, result)
  }

  /// So many bytes hold the header of any entry.
  package static let longestHeader = 65_536

  /// The header at the beginning of some bytes of a file, which are not checked.
  package static func header(at start: Data) -> Header? {
    guard let (sum, rest) = line(of: start), sum.count == 32, let (line, _) = line(of: rest) else { return nil }
    return (try? ResultCoder.decode(Header.self, from: line)).flatMap { $0.isPlausible ? $0 : nil }
  }

  private static func line(of data: Data) -> (line: Data, rest: Data)? {
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    return (data[data.startIndex..<end], data[(end + 1)...])
  }
}
