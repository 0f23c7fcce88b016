/// A zlib stream of one block with the fixed code, in which zeros are runs and all other bytes stand by themselves
/// (RFC 1950, RFC 1951).
struct RunStream {
  private var bytes: [UInt8]
  private var length = 2
  private var bits: UInt64 = 0
  private var bitCount: UInt64 = 0
  /// Adler's checksum.
  private var (low, high): (UInt64, UInt64) = (1, 0)
  /// Zeros that were given and not yet written.
  private var zeros = 0
  private var hasZeroBefore = false

  /// A stream for at most `most` bytes.
  init(most: Int) {
    // A byte takes nine bits at most, and a run never takes more than the zeros it stands for.
    bytes = Array(unsafeUninitializedCapacity: most + most / 8 + 64) { $1 = $0.count }
    (bytes[0], bytes[1]) = (0x78, 0x01)
    put((code: 0b011, count: 3))
  }

  private typealias Code = (code: UInt64, count: UInt64)

  /// Appends bits, the lowest first.
  @inline(__always) private mutating func put(_ code: Code) {
    bits |= code.code << bitCount
    bitCount += code.count
    guard bitCount >= 32 else { return }
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, toByteOffset: length, as: UInt32.self)
    }
    length += 4
    bits >>= 32
    bitCount -= 32
  }

  /// The codes of literal bytes with their highest bit first, as the format wants them.
  private static let literals: [Code] = (0..<256).map { byte in
    let (code, count) = byte < 144 ? (0x30 + byte, 8) : (0x190 + byte - 144, 9)
    return (reversed(code, count), UInt64(count))
  }

  private static func reversed(_ code: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(code >> $1 & 1) << UInt64(count - 1 - $1) }
  }

  /// For each length of a run from 3 to 258, its code with the extra bits and the code of distance 1.
  private static let runs: [Code] = (0...258).map { length in
    guard length >= 3 else { return (0, 0) }
    if length == 258 { return (reversed(0xC0 + 5, 8), 8 + 5) }
    var (symbol, base, extra) = (257, 3, 0)
    while true {
      extra = symbol < 265 ? 0 : (symbol - 261) / 4
      if length < base + 1 << extra { break }
      base += 1 << extra
      symbol += 1
    }
    let (code, count) = symbol < 280 ? (symbol - 256, 7) : (0xC0 + symbol - 280, 8)
    return (reversed(code, count) | UInt64(length - base) << UInt64(count), UInt64(count + extra + 5))
  }

  @inline(__always) mutating func write(_ byte: UInt8) {
    low += UInt64(byte)
    high += low
    if byte == 0 {
      zeros += 1
      return
    }
    if zeros > 0 { writePendingZeros() }
    put(Self.literals[Int(byte)])
    hasZeroBefore = false
  }

  /// Red, green and blue of each pixel less those of `other`.
  mutating func write(_ row: UnsafePointer<UInt32>, minus other: UnsafePointer<UInt32>, count: Int) {
    var index = 0
    while index < count {
      let same = Self.equalPixels(row + index, other + index, most: count - index)
      // Zeros leave Adler's low sum as it is, and add it to the high one each time.
      high += UInt64(3 * same) * low
      zeros += 3 * same
      index += same
      guard index < count else { break }
      let (pixel, ground) = (row[index], other[index])
      index += 1
      write(UInt8(truncatingIfNeeded: pixel >> 16) &- UInt8(truncatingIfNeeded: ground >> 16))
      write(UInt8(truncatingIfNeeded: pixel >> 8) &- UInt8(truncatingIfNeeded: ground >> 8))
      write(UInt8(truncatingIfNeeded: pixel) &- UInt8(truncatingIfNeeded: ground))
    }
    low %= 65_521
    high %= 65_521
  }

  /// How many pixels are equal before the first that is not.
  @inline(__always) private static func equalPixels(
    _ row: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>, most: Int
  ) -> Int {
    var index = 0
    guard most > 0, row[0] == other[0] else { return 0 }
    while index + 16 <= most {
      let one = UnsafeRawPointer(row + index).loadUnaligned(as: SIMD16<UInt32>.self)
      guard one == UnsafeRawPointer(other + index).loadUnaligned(as: SIMD16<UInt32>.self) else { break }
      index += 16
    }
    while index < most, row[index] == other[index] { index += 1 }
    return index
  }

  private mutating func writePendingZeros() {
    if !hasZeroBefore {
      put(Self.literals[0])
      zeros -= 1
      hasZeroBefore = true
    }
    while zeros >= 3 {
      let length = min(zeros, 258)
      put(Self.runs[length])
      zeros -= length
    }
    while zeros > 0 {
      put(Self.literals[0])
      zeros -= 1
    }
  }

  /// The whole stream.
  mutating func finished() -> [UInt8] {
    if zeros > 0 { writePendingZeros() }
    put((0, 7))
    var rest: [UInt8] = []
    while bitCount > 0 {
      rest.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= min(bitCount, 8)
    }
    let sum = UInt32(truncatingIfNeeded: high << 16 | low)
    return bytes[..<length] + rest
      + [UInt8(sum >> 24), UInt8(sum >> 16 & 255), UInt8(sum >> 8 & 255), UInt8(sum & 255)]
  }
}
