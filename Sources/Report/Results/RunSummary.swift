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
    var warnings: [String]
  }

  package func encoded() throws -> Data {
    let sorted = numbers.sorted { $0.key < $1.key }
    let words = sorted.map(\.value.bitPattern.littleEndian)
    let trials = search.flatMap { [$0.rate.bitPattern, $0.value == nil ? 0 : 1, ($0.value ?? 0).bitPattern] }
    let isPlain = outcome == .finished && warnings.isEmpty
    let rest = isPlain ? Data() : try ResultCoder.encode(Rest(outcome: outcome, warnings: warnings))
    return PackedParts.joined([
      Data(sorted.map(\.key).joined(separator: "\n").utf8), words.withUnsafeBytes { Data($0) },
      trials.map(\.littleEndian).withUnsafeBytes { Data($0) }, rest,
    ])
  }

  /// Nil if the bytes are not a summary.
  package init?(encoded: Data) {
    guard let parts = PackedParts.split(encoded), parts.count == 4 else { return nil }
    let names = Names.shared(listedIn: parts[0])
    guard parts[1].count == 8 * names.count, parts[2].count.isMultiple(of: 24) else { return nil }
    var numbers: [String: Double] = Dictionary(minimumCapacity: names.count)
    for (name, word) in zip(names, Self.words(in: parts[1])) { numbers[name] = Double(bitPattern: word) }
    self.numbers = numbers
    let words = Self.words(in: parts[2])
    guard let trial = Self.trial else { return nil }
    search = stride(from: 0, to: words.count, by: 3).map { place in
      var trial = trial
      trial.rate = Double(bitPattern: words[place])
      trial.value = words[place + 1] == 0 ? nil : Double(bitPattern: words[place + 2])
      return trial
    }
    (outcome, warnings) = (.finished, [])
    if parts[3].isEmpty { return }
    guard let rest = try? ResultCoder.decode(Rest.self, from: parts[3]) else { return nil }
    (outcome, warnings) = (rest.outcome, rest.warnings)
  }

  /// A trial to change into others, since only a coder makes one from nothing here.
  private static let trial = try? ResultCoder.decode(SearchTrial.self, from: Data(#"{"rate": 0}"#.utf8))

  /// The numbers of eight bytes in some bytes.
  private static func words(in data: Data) -> [UInt64] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { index in
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
      }
    }
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
