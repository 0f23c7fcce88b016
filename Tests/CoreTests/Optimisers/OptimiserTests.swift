import Foundation
import Testing

@testable import Settings
@testable import Training

@Suite("Optimisers")
struct OptimiserTests {
  @Test(arguments: examples(of: .optimisers))
  func `an optimiser goes to the minimum of a square`(text: String) throws {
    let optimiser = try Catalogue.optimisers.make(text)
    var parameters: [Float] = [0.5, -0.2]
    var state = OptimiserState(for: optimiser, parameters: 2)
    for _ in 0..<3000 { optimiser.update(&parameters, gradient: parameters.map { 2 * $0 }, state: &state) }
    #expect(parameters.allSatisfy { abs($0) < 0.01 })
  }

  @Test func `Adam follows the equations of the paper`() throws {
    let adam = try Catalogue.optimisers.make("adam(learning-rate: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 0.01)")
    var parameters: [Float] = [1]
    var state = OptimiserState(for: adam, parameters: 1)
    var (expected, mean, square) = (1.0, 0.0, 0.0)
    for (index, slope) in [0.5, -2, 0.1].enumerated() {
      adam.update(&parameters, gradient: [Float(slope)], state: &state)
      mean = 0.8 * mean + 0.2 * slope
      square = 0.9 * square + 0.1 * slope * slope
      let step = Double(index + 1)
      expected -= 0.1 * (mean / (1 - pow(0.8, step))) / ((square / (1 - pow(0.9, step))).squareRoot() + 0.01)
      #expect(abs(Double(parameters[0]) - expected) < 1e-6)
    }
  }

  private func path(_ text: String, _ slopes: [Float]) throws -> [Float] {
    let optimiser = try Catalogue.optimisers.make(text)
    var parameters: [Float] = [1]
    var state = OptimiserState(for: optimiser, parameters: 1)
    return slopes.map { slope in
      optimiser.update(&parameters, gradient: [slope], state: &state)
      return parameters[0]
    }
  }

  @Test func `gradient descent, by hand`() throws {
    #expect(try path("sgd(learning-rate: 0.5)", [1, -2]) == [0.5, 1.5])
    #expect(try path("sgd(learning-rate: 0.5, momentum: 0.5)", [1, -2]) == [0.5, 1.25])
    #expect(try path("sgd(learning-rate: 0.5, momentum: 0.5, nesterov: true)", [1, -2]) == [0.25, 1.625])
  }

  @Test func `AdamW is Adam without decay, and decays without a gradient`() throws {
    #expect(try path("adamw(decay: 0)", [1, -2, 3]) == path("adam", [1, -2, 3]))
    #expect(try path("adamw(learning-rate: 0.5, decay: 1)", [0, 0]) == [0.5, 0.25])
  }
}
