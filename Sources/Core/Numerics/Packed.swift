import Foundation

/// Numbers that are encoded as their bytes, little-endian, so that they come back the same and take little room.
package struct Packed: Sendable, Equatable {
  package var values: [Float]

  package init(_ values: [Float]) { self.values = values }

  /// The bytes, four for each number.
  package var bytes: Data {
    var data = Data(capacity: 4 * values.count)
    for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
    return data
  }

  /// Nil if the bytes are not a whole number of values.
  package init?(bytes: Data) {
    guard bytes.count.isMultiple(of: 4) else { return nil }
    values = bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map { place in
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
      }
    }
  }
}

extension Packed: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let packed = Packed(bytes: try container.decode(Data.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "these bytes are not numbers")
    }
    self = packed
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(bytes)
  }
}
