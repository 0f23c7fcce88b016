/// Writes PNG files quickly: rows as differences to their neighbours, in which line drawings are mostly zeros, and these
/// as runs (RFC 2083).
enum PNG {
  /// The file; `density` is in pixels a point, by which a reader knows how large the picture is meant to be.
  static func encoded(_ pixels: Pixels, density: Double? = nil) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let depthAndColour: [UInt8] = [8, 2, 0, 0, 0]
    append("IHDR", bigEndian(UInt32(pixels.width)) + bigEndian(UInt32(pixels.height)) + depthAndColour, to: &file)
    if let density {
      let perMetre = bigEndian(UInt32((density * 72 / 0.0254).rounded().limited(to: 1...1e9, otherwise: 1)))
      append("pHYs", perMetre + perMetre + [1], to: &file)
    }
    append("IDAT", compressed(pixels), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func bigEndian(_ word: UInt32) -> [UInt8] {
    [UInt8(word >> 24), UInt8(word >> 16 & 255), UInt8(word >> 8 & 255), UInt8(word & 255)]
  }

  private static func append(_ name: String, _ content: [UInt8], to file: inout [UInt8]) {
    file.reserveCapacity(file.count + content.count + 12)
    file += bigEndian(UInt32(content.count))
    file += name.utf8
    file += content
    file += bigEndian(~checksum(content, after: checksum(Array(name.utf8), after: 0xFFFF_FFFF)))
  }

  /// The cyclic redundancy check of a chunk, eight bytes at a time.
  private static func checksum(_ bytes: [UInt8], after start: UInt32) -> UInt32 {
    var sum = start
    checksumTables.withUnsafeBufferPointer { table in
      bytes.withUnsafeBytes { bytes in
        let whole = bytes.count / 8 * 8
        for index in stride(from: 0, to: whole, by: 8) {
          var word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian ^ UInt64(sum)
          sum = 0
          for start in stride(from: 1792, through: 0, by: -256) {
            sum ^= table[start + Int(truncatingIfNeeded: word & 255)]
            word >>= 8
          }
        }
        for index in whole..<bytes.count {
          let low = UInt8(truncatingIfNeeded: sum) ^ bytes[index]
          sum = table[Int(low)] ^ (sum >> 8)
        }
      }
    }
    return sum
  }

  /// For each byte, its check with 0 to 7 zeros after it.
  private static let checksumTables: [UInt32] = {
    var tables: [UInt32] = []
    for index in 0..<2048 {
      if index < 256 {
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        tables.append(value)
      } else {
        let before = tables[index - 256]
        tables.append(tables[Int(before & 255)] ^ (before >> 8))
      }
    }
    return tables
  }()

  /// The rows as one zlib stream, each as its differences to the row above or to the pixels before, whichever are fewer.
  private static func compressed(_ pixels: Pixels) -> [UInt8] {
    let width = pixels.width
    var stream = RunStream(most: (1 + 3 * width) * pixels.height)
    let blank = [UInt32](repeating: 0, count: width)
    // The row with a pixel before it, so that its neighbour is there.
    var shifted = [UInt32](repeating: 0, count: width + 1)
    blank.withUnsafeBufferPointer { blank in
      shifted.withUnsafeMutableBufferPointer { shifted in
        guard let blank = blank.baseAddress, let before = shifted.baseAddress else { return }
        for y in 0..<pixels.height {
          let row = pixels.row(y)
          let above = y == 0 ? blank : UnsafePointer(pixels.row(y - 1))
          (before + 1).update(from: row, count: width)
          let (up, left) = (differences(row, above, width), differences(row, before, width))
          stream.write(up <= left ? 2 : 1)
          stream.write(row, minus: up <= left ? above : UnsafePointer(before), count: width)
        }
      }
    }
    return stream.finished()
  }

  private static func group(_ row: UnsafePointer<UInt32>, _ start: Int) -> SIMD16<Int32> {
    UnsafeRawPointer(row + start).loadUnaligned(as: SIMD16<Int32>.self)
  }

  private static func differences(_ row: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>, _ count: Int) -> Int {
    var groups = SIMD16<Int32>(repeating: 0)
    let whole = count / 16 * 16
    for start in stride(from: 0, to: whole, by: 16) {
      let (one, two) = (Self.group(row, start), Self.group(other, start))
      groups.replace(with: groups &+ 1, where: one .!= two)
    }
    return Int(groups.wrappedSum()) + (whole..<count).count { row[$0] != other[$0] }
  }
}
