import Foundation
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

  /// t = tan(π (p - ½)) of 1 degree of freedom, and (2p - 1) √(2 / (1 - (2p - 1)²)) of 2.
  @Test(arguments: [0.5, 0.6, 0.9, 0.975, 0.9995, 0.999_999])
  func `Student quantiles have their closed forms`(share: Double) {
    let inside = 2 * share - 1
    let forms = [tan(.pi * (share - 0.5)), inside * (2 / (1 - inside * inside)).squareRoot()]
    for (index, expected) in forms.enumerated() {
      #expect(abs(studentQuantile(share, degreesOfFreedom: index + 1) - expected) <= 1e-9 * expected)
    }
  }

  @Test func `of many degrees of freedom a Student quantile is a normal one`() {
    #expect(abs(studentQuantile(0.975, degreesOfFreedom: 1_000_000) - 1.959_964) < 1e-5)
  }

  @Test func `an estimate is remembered by its samples, from one memory to another`() {
    let (first, second) = (EstimateMemory(), EstimateMemory())
    let questions = [
      EstimateMemory.Question([1, 2], level: 0.9, resamples: 10, seed: 1),
      EstimateMemory.Question([1, 2], less: [], level: 0.9, resamples: 10, seed: 1),
      EstimateMemory.Question([1], less: [2], level: 0.9, resamples: 10, seed: 1),
      EstimateMemory.Question([1, .nan], level: 0.8, resamples: 10, seed: 1),
    ]
    let estimates = questions.indices.map { Estimate(Double($0), lower: -1, upper: 9, count: $0) }
    for (question, estimate) in zip(questions, estimates) { #expect(first.answer(question) { estimate } == estimate) }
    #expect(first.isChanged)
    let encoded = first.encoded()
    second.take(encoded: encoded.dropLast())
    second.take(encoded: Data([1, 2, 3]))
    #expect(second.answer(questions[0]) { Estimate(7, count: 7) }.value == 7)
    let third = EstimateMemory()
    third.take(encoded: encoded)
    for (question, estimate) in zip(questions, estimates) {
      #expect(third.answer(question) { Estimate(.nan, count: 0) } == estimate)
    }
    #expect(!third.isChanged)
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
