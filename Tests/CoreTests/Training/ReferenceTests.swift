import Foundation
import Testing

@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks
@testable import Training

@Suite("Reference")
struct ReferenceTests {
  private let length = 100
  private let batch = 128

  /// `count` numbers uniform within `bound`, the SplitMix64 sequence from state `seed` 2^32.
  private func uniform(_ seed: UInt64, _ count: Int, within bound: Double) -> [Double] {
    (1...count).map { index in
      var word = (seed << 32) &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return bound * (2 * Double((word ^ (word >> 31)) >> 11) * 0x1p-53 - 1)
    }
  }

  /// The error before the first step and after five, the arrays uniform within H^{-1/2} but those named.
  @Test(arguments: [
    ("linear-rnn", ["U": 1.0], 17.253908, 16.4403), ("tanh-rnn", [:], 14.365921, 14.2089),
    ("gru", [:], 14.392801, 14.2835), ("lstm", [:], 14.362598, 14.2895),
  ])
  func `five steps of Adam agree with an implementation in NumPy`(
    model: String, bounds: [String: Double], before: Double, after: Double
  ) throws {
    let model = try Catalogue.models.make("\(model)(width: 16)")
    let shape = try Catalogue.tasks.make("linear-functional").shape
    let start = model.parameters(for: shape).enumerated().flatMap { index, array in
      uniform(UInt64(1000 + index), array.count, within: bounds[array.name] ?? 0.25)
    }
    let errors = try train(model, from: start)
    #expect(abs(errors[0] / before - 1) < 1e-5)
    #expect(abs(errors[5] / after - 1) < 1e-4)
  }

  /// The sizes of the arrays of S4D and their bounds, of width 16 with 64 states, in order.
  private func stateSpaceParameters() -> [Double] {
    let (half, share) = (0.25, 32.0.squareRoot())
    let parts: [[Double]] = [
      uniform(1000, 16, within: 1), uniform(1001, 16, within: 1), Array(repeating: log(0.5), count: 512),
      (0..<512).map { .pi * Double($0 % 32) },
      uniform(1004, 16, within: 1).map { log(1e-3) + ($0 + 1) / 2 * log(100) },
      uniform(1005, 512, within: 1 / share), uniform(1006, 512, within: 1 / share), uniform(1007, 16, within: 1),
      uniform(1008, 256, within: half), uniform(1009, 16, within: half), uniform(1010, 16, within: half),
      uniform(1011, 1, within: half),
    ]
    return parts.flatMap(\.self)
  }

  @Test func `five steps of S4D agree with an implementation in JAX`() throws {
    let errors = try train(Catalogue.models.make("s4d"), from: stateSpaceParameters())
    #expect(abs(errors[0] / 14.284053 - 1) < 1e-5)
    #expect(abs(errors[5] / 14.108135 - 1) < 1e-5)
  }

  @Test func `five steps of a TCN agree with an implementation in JAX`() throws {
    let model = try Catalogue.models.make("tcn")
    let arrays = model.parameters(for: SequenceShape(length: length, inputs: 1, outputs: 1))
    let start = arrays.enumerated().flatMap { index, array in
      let inputs = index < 2 ? 3 : index < 12 ? 96 : 32
      return uniform(UInt64(1000 + index), array.count, within: 1 / Double(inputs).squareRoot())
    }
    #expect(start.count == 15681)
    let errors = try train(model, from: start)
    #expect(abs(errors[0] / 14.667836 - 1) < 1e-5)
    #expect(abs(errors[5] / 12.1114 - 1) < 1e-4)
  }

  /// Gains are 1, shifts 0, and the others uniform within their own bounds.
  @Test func `five steps of a transformer agree with an implementation in JAX`() throws {
    let model = try Catalogue.models.make("transformer")
    let arrays = model.parameters(for: SequenceShape(length: length, inputs: 1, outputs: 1))
    let start = arrays.enumerated().flatMap { index, array in
      switch array.name.prefix(while: { !$0.isNumber }) {
      case "gain": Array(repeating: 1.0, count: array.count)
      case "shift": Array(repeating: 0.0, count: array.count)
      case "E": uniform(UInt64(1000 + index), array.count, within: 1)
      case "P": uniform(UInt64(1000 + index), array.count, within: 0.5)
      case "N", "n": uniform(UInt64(1000 + index), array.count, within: 1 / 16)
      default: uniform(UInt64(1000 + index), array.count, within: 1 / 8)
      }
    }
    #expect(start.count == 105985)
    let errors = try train(model, from: start)
    #expect(abs(errors[0] / 15.783413 - 1) < 1e-5)
    #expect(abs(errors[5] / 11.1921 - 1) < 1e-4)
  }

  /// The errors before each of six steps of Adam.
  private func train(_ model: any SequenceModel, from start: [Double]) throws -> [Double] {
    let task = try Catalogue.tasks.make("linear-functional")
    let adam = try Catalogue.optimisers.make("adam")
    let network: Network<Float> = model.network(for: task.shape, batch: batch)
    let data = Batch<Float>(task.shape, count: batch)
    let drawn = Signal<Double>(length: length, width: 1, batch: batch)
    for (index, value) in uniform(1, batch * length, within: 3.0.squareRoot()).enumerated() {
      drawn[index % length, 0, index / length] = value
    }
    convolve(drawn, with: try #require(task.memory), into: data.targets)
    data.inputs.convert(from: drawn)
    var parameters = start.map(Float.init)
    var state = OptimiserState(for: adam, parameters: parameters.count)
    // There the weights of outputs have mean 1, not those of the error.
    let scale = 1 / SensitivityProfile(weights: RescaledError.weights(length: length, power: 2)).effectiveSampleShare
    let error = try Catalogue.errors.make("rescaled(power: 2, convention: authors)")
    var objective = Objective(error, shape: task.shape, batch: batch)
    var errors: [Double] = []
    for _ in 0...5 {
      errors.append(data.error(of: network, parameters, by: &objective))
      var gradient = Array(repeating: Float(0), count: parameters.count)
      network.backward(parameters, data.inputs, data.slopes, &gradient)
      adam.update(&parameters, gradient: gradient, state: &state)
    }
    return errors.map { scale * $0 }
  }
}
