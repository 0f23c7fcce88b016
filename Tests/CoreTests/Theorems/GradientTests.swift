import Foundation
import Testing

@testable import Core

@Suite("The gradient by lag")
struct GradientTests {
  @Test func `the gradient by the memory, by hand`() {
    #expect(GradientTheorem.memoryGradient(factor: [2, 1.5], residual: [2, -3]) == [-8, 9])
  }

  @Test(arguments: [3, 8, 20])
  func `the inputs are exactly white`(length: Int) {
    let inputs = GradientTheorem.whiteInputs(length: length)
    for first in 0..<length {
      for second in 0..<length {
        let sum = inputs.reduce(0) { $0 + $1[first] * $1[second] }
        #expect(sum == (first == second ? Double(inputs.count) : 0))
      }
    }
  }

  @Test func `the error over white inputs is that over all sign inputs`() {
    let (weights, residual) = ([0.2, 0.7, 1.1, 2], [1, -0.5, 0.25, 0.75])
    let found = DecompositionTheorem.enumerate(weights: weights, residual: residual, persistence: 0).white
    let error = GradientTheorem.error(weights: weights, target: residual) { $0.map { _ in 0 } }
    #expect(abs(error - found) < 1e-14)
  }

  @Test func `the share of long lags, by hand`() {
    // Lags 0 … 3, of which 3 alone is beyond 2: |1 · 4 · 5| of 1 + 0 + 2 + 20.
    let share = GradientTheorem.longLagShare(
      factor: [1, 1, 1, 1], residual: [1, 1, -2, 4], jacobian: [[1], [0], [1], [3, 4]])
    #expect(abs(share - 20.0 / 23) < 1e-15)
  }

  @Test func `the decay of a geometric sequence`() {
    let values = (0..<20).map { 3 * pow(0.8, Double($0)) }
    #expect(abs(GradientTheorem.decay(of: values) - log(0.8)) < 1e-12)
  }

  @Test func `a wrong factor is caught`() throws {
    let theorem = GradientTheorem(settings: try settings("gradient(length: 8, recurrences: 6, trials: 20)"))
    let check = theorem.check { DecompositionTheorem.wrongSideProfile($0) }
    #expect(check.verdict == .fails)
    for name in ["memory function", "backpropagation", "finite differences"] {
      #expect(check.verdict(of: name) == .fails)
    }
  }
}
