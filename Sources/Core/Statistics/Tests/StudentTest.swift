import Settings

/// The interval of Student for pairs, with the variances of a grid's cells pooled, and of Welch for samples without pairs.
package struct StudentTest: StatisticalTest {
  package static let name = "student"
  package static let summary =
    "takes the interval of a normal mean of unknown variance; pools the variances of cells, and is Welch's without pairs"

  /// What the variance of a mean over cells is estimated from.
  private enum Variance: String, CaseIterable {
    /// From the variances of the cells over the seeds; right where cells are independent given the seed.
    case byCell = "by-cell"
    /// From the means of each seed over the cells; right however cells depend on each other, with few degrees of freedom.
    case bySeed = "by-seed"
  }

  package var level: Double
  private let variance: Variance

  package init(settings: Settings) {
    level = settings.level()
    variance = settings.choice(
      "variance", default: .byCell,
      help: "whether the variance of a mean over cells is pooled from the cells or taken from the means of the seeds")
  }

  /// Pooled over cells, SE² = Σ s_c² / (n C²) with Satterthwaite's ν = (n - 1)(Σ s_c²)² / Σ s_c⁴.
  package func mean(of samples: [[Double]]) -> InferredMean {
    let count = samples.count
    let cells = variance == .byCell ? samples.first?.count ?? 0 : 1
    let columns = (0..<cells).map { cell in
      samples.map { variance == .byCell ? $0[cell] : Statistics.mean($0) }
    }
    let value = Statistics.mean(columns.map(Statistics.mean))
    guard count > 1 else { return InferredMean(value, spread: .unknown, count: count) }
    let variances = columns.map { pow2(standardDeviation($0)) }
    let (sum, squares) = (variances.reduce(0, +), variances.reduce(0) { $0 + $1 * $1 })
    let error = (sum / Double(count)).squareRoot() / Double(cells)
    let freedom = squares > 0 && cells > 1 ? Double(count - 1) * sum * sum / squares : Double(count - 1)
    return InferredMean(value, spread: .student(error: error, degreesOfFreedom: freedom), count: count)
  }

  /// With the degrees of freedom ν = (a + b)² / (a²/(m - 1) + b²/(n - 1)), where a and b are the squared standard errors.
  package func mean(of left: [Double], less right: [Double]) -> InferredMean {
    let value = Statistics.mean(left) - Statistics.mean(right)
    let count = min(left.count, right.count)
    guard count > 1 else { return InferredMean(value, spread: .unknown, count: count) }
    let (a, b) = (pow2(standardError(left)), pow2(standardError(right)))
    let freedom = pow2(a + b) / (pow2(a) / Double(left.count - 1) + pow2(b) / Double(right.count - 1))
    return InferredMean(
      value, spread: .student(error: (a + b).squareRoot(), degreesOfFreedom: freedom.isFinite ? freedom : 1),
      count: count)
  }

  private func pow2(_ x: Double) -> Double { x * x }
}

extension Estimate {
  /// The mean of `samples`, one for each seed, with its Student interval of coverage `level`.
  ///
  /// Give differences or log-ratios of pairs to compare two things that ran from the same seeds. Of one sample the interval is
  /// the sample.
  package init(mean samples: [Double], level: Double = 0.95) {
    var test = StudentTest(settings: Settings(owner: StudentTest.name, arguments: []))
    test.level = level
    self = test.estimate(samples)
  }
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
