import Basics
import Foundation

/// What keeps an archive from being read, and how to get on.
package struct ArchiveProblem: ExplainedError {
  package let description: String
  package init(_ description: String) { self.description = description }
}

/// Reads the files of a tar archive from a stream, within bounds: nothing is unpacked, and no more than one file is in memory.
///
/// Links, devices and sparse files do not count as files here; a name says which file it is and never where it goes.
package struct TarReader {
  package struct File: Equatable {
    /// The parts of its path, without `.` and empty ones.
    package var path: [String]
    package var content: Data
  }

  /// How much of an archive is read.
  package struct Limits: Sendable {
    /// Bytes of one file.
    var fileBytes = BoundedFile.largest
    /// Bytes of all that the archive holds, what is passed over included.
    var bytes = 4 << 30
    /// Files, folders and all else.
    var entries = 200_000

    package init() {}
  }

  private static let block = 512
  /// The longest name in an entry before its file.
  private static let longestName = 4096

  private let limits: Limits
  /// Gives up to so many of the next bytes, none at the end.
  private let next: (Int) throws -> Data
  private var buffer = Data()
  private var bytes = 0
  private var entries = 0

  package init(limits: Limits = Limits(), next: @escaping (Int) throws -> Data) {
    self.limits = limits
    self.next = next
  }

  /// The next file that `wants` by its path; nil at the end of the archive.
  ///
  /// - Throws: `ArchiveProblem` for what is not a tar archive, and beyond the limits.
  package mutating func file(where wants: ([String]) -> Bool) throws -> File? {
    var longName: String?
    while let header = try block(), header.contains(where: { $0 != 0 }) {
      entries += 1
      guard entries <= limits.entries else {
        throw ArchiveProblem("it has more than \(limits.entries) entries; unpack it and import the folder")
      }
      guard Self.hasChecksum(header), let size = Self.number(header[124..<136]) else {
        throw ArchiveProblem("it is not a tar archive, or it is damaged")
      }
      switch header[156] {
      case UInt8(ascii: "L"):
        let name = try content(size, of: "a name", atMost: Self.longestName)
        longName = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      case UInt8(ascii: "x"):
        longName = Self.path(inRecords: try content(size, of: "a header", atMost: 1 << 20)) ?? longName
      case UInt8(ascii: "0"), 0:
        let path = (longName ?? Self.name(header)).split(separator: "/").map(String.init).filter { $0 != "." }
        longName = nil
        if wants(path) { return File(path: path, content: try content(size, of: "a file", atMost: limits.fileBytes)) }
        try pass(size)
      default:
        longName = nil
        try pass(size)
      }
    }
    return nil
  }

  /// The content of an entry, without what fills its last block.
  private mutating func content(_ size: Int, of what: String, atMost most: Int) throws -> Data {
    guard size <= most else {
      throw ArchiveProblem(
        "\(what) in it has \(size) bytes, more than \(most); write it again with 'report cache export'")
    }
    let content = try take(size)
    _ = try take(Self.padding(size))
    return content
  }

  private mutating func pass(_ size: Int) throws {
    guard size <= limits.bytes else { throw tooLarge }
    var left = size + Self.padding(size)
    while left > 0 { left -= try take(min(left, 1 << 20)).count }
  }

  /// The next block; nil where the archive ends.
  private mutating func block() throws -> Data? {
    try fill(Self.block)
    if buffer.isEmpty { return nil }
    guard buffer.count >= Self.block || bytes > 0 else { throw ArchiveProblem("it is not a tar archive") }
    return try take(Self.block)
  }

  private mutating func take(_ count: Int) throws -> Data {
    try fill(count)
    guard buffer.count >= count else { throw ArchiveProblem("it ends too early; copy it again") }
    bytes += count
    if bytes > limits.bytes { throw tooLarge }
    let data = Data(buffer.prefix(count))
    buffer = Data(buffer.dropFirst(count))
    return data
  }

  /// Reads until `count` bytes are there, or the end.
  private mutating func fill(_ count: Int) throws {
    if buffer.count >= count { return }
    while buffer.count < count {
      let more = try next(min(count - buffer.count, 1 << 20))
      if more.isEmpty { return }
      buffer.append(more)
    }
  }

  private var tooLarge: ArchiveProblem {
    ArchiveProblem("it holds more than \(limits.bytes >> 30) GB; unpack it and import the folder")
  }

  private static func padding(_ size: Int) -> Int { (block - size % block) % block }

  private static func name(_ header: Data) -> String {
    func text(_ range: Range<Int>) -> String { String(decoding: header[range].prefix { $0 != 0 }, as: UTF8.self) }
    let isPOSIX = header[257..<262].elementsEqual("ustar".utf8)
    let prefix = isPOSIX && header[262] == 0 ? text(345..<500) : ""
    return prefix.isEmpty ? text(0..<100) : "\(prefix)/\(text(0..<100))"
  }

  /// An octal number, or one in base 256 where the first bit is set; nil where it is neither or no size.
  private static func number(_ field: Data) -> Int? {
    let digits: [UInt8]
    if let first = field.first, first & 0x80 != 0 {
      guard first == 0x80 else { return nil }
      return field.dropFirst().reduce(0) { number, byte in
        number.flatMap { $0 <= Int.max >> 9 ? $0 << 8 | Int(byte) : nil }
      }
    }
    digits = field.filter { $0 != 0 && $0 != 32 }
    guard digits.allSatisfy({ (48...55).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 48) }
  }

  /// Whether the header has the sum of its bytes, in which the sum itself counts as spaces.
  private static func hasChecksum(_ header: Data) -> Bool {
    guard let sum = number(header[148..<156]) else { return false }
    let others = header[..<148] + header[156...]
    return others.reduce(8 * 32) { $0 + Int($1) } == sum
  }

  /// The path among the records of a POSIX header, each `length name=value` and a line's end.
  private static func path(inRecords data: Data) -> String? {
    for record in data.split(separator: 10) {
      guard let space = record.firstIndex(of: 32) else { continue }
      let field = record[record.index(after: space)...]
      if field.starts(with: "path=".utf8) {
        return String(decoding: field.dropFirst(5).prefix(longestName), as: UTF8.self)
      }
    }
    return nil
  }
}
