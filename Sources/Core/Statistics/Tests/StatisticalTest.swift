/// How an interval is made from samples, and with it a verdict.
package protocol StatisticalTest: Catalogued, Sendable {
  /// Coverage of the interval.
  var level: Double { get set }
  /// The mean of `samples` with its interval: differences or log-ratios of pairs that ran from the same seeds.
  func estimate(_ samples: [Double]) -> Estimate
  /// The mean of `left` less the mean of `right` with its interval, for samples that have no pairs.
  func estimate(_ left: [Double], less right: [Double]) -> Estimate
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
  func level() -> Double { number("level", default: 0.95, .openRange(0, 1), help: "coverage of the interval") }
}
