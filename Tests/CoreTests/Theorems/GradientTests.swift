import Foundation
import Testing

@testable import Models
@testable import Networks
@testable import Numerics
@testable import Statistics
@testable import Tasks
@testable import Theorems

@Suite("The gradient by lag")
struct GradientTests {
  @Test func `the gradient by the memory, by hand`() {
    #expect(GradientTheorem.memoryGradient(factor: [2, 1.5], residual: [2, -3]) == [-8, 9])
  }

  @Test(arguments: [3, 8, 20])
  func `the inputs are exactly white`(length: Int) {
    let inputs = PopulationError.whiteInputs(length: length)
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
    let zero = [Double](repeating: 0, count: 4)
    let error = PopulationError(width: 1, length: 4).value(memory: zero, target: residual, weights: weights)
    #expect(abs(error - found) < 1e-14)
  }

  @Test func `the memory of one hidden unit and its Jacobian, by hand`() {
    // ρ̂(s) = 3 · 0.5^s · 2, so ∂ρ̂(s)/∂w = 6 s 0.5^(s-1).
    let memory = LinearMemory(width: 1, parameters: [0.5, 2, 3])
    #expect(memory.values(length: 3) == [6, 3, 1.5])
    #expect(memory.jacobian(length: 3) == [[0, 3, 2], [6, 1.5, 1], [6, 0.75, 0.5]])
  }

  @Test func `the memory is the impulse response of the model, and its Jacobian the derivative`() throws {
    var generator = Generator(seed: 5)
    let memory = LinearMemory(width: 3, decay: 0.9, from: &generator)
    let model = LinearRNN(settings: try settings("linear-rnn(width: 3)"))
    let shape = SequenceShape(length: 6, inputs: 1, outputs: 1)
    let response = model.impulseResponse(of: memory.parameters, for: shape)
    for (value, expected) in zip(memory.values(length: 6), response) { #expect(abs(value - expected) < 1e-14) }
    for (lag, row) in memory.jacobian(length: 6).enumerated() {
      let finite = centralDifferences(at: memory.parameters, step: { _ in 1e-5 }) {
        LinearMemory(width: 3, parameters: $0).values(length: 6)[lag]
      }
      for (value, expected) in zip(row, finite) { #expect(abs(value - expected) < 1e-8) }
    }
  }

  @Test func `the share of long lags, by hand`() {
    // Lags 0 … 3, of which 3 alone is beyond 2: |1 · 4 · 5| of 1 + 0 + 2 + 20.
    let share = GradientTheorem.longLagShare(
      factor: [1, 1, 1, 1], residual: [1, 1, -2, 4], jacobian: [[1], [0], [1], [3, 4]])
    #expect(abs(share - 20.0 / 23) < 1e-15)
  }

  @Test func `the share of the norms of sums, by hand`() {
    // The short lags cancel but for (0, 1), the long one is (3, 4).
    let share = GradientTheorem.longLagVectorShare(
      factor: [1, 1, 1, 1], residual: [1, -1, 1, 1], jacobian: [[2, 0], [2, 0], [0, 1], [3, 4]])
    #expect(abs(share - 5.0 / 6) < 1e-15)
  }

  @Test func `finite differences and relative differences, by hand`() {
    let slopes = centralDifferences(at: [3, 5], step: { 0.5 * $0 }) { $0[0] * $0[0] + $0[0] * $0[1] }
    #expect(slopes == [11, 3])
    #expect(relativeDifference([3, 8], from: [0, 4]) == 1.25)
  }

  @Test func `the gradient by time of one unit and two steps, by hand`() {
    // ŷ = 0 and y_t = x_t: ∂E/∂h_1 = -2 w_1 c x_1, and ∂E/∂h_0 = -2 w_0 c x_0 - 2 w w_1 c x_1.
    let slopes = PopulationError(width: 1, length: 2)
      .gradientByTime(parameters: [0.5, 0, 3], target: [1, 0], weights: [0.5, 1.5])
    #expect(abs(slopes[0] - (9 + 20.25).squareRoot()) < 1e-14)
    #expect(abs(slopes[1] - 9) < 1e-14)
  }

  @Test func `the decay of a geometric sequence`() {
    let values = (0..<20).map { 3 * pow(0.8, Double($0)) }
    #expect(abs(GradientTheorem.decay(of: values) - log(0.8)) < 1e-12)
  }

  @Test func `a wrong factor is caught`() throws {
    let theorem = GradientTheorem(settings: try settings("gradient(length: 8, networks: 6, trials: 20)"))
    let check = theorem.check { DecompositionTheorem.wrongSideProfile($0) }
    #expect(check.verdict == .fails)
    for name in ["memory function", "backpropagation", "finite differences"] {
      #expect(check.verdict(of: name) == .fails)
    }
  }
}
