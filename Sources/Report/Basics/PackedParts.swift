import Foundation

/// Several pieces of data as one, each behind its length in eight bytes.
package enum PackedParts {
  package static func joined(_ parts: some Sequence<some Sequence<UInt8>>) -> Data {
    parts.reduce(into: Data()) { whole, part in
      let start = whole.count
      whole.append(contentsOf: repeatElement(0, count: lengthBytes))
      whole.append(contentsOf: part)
      let length = UInt64(whole.count - start - lengthBytes).littleEndian
      withUnsafeBytes(of: length) { whole.replaceSubrange(start..<start + lengthBytes, with: $0) }
    }
  }

  /// The pieces, as slices; nil where the bytes are not such.
  package static func split(_ whole: Data) -> [Data]? {
    var parts: [Data] = []
    var place = whole.startIndex
    while whole.endIndex - place >= lengthBytes {
      let length = whole.withUnsafeBytes { bytes in
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place - whole.startIndex, as: UInt64.self))
      }
      place += lengthBytes
      guard let count = Int(exactly: length), whole.endIndex - place >= count else { return nil }
      parts.append(whole[place..<place + count])
      place += count
    }
    return place == whole.endIndex ? parts : nil
  }

  private static let lengthBytes = 8
}
