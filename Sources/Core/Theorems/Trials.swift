import Foundation
import Settings
import Statistics

/// How often a statement held in independent trials.
struct Trials: Equatable {
  private(set) var held = 0
  private(set) var count = 0

  /// One standard normal quantile for every interval of a theorem: 99 per cent lie within ±2.58.
  static let normalQuantile = 2.5758293035489004
  private static let tail = 0.005
  /// The confidence of one end of such an interval taken alone.
  static let confidence = 1 - tail

  mutating func record(_ holds: Bool) {
    held += holds ? 1 : 0
    count += 1
  }

  /// The share of trials that did not hold.
  var failureShare: Double { Double(count - held) / Double(max(count, 1)) }

  /// The share of trials that held, with its exact interval at 99 per cent (Clopper and Pearson 1934).
  var share: Estimate {
    guard count > 0 else { return Estimate(0, lower: 0, upper: 1, count: 0) }
    let lower = held == 0 ? 0 : root { 1 - self.probability(atMost: self.held - 1, chance: $0) - Trials.tail }
    let upper = held == count ? 1 : root { Trials.tail - self.probability(atMost: self.held, chance: $0) }
    return Estimate(Double(held) / Double(count), lower: lower, upper: upper, count: count)
  }

  /// P(X ≤ k) = Σ_{i≤k} C(n, i) p^i (1-p)^{n-i} for n = `count` and p = `chance` in (0, 1).
  func probability(atMost most: Int, chance: Double) -> Double {
    var logTerm = Double(count) * log1p(-chance)
    let logOdds = log(chance) - log1p(-chance)
    var sum = exp(logTerm)
    for successes in 0..<max(most, 0) {
      logTerm += log(Double(count - successes) / Double(successes + 1)) + logOdds
      sum += exp(logTerm)
    }
    return most < 0 ? 0 : min(sum, 1)
  }

  /// Where `rising` crosses zero on (0, 1), by bisection.
  private func root(of rising: (Double) -> Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<48 {
      let middle = (low + high) / 2
      if rising(middle) < 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

extension TheoremCheck.Evidence {
  /// The statement holds when it held in every trial.
  static func everyTrial(_ name: String, _ summary: String, isControl: Bool = false, _ trials: Trials) -> Self {
    Self(
      name: name, summary: summary, isControl: isControl,
      verdict: trials.count == 0 ? .undecided : trials.held == trials.count ? .holds : .fails,
      quantity: "share of trials in which it holds", estimate: trials.share, allowed: "1, every trial",
      bounds: AllowedRange(lower: 1, upper: 1))
  }

  /// The statement holds when no difference exceeds `tolerance`.
  static func agreement(
    _ name: String, _ summary: String, isControl: Bool = false, differences: [Double], tolerance: Double,
    of quantity: String = "largest relative difference"
  ) -> Self {
    let largest = differences.max() ?? .infinity
    return Self(
      name: name, summary: summary, isControl: isControl, verdict: largest <= tolerance ? .holds : .fails,
      quantity: quantity, estimate: Estimate(largest, count: differences.count),
      allowed: "at most \(Value.text(of: tolerance))", bounds: AllowedRange(upper: tolerance))
  }
}
