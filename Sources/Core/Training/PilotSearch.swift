import Foundation
import Numerics
import Synchronization

/// The trials of a search by pilot seeds, which all runs of a cell share: each trial is made once in a process.
///
/// Whoever needs the result makes trials that nobody has begun, and then waits for those that others are making.
final class PilotSearch: Sendable {
  /// One rate from one pilot seed.
  struct Trial: Sendable {
    let rate: Int
    let pilot: Int
  }

  private enum Progress { case open, begun, done(Double?) }

  private static let known = Mutex<[String: PilotSearch]>([:])

  /// The search of all runs with the settings of `run`.
  static func of(_ run: TrainingRun, _ search: LearningRateSearch) -> PilotSearch {
    known.withLock { known in
      if let search = known[run.identity] { return search }
      let shared = PilotSearch(search)
      known[run.identity] = shared
      return shared
    }
  }

  private let rates: [Double]
  private let pilots: Int
  private let trials: Mutex<[Progress]>

  private init(_ search: LearningRateSearch) {
    (rates, pilots) = (search.rates, search.pilots.count)
    trials = Mutex(Array(repeating: .open, count: search.rates.count * search.pilots.count))
  }

  /// Makes what is to be made by `make`, the metric of a trial or nil where it diverged, and returns the mean of each rate.
  ///
  /// - Throws: what `make` throws, and `CancellationError` once `shouldStop` while waiting for others.
  func searched(shouldStop: () -> Bool, make: (Trial) throws -> Double?) throws -> [SearchTrial] {
    while let index = begin() {
      do {
        let value = try make(Trial(rate: index / pilots, pilot: index % pilots))
        trials.withLock { $0[index] = .done(value) }
      } catch {
        trials.withLock { $0[index] = .open }
        throw error
      }
    }
    while true {
      if let result { return result }
      if shouldStop() { throw CancellationError() }
      // A trial that was given up is open again.
      if trials.withLock({ $0.contains { if case .open = $0 { true } else { false } } }) {
        return try searched(shouldStop: shouldStop, make: make)
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// A trial that nobody has begun, which now has begun; nil if there is none.
  private func begin() -> Int? {
    trials.withLock { trials in
      guard let index = trials.firstIndex(where: { if case .open = $0 { true } else { false } }) else { return nil }
      trials[index] = .begun
      return index
    }
  }

  /// The geometric mean over the pilots, nil for a rate with which one diverged; nil while a trial is not done.
  private var result: [SearchTrial]? {
    let values = trials.withLock { trials in
      trials.map { progress -> Double?? in if case .done(let value) = progress { value } else { nil } }
    }
    guard values.allSatisfy({ $0 != nil }) else { return nil }
    return rates.indices.map { rate in
      let own = (0..<pilots).map { values[rate * pilots + $0] ?? nil }
      let logarithms = own.compactMap { $0.map { log(max($0, Double.leastNormalMagnitude)) } }
      let isWhole = logarithms.count == pilots
      return SearchTrial(
        rate: rates[rate], value: isWhole ? exp(logarithms.reduce(0, +) / Double(pilots)) : nil)
    }
  }
}
