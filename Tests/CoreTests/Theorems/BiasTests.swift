import Foundation
import Testing

@testable import Errors
@testable import Statistics
@testable import Theorems

@Suite("The bias of positive weights")
struct BiasTests {
  @Test func `the sensitivity of two steps, by hand`() {
    // σ² = 4, 25: with q = 1 the terms are 0.5/2 and 1.5/5.
    let values = BiasTheorem.sensitivity(weights: [0.5, 1.5], residual: [2, 21.0.squareRoot()], exponent: 1)
    #expect(abs(values[0] - 0.55) < 1e-15)
    #expect(abs(values[1] - 0.3) < 1e-15)
  }

  @Test func `the error of two steps, by hand`() {
    // E|z| = √(2/π) and E z⁴ = 3.
    let absolute = BiasTheorem.error(weights: [0.5, 1.5], squares: [4, 21], exponent: 1)
    #expect(abs(absolute - (2 / Double.pi).squareRoot() * (0.5 * 2 + 1.5 * 5) / 2) < 1e-14)
    let fourth = BiasTheorem.error(weights: [0.5, 1.5], squares: [4, 21], exponent: 4)
    #expect(abs(fourth - 3 * (0.5 * 16 + 1.5 * 625) / 2) < 1e-10)
  }

  @Test func `known moments of a Gaussian`() {
    for (exponent, moment) in [(1.0, (2 / Double.pi).squareRoot()), (2, 1), (4, 3), (6, 15)] {
      #expect(abs(absoluteGaussianMoment(exponent) / moment - 1) < 1e-14)
      #expect(abs(BiasTheorem.absoluteMomentByQuadrature(exponent) / moment - 1) < 1e-12)
    }
  }

  @Test func `a strict decrease has no equal neighbours`() {
    #expect(BiasTheorem.strictlyDecreases([3, 2, 1]))
    #expect(!BiasTheorem.strictlyDecreases([3, 2, 2]))
  }

  @Test func `a sum over the wrong side is caught`() throws {
    let theorem = BiasTheorem(settings: try settings("bias(trials: 100)"))
    let check = theorem.check { weights, residual, exponent in
      let variances = BiasTheorem.variances(squares: residual.map { $0 * $0 })
      return DecompositionTheorem.wrongSideProfile(zip(weights, variances).map { $0 * pow($1, exponent / 2 - 1) })
    }
    #expect(check.verdict == .fails)
    for name in ["absolute error", "any exponent", "derivative"] { #expect(check.verdict(of: name) == .fails) }
  }

  @Test func `a decreasing formula that is not the derivative is caught`() throws {
    let check = BiasTheorem(settings: try settings("bias(trials: 100)")).check { weights, _, _ in
      SensitivityProfile(weights: weights).values
    }
    #expect(check.verdict(of: "any exponent") == .holds)
    #expect(check.verdict(of: "derivative") == .fails)
    #expect(check.verdict == .fails)
  }
}
