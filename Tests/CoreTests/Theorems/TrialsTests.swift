import Testing

@testable import Numerics
@testable import Statistics
@testable import Theorems

@Suite("Trials and sample means")
struct TrialsTests {
  private func trials(held: Int, of count: Int) -> Trials {
    var trials = Trials()
    for index in 0..<count { trials.record(index < held) }
    return trials
  }

  @Test func `the interval is that of Clopper and Pearson`() {
    // With nothing but successes the lower end solves p^n = 0.005.
    #expect(abs(trials(held: 2, of: 2).share.lower - 0.005.squareRoot()) < 1e-12)
    #expect(trials(held: 2, of: 2).share.upper == 1)
    // With one success in two: (1-p)² = 0.995 below, p² = 0.995 above.
    let half = trials(held: 1, of: 2).share
    #expect(abs(half.lower - (1 - 0.995.squareRoot())) < 1e-12)
    #expect(abs(half.upper - 0.995.squareRoot()) < 1e-12)
    #expect(half.value == 0.5)
    #expect(trials(held: 0, of: 5).share.lower == 0)
  }

  @Test func `binomial probabilities add up`() {
    let five = trials(held: 0, of: 5)
    #expect(abs(five.probability(atMost: 5, chance: 0.3) - 1) < 1e-14)
    #expect(abs(five.probability(atMost: 1, chance: 0.5) - 6.0 / 32) < 1e-15)
    #expect(five.probability(atMost: -1, chance: 0.5) == 0)
  }

  @Test func `the mean and its standard error`() {
    var mean = SampleMean()
    for sample in [1.0, 2, 3, 6] { mean.add(sample) }
    #expect(mean.value == 3)
    // Σ (x - 3)² = 14, over 4 · 3.
    #expect(abs(mean.standardError - (14.0 / 12).squareRoot()) < 1e-15)
    let margin = 2.5758293035489004 * (14.0 / 12).squareRoot()
    #expect(abs(mean.estimate.lower - (3 - margin)) < 1e-14)
    #expect(abs(mean.estimate.upper - (3 + margin)) < 1e-14)
  }

  @Test func `the slope of a line is found`() {
    #expect(abs(leastSquaresSlope([0, 1, 4], [3, 1, -5]) + 2) < 1e-15)
  }

  @Test(arguments: WeightFamily.allCases)
  func `random weights are positive with mean 1`(family: WeightFamily) {
    var generator = Generator(seed: 3)
    let weights = family.weights(length: 40, using: &generator)
    #expect(weights.allSatisfy { $0 > 0 && $0.isFinite })
    #expect(abs(weights.reduce(0, +) - 40) < 1e-12)
  }
}
