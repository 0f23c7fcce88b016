import Foundation
import Testing

@testable import Numerics
@testable import Settings
@testable import Statistics

@Suite("Intervals and p-values")
struct InferenceTests {
  @Test(
    arguments: [(1, 12.706_204_736), (4, 2.776_445_105), (5.882, 2.458_860), (99, 1.984_216_952)] as [(Double, Double)])
  func `Student quantiles have their tabulated values`(degreesOfFreedom: Double, expected: Double) {
    #expect(abs(studentQuantile(0.975, degreesOfFreedom: degreesOfFreedom) - expected) < 2e-5)
  }

  /// t = tan(π (p - ½)) of 1 degree of freedom, and (2p - 1) √(2 / (1 - (2p - 1)²)) of 2.
  @Test(arguments: [0.5, 0.6, 0.9, 0.975, 0.9995, 0.999_999])
  func `Student quantiles have their closed forms and undo the probability`(share: Double) {
    let inside = 2 * share - 1
    let forms = [tan(.pi * (share - 0.5)), inside * (2 / (1 - inside * inside)).squareRoot()]
    for (index, expected) in forms.enumerated() {
      let freedom = Double(index + 1)
      let quantile = studentQuantile(share, degreesOfFreedom: freedom)
      #expect(abs(quantile - expected) <= 1e-9 * expected)
      #expect(abs(studentProbability(below: quantile, degreesOfFreedom: freedom) - share) < 1e-12)
      #expect(abs(studentProbability(below: -quantile, degreesOfFreedom: freedom) - (1 - share)) < 1e-12)
    }
  }

  @Test func `of many degrees of freedom a Student quantile is a normal one`() {
    #expect(abs(studentQuantile(0.975, degreesOfFreedom: 1e8) - 1.959_963_985) < 1e-6)
    #expect(abs(normalQuantile(0.975) - 1.959_963_985) < 1e-8)
  }

  /// Three cells of four seeds: variances 5/3, 20/3 and 0, so SE² = (25/3)/(4·9) and ν = 3·(25/3)²/(25/9 + 400/9) = 4.41.
  @Test func `variances of cells are pooled by Satterthwaite`() throws {
    let samples: [[Double]] = [[1, 2, 7], [2, 4, 7], [3, 6, 7], [4, 8, 7]]
    let mean = try Catalogue.tests.make("student").mean(of: samples)
    guard case .student(let error, let freedom) = mean.spread else {
      Issue.record("not a Student spread")
      return
    }
    #expect(abs(mean.value - (2.5 + 5 + 7) / 3) < 1e-12)
    #expect(abs(error * error - 25.0 / 3 / 36) < 1e-12)
    #expect(abs(freedom - 3 * 625.0 / 9 / (425.0 / 9)) < 1e-12)
    // By the means of the seeds, 10/3, 13/3, 16/3 and 19/3.
    let bySeed = try Catalogue.tests.make("student(variance: by-seed)").mean(of: samples)
    guard case .student(let own, 3) = bySeed.spread else {
      Issue.record("not three degrees of freedom")
      return
    }
    #expect(abs(own - (5.0 / 3 / 4).squareRoot()) < 1e-12)
  }

  @Test func `an interval excludes just what its p-value rejects`() throws {
    for entry in Catalogue.tests.entries {
      let mean = entry.make(Settings(owner: entry.name, arguments: [])).mean(of: [[0.2], [0.9], [0.4], [1.4], [0.6]])
      for bound in stride(from: -0.5, to: 2, by: 0.05) {
        let p = mean.probability(is: bound)
        for level in [0.5, 0.9, 0.99] where abs(p - (1 - level)) > 0.02 {
          let interval = mean.interval(level: level)
          #expect(
            (p <= 1 - level) == (bound < interval.lower || bound > interval.upper), "\(entry.name) \(bound) \(level)")
        }
      }
    }
  }

  @Test func `equivalence needs the interval of twice the error within the margin`() throws {
    let mean = try Catalogue.tests.make("student").mean(of: [[0.01], [-0.02], [0.03], [0.0], [-0.01]])
    let interval = mean.interval(level: 0.9)
    let reach = max(abs(interval.lower), abs(interval.upper))
    #expect(mean.probability(isOutside: -reach * 1.001...reach * 1.001) < 0.05)
    #expect(mean.probability(isOutside: -reach * 0.999...reach * 0.999) > 0.05)
  }

  /// Holm rejects 0.01 ≤ 0.05/4 and 0.013 ≤ 0.05/3, not 0.04 > 0.05/2; Benjamini and Hochberg take 0.04 ≤ 0.05 · 4/4 too.
  @Test(arguments: [
    (Correction.bonferroni, [true, false, false, false]), (.holm, [true, true, false, false]),
    (.falseDiscovery, [true, true, true, true]), (.none, [true, true, true, true]),
  ])
  func `corrections decide as published`(correction: Correction, expected: [Bool]) {
    let decisions = correction.decisions([0.01, 0.013, 0.04, 0.03], level: 0.95)
    #expect(decisions.map(\.isRejected) == expected)
    let untested = correction.decisions([0.01, .nan], level: 0.95)
    #expect(untested == [JointDecision(isRejected: true, level: 0.95), JointDecision(isRejected: false, level: 0.95)])
    #expect(correction.decisions([], level: 0.95).isEmpty)
  }

  @Test(arguments: Correction.allCases)
  func `a decision is that of the interval at its level`(correction: Correction) {
    var generator = Generator(seed: 3)
    for _ in 0..<200 {
      let probabilities = (0..<6).map { _ in generator.uniform() * generator.uniform() * 0.2 }
      for (p, decision) in zip(probabilities, correction.decisions(probabilities, level: 0.95)) {
        #expect(decision.isRejected == (p <= 1 - decision.level))
      }
    }
  }

  /// Of six true hypotheses Holm rejects any in about 5 % of all cases, single tests in about 26 %.
  @Test func `Holm keeps the chance of any false verdict`() throws {
    let test = try Catalogue.tests.make("student")
    var generator = Generator(seed: 11)
    var (joint, single) = (0, 0)
    for _ in 0..<400 {
      let probabilities = (0..<6).map { _ in
        test.mean(of: (0..<6).map { _ in [generator.gaussian()] }).probability(is: 0)
      }
      if Correction.holm.decisions(probabilities, level: 0.95).contains(where: \.isRejected) { joint += 1 }
      if Correction.none.decisions(probabilities, level: 0.95).contains(where: \.isRejected) { single += 1 }
    }
    #expect((8...35).contains(joint) && (75...135).contains(single), "\(joint) \(single)")
  }

  /// (1.96 + 0.84)² (σ/d)² = 31.4 for d = σ/2, and two more for the tails of Student.
  @Test func `the seeds that would decide follow the known formula`() throws {
    #expect(plannedSeeds(distance: 0.5, deviation: 1, level: 0.95, power: 0.8) == 34)
    #expect(plannedSeeds(distance: 0, deviation: 1, level: 0.95, power: 0.8) == nil)
    let samples = (0..<10).map { [0.5 + ($0 < 5 ? 1 : -1) * (0.9).squareRoot()] }
    let mean = try Catalogue.tests.make("student").mean(of: samples)
    #expect(mean.seedsToDecide(against: 0, level: 0.95) == 34)
  }

  /// Null claims keep their level on average over data, and an effect that is there does not change what is measured.
  @Test(arguments: [0, 3.0])
  func `a calibration finds the level, whatever the effect`(effect: Double) throws {
    var generator = Generator(seed: 21)
    let test = try Catalogue.tests.make("student")
    let results = (0..<60).map { round in
      let statements = (0..<4).map { index in
        let samples = (0..<12).map { _ in (0..<5).map { _ in effect + generator.gaussian() } }
        return Calibration.Statement(samples: samples, test: test, level: 0.95, isJoint: index > 0)
      }
      return Calibration(of: statements, replicates: 100, seed: UInt64(round))
    }
    let coverage = mean(results.flatMap(\.coverages))
    #expect((0.92...0.98).contains(coverage), "\(coverage)")
    let (joint, alone) = (mean(results.map(\.familywiseErrorRate)), mean(results.map(\.falseVerdicts)))
    #expect((0.02...0.1).contains(joint) && (0.02...0.1).contains(alone), "\(joint) \(alone)")
  }
}
