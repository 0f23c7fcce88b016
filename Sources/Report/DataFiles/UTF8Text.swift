/// Whether bytes are text in UTF-8.
enum UTF8Text {
  /// The place of the first byte that begins no character; nil where all of the bytes are UTF-8.
  static func firstFault(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in
      var place = 0
      while place < buffer.count {
        if place + 8 <= buffer.count,
          buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          place += 8
        } else if let length = length(ofCharacterAt: place, in: buffer) {
          place += length
        } else {
          return place
        }
      }
      return nil
    }
  }

  /// How many bytes the character at a place has; nil where none begins there. Overlong forms and surrogates are none.
  private static func length(ofCharacterAt place: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[place] {
    case 0...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard place + length <= bytes.count, second.contains(bytes[place + 1]) else { return nil }
    for offset in 2..<length where bytes[place + offset] & 0xC0 != 0x80 { return nil }
    return length
  }
}
