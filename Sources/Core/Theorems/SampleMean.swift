import Settings
import Statistics

/// The mean of samples as they come, with its standard error (Welford 1962).
struct SampleMean {
  private(set) var count = 0
  private(set) var value = 0.0
  private var squares = 0.0

  mutating func add(_ sample: Double) {
    count += 1
    let change = sample - value
    value += change / Double(count)
    squares += change * (sample - value)
  }

  /// √(Σ (x - mean)² / (n (n-1))).
  var standardError: Double {
    count > 1 ? (squares / (Double(count) * Double(count - 1))).squareRoot() : .infinity
  }

  /// The mean ± 2.58 standard errors.
  var estimate: Estimate {
    let margin = Trials.normalQuantile * standardError
    return Estimate(value, lower: value - margin, upper: value + margin, count: count)
  }
}

extension TheoremCheck.Evidence {
  /// The statement holds when the interval of a ratio contains 1; a wide interval decides nothing.
  static func samplingRatio(
    _ name: String, _ summary: String, isControl: Bool = false, _ mean: SampleMean, of quantity: String,
    margin: Double = 0.02
  ) -> Self {
    let estimate = mean.estimate
    let narrow = estimate.upper - estimate.lower <= 2 * margin * estimate.value
    let covers = estimate.lower <= 1 && 1 <= estimate.upper
    return Self(
      name: name, summary: summary, isControl: isControl, verdict: narrow ? covers ? .holds : .fails : .undecided,
      quantity: quantity, estimate: estimate,
      allowed: "an interval of at most ±\(Value.text(of: 100 * margin))% that contains 1",
      bounds: AllowedRange(lower: 1, upper: 1))
  }
}
