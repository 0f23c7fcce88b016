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
