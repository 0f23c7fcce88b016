import Testing

@testable import Core

@Suite("Statistics")
struct BootstrapTests {
  @Test(arguments: [(5, 353...383), (40, 367...391)])
  func `the interval covers the true mean about as often as it says`(count: Int, expected: ClosedRange<Int>) {
    var generator = Generator(seed: 5)
    let covered = (0..<400).count { trial in
      let samples = (0..<count).map { _ in 1 + generator.gaussian() }
      let estimate = Estimate(bootstrapping: samples, resamples: 1000, seed: UInt64(trial))
      return estimate.lower <= 1 && 1 <= estimate.upper
    }
    #expect(expected.contains(covered))
  }

  @Test(arguments: [(1, 12.706_204_7), (4, 2.776_445_1), (99, 1.984_217)] as [(Int, Double)])
  func `Student quantiles have their tabulated values`(degreesOfFreedom: Int, expected: Double) {
    #expect(abs(studentQuantile(0.975, degreesOfFreedom: degreesOfFreedom) - expected) < 1e-5)
  }

  @Test func `the interval contains the mean and shifts with the samples`() {
    let samples = [1.0, 2, 4, 7, 11]
    let estimate = Estimate(bootstrapping: samples)
    #expect(estimate.value == 5)
    #expect(estimate.lower < 5 && 5 < estimate.upper)
    #expect(estimate.lower >= 1 && estimate.upper <= 11)
    #expect(estimate == Estimate(bootstrapping: samples))
    #expect(Estimate(bootstrapping: [3]) == Estimate(3, count: 1))
  }

  @Test(arguments: [
    ([-1, -2, -1.5], Verdict.holds), ([1, 2, 1.5], .fails), ([-1, 1, 0.2], .undecided), ([-5], .undecided),
  ])
  func `a verdict needs an interval on one side`(samples: [Double], expected: Verdict) {
    #expect(Verdict(Estimate(bootstrapping: samples), isBelow: 0) == expected)
  }
}
