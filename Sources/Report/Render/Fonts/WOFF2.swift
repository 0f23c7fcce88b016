import CBrotli
import Foundation

/// A font compressed as browsers read it, without the transformations that a file of WOFF 2 may have.
enum WOFF2 {
  private struct Table {
    var tag: [UInt8]
    var content: Data

    /// Whether it holds outlines or their places, which stand together.
    var isOfOutlines: Bool { tag == Array("glyf".utf8) || tag == Array("loca".utf8) }
  }

  /// Of 0 to 11; those above take thirty times as long for a few per cent.
  private static let quality: Int32 = 5
  private static let headerBytes = 48
  /// What says of a table that its tag is written out.
  private static let otherTag: UInt8 = 63
  /// What says of outlines that they are not transformed.
  private static let plain: UInt8 = 3 << 6

  /// Nil where `font` has no tables, or the compressor fails.
  static func compressed(_ font: Data) -> Data? {
    guard let all = tables(of: font), !all.isEmpty else { return nil }
    let tables = all.filter { !$0.isOfOutlines } + all.filter(\.isOfOutlines)
    var directory = Data()
    for table in tables {
      directory.append(otherTag | (table.isOfOutlines ? plain : 0))
      directory.append(contentsOf: table.tag + base128(table.content.count))
    }
    guard let content = brotli(tables.reduce(into: Data()) { $0.append($1.content) }) else { return nil }
    let length = headerBytes + directory.count + content.count
    let padding = (4 - length % 4) % 4
    let whole = tables.reduce(12 + 16 * tables.count) { $0 + ($1.content.count + 3) / 4 * 4 }
    var file = Data("wOF2".utf8) + font.prefix(4)
    for number in [length + padding, tables.count << 16, whole, content.count, 0, 0, 0, 0, 0, 0] {
      file.append(contentsOf: bytes(number))
    }
    return file + directory + content + Data(count: padding)
  }

  /// The tables that the directory at the start of a font names; nil where one reaches beyond its end.
  private static func tables(of font: Data) -> [Table]? {
    let bytes = [UInt8](font)
    func number(_ place: Int, _ count: Int) -> Int { bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) } }
    guard bytes.count >= 12, bytes.count >= 12 + 16 * number(4, 2) else { return nil }
    var tables: [Table] = []
    for entry in stride(from: 12, to: 12 + 16 * number(4, 2), by: 16) {
      let (start, count) = (number(entry + 8, 4), number(entry + 12, 4))
      guard start <= bytes.count, count <= bytes.count - start else { return nil }
      tables.append(Table(tag: Array(bytes[entry..<entry + 4]), content: Data(bytes[start..<start + count])))
    }
    return tables
  }

  private static func brotli(_ data: Data) -> Data? {
    var count = BrotliEncoderMaxCompressedSize(data.count)
    var compressed = Data(count: count)
    let isDone = data.withUnsafeBytes { input in
      compressed.withUnsafeMutableBytes { output in
        BrotliEncoderCompress(
          quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_FONT, data.count,
          input.bindMemory(to: UInt8.self).baseAddress, &count, output.bindMemory(to: UInt8.self).baseAddress)
      }
    }
    return isDone == 0 ? nil : compressed.prefix(count)
  }

  /// A number of 32 bits, the highest byte first.
  private static func bytes(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).bigEndian) { Array($0) }
  }

  /// A number in groups of seven bits, the highest first; all but the last have their eighth bit set.
  static func base128(_ number: Int) -> [UInt8] {
    var groups = [UInt8(number & 0x7f)]
    var rest = number >> 7
    while rest > 0 {
      groups.insert(UInt8(rest & 0x7f) | 0x80, at: 0)
      rest >>= 7
    }
    return groups
  }
}
