import Foundation

/// A function by its points.
package struct Series: Sendable, Equatable {
  package var x: [Double]
  package var y: [Double]

  package init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }

  /// The points whose coordinates are finite numbers.
  package var finite: Series {
    let points = zip(x, y).filter { $0.isFinite && $1.isFinite }
    return Series(x: points.map(\.0), y: points.map(\.1))
  }

  /// The points (0, y₀), (1, y₁), …
  package init(_ y: [Double]) { self.init(x: y.indices.map(Double.init), y: y) }
}

/// Encoded as the bytes of the coordinates, little-endian: thousands of numbers are read in the time of a few.
extension Series: Codable {
  private enum CodingKeys: CodingKey { case x, y }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func numbers(_ key: CodingKeys) throws -> [Double] {
      let bytes = try container.decode(Data.self, forKey: key)
      guard bytes.count.isMultiple(of: 8) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "these bytes are not numbers")
      }
      return bytes.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: 8).map { place in
          Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
        }
      }
    }
    self.init(x: try numbers(.x), y: try numbers(.y))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    for (key, numbers) in [(CodingKeys.x, x), (.y, y)] {
      let words = numbers.map { $0.bitPattern.littleEndian }
      try container.encode(words.withUnsafeBytes { Data($0) }, forKey: key)
    }
  }
}
