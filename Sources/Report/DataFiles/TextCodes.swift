/// The distinct texts of a column, each with a number by which rows name it.
package struct TextCodes {
  /// The bytes of the distinct texts, one behind the other.
  private var storage: [UInt8] = []
  private var ends: [Int] = []
  /// Codes by the hash of their text, -1 if there is none; the size is a power of two.
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var last: Int32 = -1

  /// How many distinct texts there are.
  package var count: Int { ends.count }

  /// The code of a text, a new one where it was not seen before.
  package mutating func code(of bytes: UnsafeRawBufferPointer) -> Int32 {
    if last >= 0, isText(last, bytes) { return last }
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isText(slots[slot], bytes) {
        last = slots[slot]
        return last
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    last = Int32(truncatingIfNeeded: ends.count)
    slots[slot] = last
    storage.append(contentsOf: bytes)
    ends.append(storage.count)
    if 2 * ends.count > slots.count { grow() }
    return last
  }

  /// The distinct texts by their codes.
  package var texts: [String] { ends.indices.map { String(decoding: storage[range(of: $0)], as: UTF8.self) } }

  private func range(of code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  private func isText(_ code: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let range = range(of: Int(code))
    guard range.count == bytes.count else { return false }
    return storage.withUnsafeBytes { storage in
      var index = 0
      while index < bytes.count {
        if storage[range.lowerBound + index] != bytes[index] { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    storage.withUnsafeBytes { storage in
      for code in ends.indices {
        var slot = Self.hash(UnsafeRawBufferPointer(rebasing: storage[range(of: code)])) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: code)
      }
    }
  }

  /// Where hashes begin, another in each process, so that nobody can write texts that all fall into one slot.
  private static let origin = UInt64.random(in: .min ... .max)

  /// FNV-1a with a last mixing.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash = origin
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff_ffff_ffff)
  }
}
