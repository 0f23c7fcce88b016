import Settings

/// How the error of a mean is found from samples, and with it intervals and verdicts.
///
/// Nothing here has a default. The coverage is read with `settings.level()`.
package protocol StatisticalTest: Catalogued, Sendable {
  /// Coverage of its intervals.
  var level: Double { get set }
  /// The mean over seeds and cells of `samples`, `[seed][cell]`: differences or log-ratios of pairs that ran from the same seeds.
  func mean(of samples: [[Double]]) -> InferredMean
  /// The mean of `left` less the mean of `right`, for samples that have no pairs.
  func mean(of left: [Double], less right: [Double]) -> InferredMean
}

extension StatisticalTest {
  /// The mean of one sample a seed with its interval.
  package func estimate(_ samples: [Double]) -> Estimate { mean(of: samples.map { [$0] }).interval(level: level) }

  /// The mean of `left` less the mean of `right` with its interval, for samples that have no pairs.
  package func estimate(_ left: [Double], less right: [Double]) -> Estimate {
    mean(of: left, less: right).interval(level: level)
  }
}

extension Catalogue where Element == any StatisticalTest {
  /// Every test, one line each.
  package static let tests = Catalogue(
    "test",
    [
      Entry(BootstrapTest.self) { $0 },
      Entry(StudentTest.self) { $0 },
    ])
}

extension Settings {
  /// Reads the coverage of an interval.
  package func level() -> Double { number("level", default: 0.95, .openRange(0, 1), help: "coverage of the interval") }
}
