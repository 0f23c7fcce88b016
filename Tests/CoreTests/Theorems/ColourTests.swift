import Foundation
import Testing

@testable import Errors
@testable import Numerics
@testable import Statistics
@testable import Theorems

@Suite("Coloured inputs")
struct ColourTests {
  @Test func `the form of two lags, by hand`() {
    // B = (2, 1.5): 2 · 4 + 1.5 · 9 + 2 · 1.5 · R(1) · 6, as the enumeration finds it.
    let form = ColourTheorem.form([2, 1.5], [1, 0.25], [2, 3])
    #expect(abs(form - (8 + 13.5 + 4.5)) < 1e-14)
    let found = DecompositionTheorem.enumerate(weights: [0.5, 1.5], residual: [2, 3], persistence: 0.25)
    #expect(abs(form - found.coloured) < 1e-14)
  }

  @Test func `autocovariances, by hand and by samples`() {
    #expect(ColouredInputs.autoregressive(0.5).autocovariance(length: 3) == [1, 0.5, 0.25])
    #expect(ColouredInputs.movingAverage([2, 1]).autocovariance(length: 3) == [1, 0.4, 0])
    for inputs in [ColouredInputs.autoregressive(-0.7), .movingAverage([1, -0.5, 0.25, 1])] {
      var generator = Generator(seed: 3)
      let sequence = inputs.sample(length: 200_000, from: &generator)
      for (lag, expected) in inputs.autocovariance(length: 5).enumerated() {
        let products = zip(sequence, sequence.dropFirst(lag)).map { $0 * $1 }
        #expect(abs(mean(products) - expected) < 0.02)
      }
    }
  }

  @Test func `the diagonal of an inverse, by hand`() {
    // The inverse of ((4, 2), (2, 3)) is ((3, -2), (-2, 4)) / 8.
    let diagonal = inverseDiagonal(of: [[4, 2], [2, 3]])
    #expect(abs(diagonal[0] - 0.375) < 1e-15 && abs(diagonal[1] - 0.5) < 1e-15)
  }

  @Test func `white inputs leave nothing to make up for`() {
    let profile = SensitivityProfile(weights: [0.5, 1, 1.5]).values
    for (value, expected) in zip(ColourTheorem.compensatedProfile(profile, [1, 0, 0]), profile) {
      #expect(abs(value - expected) < 1e-14)
    }
  }

  @Test func `a wrong form is caught by every check`() throws {
    let theorem = ColourTheorem(settings: try settings("colour(longest: 6, samples: 5000)"))
    let check = theorem.check { profile, autocovariance, residual in
      1.2 * ColourTheorem.form(profile.reversed(), autocovariance, residual)
    }
    #expect(check.verdict == .fails)
    for name in ["enumeration", "autoregressive", "moving average", "lag alone"] {
      #expect(check.verdict(of: name) != .holds)
    }
  }
}
