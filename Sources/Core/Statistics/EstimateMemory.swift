import Foundation
import Synchronization

/// Bootstrap estimates by the samples that they rest on, so that none is made twice.
///
/// An estimate follows from its samples, level, number of resamples and seed alone, so it may be kept from one process to the
/// next by `encoded`.
package final class EstimateMemory: Sendable {
  package static let shared = EstimateMemory()

  struct Question: Hashable, Sendable {
    /// Bits of the samples, those of the second set behind the first.
    var samples: [UInt64]
    /// How many samples the first of two sets has, nil where there is one.
    var split: Int?
    var level: UInt64
    var resamples: Int
    var seed: UInt64

    init(_ samples: [Double], less others: [Double]? = nil, level: Double, resamples: Int, seed: UInt64) {
      self.samples = (samples + (others ?? [])).map(\.bitPattern)
      split = others == nil ? nil : samples.count
      (self.level, self.resamples, self.seed) = (level.bitPattern, resamples, seed)
    }

    fileprivate init(samples: [UInt64], split: Int?, level: UInt64, resamples: Int, seed: UInt64) {
      (self.samples, self.split, self.level, self.resamples, self.seed) = (samples, split, level, resamples, seed)
    }
  }

  private struct State {
    var answers: [Question: Estimate] = [:]
    /// Those that were asked for in this process.
    var asked: Set<Question> = []
    var isChanged = false

    mutating func recall(_ question: Question) -> Estimate? {
      guard let known = answers[question] else { return nil }
      asked.insert(question)
      return known
    }

    mutating func remember(_ estimate: Estimate, _ question: Question) {
      answers[question] = estimate
      asked.insert(question)
      isChanged = true
    }
  }

  private let state = Mutex(State())

  func answer(_ question: Question, make: () -> Estimate) -> Estimate {
    if let known = state.withLock({ $0.recall(question) }) { return known }
    let made = make()
    state.withLock { $0.remember(made, question) }
    return made
  }

  /// Takes over what `encoded` gave; bytes that it did not give change nothing.
  package func take(encoded: Data) {
    let words = encoded.withUnsafeBytes { bytes in
      stride(from: 0, through: bytes.count - 8, by: 8).map { place in
        bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      }
    }
    var answers: [Question: Estimate] = [:]
    var place = 0
    while words.count - place >= Self.fixedWords {
      let start = place + Self.fixedWords
      guard let total = Int(exactly: words[place]), total <= words.count - start,
        let resamples = Int(exactly: words[place + 3]), let count = Int(exactly: words[place + 8])
      else { return }
      let question = Question(
        samples: Array(words[start..<start + total]), split: Int(exactly: words[place + 1]), level: words[place + 2],
        resamples: resamples, seed: words[place + 4])
      let numbers = words[place + 5..<place + 8].map(Double.init(bitPattern:))
      answers[question] = Estimate(numbers[0], lower: numbers[1], upper: numbers[2], count: count)
      place = start + total
    }
    guard place == words.count else { return }
    state.withLock { $0.answers.merge(answers) { own, _ in own } }
  }

  /// Whether estimates were made since the last call of `encoded`.
  package var isChanged: Bool { state.withLock { $0.isChanged } }

  /// Every estimate that was asked for.
  package func encoded() -> Data {
    let words = state.withLock { state in
      state.isChanged = false
      return state.asked.flatMap { question -> [UInt64] in
        guard let estimate = state.answers[question] else { return [] }
        let split = question.split.map(UInt64.init) ?? .max
        return [UInt64(question.samples.count), split, question.level, UInt64(question.resamples)]
          + [question.seed, estimate.value.bitPattern, estimate.lower.bitPattern, estimate.upper.bitPattern]
          + [UInt64(estimate.count)] + question.samples
      }
    }
    return words.withUnsafeBytes { Data($0) }
  }

  /// Words of an estimate beside its samples.
  private static let fixedWords = 9
}
