/// A zlib stream of one block with the fixed code, in which zeros are runs and all other bytes stand by themselves
/// (RFC 1950, RFC 1951).
struct RunStream: ~Copyable {
  private let bytes: UnsafeMutableRawPointer
  private var length = 2
  private var bits: UInt64 = 0
  private var bitCount: UInt64 = 0
  /// Adler's checksum.
  private var (low, high): (UInt64, UInt64) = (1, 0)
  /// Zeros that were given and not yet written.
  private var zeros = 0
  private var hasZeroBefore = false
  private let codes = Codes.fixed

  /// A stream for at most `most` bytes.
  init(most: Int) {
    // A byte takes nine bits at most, and a run never takes more than the zeros it stands for.
    bytes = .allocate(byteCount: most + most / 8 + 64, alignment: 8)
    bytes.storeBytes(of: 0x78, as: UInt8.self)
    bytes.storeBytes(of: 0x01, toByteOffset: 1, as: UInt8.self)
    put(Code(bits: 0b011, count: 3))
  }

  deinit { bytes.deallocate() }

  /// Some bits, the first to be written lowest.
  private struct Code {
    let bits: UInt32
    let count: UInt32
  }

  /// The fixed code, whose words are written with their highest bit first.
  private struct Codes: @unchecked Sendable {
    /// For each byte.
    let literals: UnsafePointer<Code>
    /// For each length of a run from 3 to 258, its word with the extra bits and the word of distance 1.
    let runs: UnsafePointer<Code>

    static let fixed = Codes(literals: kept((0..<256).map(literal)), runs: kept((0...258).map(run)))

    private static func kept(_ codes: [Code]) -> UnsafePointer<Code> {
      let kept = UnsafeMutablePointer<Code>.allocate(capacity: codes.count)
      kept.initialize(from: codes, count: codes.count)
      return UnsafePointer(kept)
    }

    private static func literal(_ byte: Int) -> Code {
      byte < 144
        ? Code(bits: reversed(0x30 + byte, 8), count: 8) : Code(bits: reversed(0x190 + byte - 144, 9), count: 9)
    }

    private static func run(_ length: Int) -> Code {
      guard length >= 3 else { return Code(bits: 0, count: 0) }
      if length == 258 { return Code(bits: reversed(0xC0 + 5, 8), count: 8 + 5) }
      var (symbol, base, extra) = (257, 3, 0)
      while true {
        extra = symbol < 265 ? 0 : (symbol - 261) / 4
        if length < base + 1 << extra { break }
        base += 1 << extra
        symbol += 1
      }
      let (word, count) = symbol < 280 ? (symbol - 256, 7) : (0xC0 + symbol - 280, 8)
      return Code(
        bits: reversed(word, count) | UInt32(length - base) << UInt32(count), count: UInt32(count + extra + 5))
    }

    private static func reversed(_ word: Int, _ count: Int) -> UInt32 {
      (0..<count).reduce(0) { $0 | UInt32(word >> $1 & 1) << UInt32(count - 1 - $1) }
    }
  }

  /// Appends bits.
  @inline(__always) private mutating func put(_ code: Code) {
    bits |= UInt64(code.bits) << bitCount
    bitCount += UInt64(code.count)
    guard bitCount >= 32 else { return }
    (bytes + length).storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, as: UInt32.self)
    length += 4
    bits >>= 32
    bitCount -= 32
  }

  @inline(__always) mutating func write(_ byte: UInt8) {
    low += UInt64(byte)
    high += low
    if byte == 0 {
      zeros += 1
      return
    }
    if zeros > 0 { writePendingZeros() }
    put(codes.literals[Int(byte)])
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
      put(codes.literals[0])
      zeros -= 1
      hasZeroBefore = true
    }
    while zeros >= 3 {
      let length = min(zeros, 258)
      put(codes.runs[length])
      zeros -= length
    }
    while zeros > 0 {
      put(codes.literals[0])
      zeros -= 1
    }
  }

  /// The whole stream.
  consuming func finished() -> [UInt8] {
    if zeros > 0 { writePendingZeros() }
    put(Code(bits: 0, count: 7))
    var end: [UInt8] = []
    while bitCount > 0 {
      end.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= min(bitCount, 8)
    }
    let sum = UInt32(truncatingIfNeeded: high << 16 | low)
    end += [UInt8(sum >> 24), UInt8(sum >> 16 & 255), UInt8(sum >> 8 & 255), UInt8(sum & 255)]
    return Array(UnsafeRawBufferPointer(start: bytes, count: length)) + end
  }
}
