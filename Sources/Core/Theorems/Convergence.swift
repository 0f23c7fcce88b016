import Foundation
import Statistics

/// An error against the length, for each of several powers.
struct Convergence {
  let lengths: [Double]
  let errors: [[Double]]

  init(lengths: [Int], powers: [Double], error: (Int, Double) -> Double) {
    self.lengths = lengths.map(Double.init)
    errors = powers.map { power in lengths.map { error($0, power) } }
  }

  /// Slopes of log error against log length.
  var rates: [Double] { errors.map { leastSquaresSlope(lengths.map(log), $0.map(log)) } }

  /// Their mean, with the least and the greatest.
  var rate: Estimate {
    Estimate(
      rates.reduce(0, +) / Double(rates.count), lower: rates.min(), upper: rates.max(),
      count: rates.count * lengths.count)
  }

  /// The largest error over the powers.
  var worst: Series { Series(x: lengths, y: lengths.indices.map { index in errors.map { $0[index] }.max() ?? 0 }) }

  func evidence(_ name: String, _ summary: String) -> TheoremCheck.Evidence {
    let converges = rates.allSatisfy { (-1.1 ... -0.9).contains($0) }
    return TheoremCheck.Evidence(
      name: name, summary: summary, verdict: converges ? .holds : .fails,
      quantity: "slope of log error against log length, with its range over powers", estimate: rate,
      allowed: "from -1.1 to -0.9",
      bounds: AllowedRange(lower: -1.1, upper: -0.9))
  }
}
