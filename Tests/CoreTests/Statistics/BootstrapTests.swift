import Testing

@testable import Core

@Suite("Statistics")
struct BootstrapTests {
  @Test func `the interval covers the true mean as often as it says`() {
    var generator = Generator(seed: 5)
    var covered = 0
    for trial in 0..<300 {
      let samples = (0..<40).map { _ in 1 + generator.gaussian() }
      let estimate = Estimate(bootstrapping: samples, resamples: 500, seed: UInt64(trial))
      if estimate.lower <= 1, 1 <= estimate.upper { covered += 1 }
    }
    #expect((270...295).contains(covered))
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
