import Foundation
import Testing

@testable import Errors
@testable import Numerics
@testable import Statistics
@testable import Theorems

@Suite("The price of rescaling")
struct PriceTests {
  @Test func `the effective share of three steps, by hand`() {
    // Weights 0.5, 1, 1.5: 3² / (3 · 3.5).
    let share = SensitivityProfile(weights: RescaledError.weights(length: 3, power: 1)).effectiveSampleShare
    #expect(abs(share - 9 / 10.5) < 1e-15)
    #expect(PriceTheorem.effectiveShare(power: 0) == 1)
    #expect(PriceTheorem.effectiveShare(power: 1) == 0.75)
  }

  @Test func `one noisy step on two lags, by hand`() {
    // b = (1, ½), so what is left of the memory is (½ · 2, ¾ · 4); Σ_{t≥s} w_t² = (2, 1).
    var descent = NoisyDescent(memory: [2, 4])
    descent.steps = 1
    #expect(abs(descent.bias(weights: [1, 1]) - (1 + 9)) < 1e-14)
    #expect(abs(descent.variance(weights: [1, 1], budget: 2) - 0.0625 / 2 * 3) < 1e-15)
  }

  @Test func `a descent without noise leaves the bias`() {
    let descent = NoisyDescent(memory: [2, -1, 0.5, 3], noise: 0)
    let weights = RescaledError.weights(length: 4, power: 2)
    var generator = Generator(seed: 1)
    #expect(abs(descent.run(weights: weights, from: &generator) / descent.bias(weights: weights) - 1) < 1e-12)
  }

  /// At T/2 and the power 4: 25/9 (1 - 2^-9) / 2 over (1 - 2^-5)².
  @Test func `the relative variance at a lag is the limit of its sums`() {
    #expect(abs(PriceTheorem.relativeVariance(power: 4, lagShare: 0.5) - 1.4771) < 0.0001)
    for (power, share) in [(0.0, 0.3), (1, 0), (2, 0.25), (4, 0.5), (8, 0.9)] {
      let length = 20_000
      let first = Int(share * Double(length))
      let weights = RescaledError.weights(length: length, power: power)
      let profile = SensitivityProfile(weights: weights).values[first]
      let squares = SensitivityProfile(weights: weights.map { $0 * $0 }).values[first]
      let sums = squares / (profile * profile) * Double(length - first)
      #expect(abs(sums / PriceTheorem.relativeVariance(power: power, lagShare: share) - 1) < 0.002)
    }
    #expect(
      abs(PriceTheorem.relativeVariance(power: 4, lagShare: 0) * PriceTheorem.effectiveShare(power: 4) - 1) < 1e-12)
  }

  @Test func `a wrong share is caught`() throws {
    let theorem = PriceTheorem(settings: try settings("price(samples: 100, descents: 10, trials: 10)"))
    let check = theorem.check { 1 / ($0 + 1) }
    #expect(check.verdict(of: "effective samples") == .fails)
    #expect(check.verdict == .fails)
  }
}
