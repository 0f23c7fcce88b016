/// The interval of Student for pairs, and of Welch for samples without pairs.
package struct StudentTest: StatisticalTest {
  package static let name = "student"
  package static let summary = "takes the interval of a normal mean of unknown variance; Welch's without pairs"

  package var level: Double

  package init(settings: Settings) { level = settings.level() }

  package func estimate(_ samples: [Double]) -> Estimate {
    interval(
      around: mean(samples), error: standardError(samples), freedom: Double(samples.count - 1), count: samples.count)
  }

  /// With the degrees of freedom ν = (a + b)² / (a²/(m - 1) + b²/(n - 1)), where a and b are the squared standard errors.
  package func estimate(_ left: [Double], less right: [Double]) -> Estimate {
    let (a, b) = (pow2(standardError(left)), pow2(standardError(right)))
    let freedom = pow2(a + b) / (pow2(a) / Double(left.count - 1) + pow2(b) / Double(right.count - 1))
    return interval(
      around: mean(left) - mean(right), error: (a + b).squareRoot(), freedom: freedom,
      count: min(left.count, right.count))
  }

  private func interval(around value: Double, error: Double, freedom: Double, count: Int) -> Estimate {
    guard error > 0, freedom >= 1 else { return Estimate(value, count: count) }
    let reach = error * studentQuantile((1 + level) / 2, degreesOfFreedom: Int(min(freedom, 1e6)))
    return Estimate(value, lower: value - reach, upper: value + reach, count: count)
  }

  private func pow2(_ x: Double) -> Double { x * x }
}

/// The square root of the unbiased variance; NaN of fewer than 2 samples.
package func standardDeviation(_ samples: [Double]) -> Double {
  guard samples.count > 1 else { return .nan }
  let centre = mean(samples)
  return (samples.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(samples.count - 1)).squareRoot()
}

/// The standard deviation of the mean; NaN of fewer than 2 samples.
package func standardError(_ samples: [Double]) -> Double {
  standardDeviation(samples) / Double(samples.count).squareRoot()
}
