import Basics
import Foundation
import Synchronization
import Training

/// What a report says about a training run beside its curves and its weights: the small part of a result.
package struct RunSummary: Sendable, Equatable, Decodable {
  package var outcome: TrainingResult.Ending
  /// By the name of the measure.
  package var numbers: [String: Double]
  package var search: [SearchTrial]
  package var warnings: [String]

  package init(_ result: TrainingResult) {
    (outcome, numbers, search, warnings) = (result.outcome, result.numbers, result.search, result.warnings)
  }

  /// Of an encoded `TrainingResult`, of which nothing else is read; throws what is wrong with its JSON.
  package init(ofResult data: Data) throws {
    self = try ResultCoder.decode(RunSummary.self, from: data)
    numbers = Names.shared(numbers)
  }
}

/// As bytes that thousands of runs can be read from in a moment: names and numbers, and JSON where there is more to tell.
extension RunSummary {
  private struct Rest: Codable {
    var outcome: TrainingResult.Ending
    var search: [SearchTrial]
    var warnings: [String]
  }

  package func encoded() throws -> Data {
    let sorted = numbers.sorted { $0.key < $1.key }
    let words = sorted.map(\.value.bitPattern.littleEndian)
    let isPlain = outcome == .finished && search.isEmpty && warnings.isEmpty
    let rest = isPlain ? Data() : try ResultCoder.encode(Rest(outcome: outcome, search: search, warnings: warnings))
    return PackedParts.joined([
      Data(sorted.map(\.key).joined(separator: "\n").utf8), words.withUnsafeBytes { Data($0) }, rest,
    ])
  }

  /// Nil if the bytes are not a summary.
  package init?(encoded: Data) {
    guard let parts = PackedParts.split(encoded), parts.count == 3 else { return nil }
    let names = Names.shared(listedIn: parts[0])
    guard parts[1].count == 8 * names.count else { return nil }
    var numbers: [String: Double] = Dictionary(minimumCapacity: names.count)
    parts[1].withUnsafeBytes { bytes in
      for (index, name) in names.enumerated() {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
        numbers[name] = Double(bitPattern: word)
      }
    }
    self.numbers = numbers
    (outcome, search, warnings) = (.finished, [], [])
    if parts[2].isEmpty { return }
    guard let rest = try? ResultCoder.decode(Rest.self, from: parts[2]) else { return nil }
    (outcome, search, warnings) = (rest.outcome, rest.search, rest.warnings)
  }
}

/// The names of numbers, each of which stands in memory once, since a hundred thousand runs have the same.
private enum Names {
  private struct Known {
    var names: [String: String] = [:]
    /// The list that was read last, and its names.
    var last: (list: Data, names: [String]) = (Data(), [])
  }

  private static let known = Mutex(Known())

  static func shared(_ numbers: [String: Double]) -> [String: Double] {
    known.withLock { known in
      Dictionary(
        numbers.map { name, value in
          if let shared = known.names[name] { return (shared, value) }
          known.names[name] = name
          return (name, value)
        }
      ) { first, _ in first }
    }
  }

  /// The names in a list with one a line.
  static func shared(listedIn list: Data) -> [String] {
    known.withLock { known in
      if known.last.list != list {
        known.last = (
          Data(list), list.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        )
      }
      return known.last.names
    }
  }
}
