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

/// The slope of the least-squares line through the points, Σ (x - x̄)(y - ȳ) / Σ (x - x̄)².
func leastSquaresSlope(_ x: [Double], _ y: [Double]) -> Double {
  let meanX = x.reduce(0, +) / Double(x.count)
  let meanY = y.reduce(0, +) / Double(y.count)
  let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
  return products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
}
