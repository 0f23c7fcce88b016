import Testing

@testable import Core

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
    let task = try Catalogue.tasks.make("linear-functional")
    let model = try Catalogue.models.make("\(model)(width: 16)")
    let adam = try Catalogue.optimisers.make("adam")
    let network: Network<Float> = model.network(for: task.shape, batch: batch)
    let data = Batch<Float>(task.shape, count: batch)
    let drawn = Signal<Double>(length: length, width: 1, batch: batch)
    for (index, value) in uniform(1, batch * length, within: 3.0.squareRoot()).enumerated() {
      drawn[index % length, 0, index / length] = value
    }
    convolve(drawn, with: try #require(task.memory), into: data.targets)
    data.inputs.convert(from: drawn)
    var parameters = model.parameters(for: task.shape).enumerated().flatMap { index, array in
      uniform(UInt64(1000 + index), array.count, within: bounds[array.name] ?? 0.25).map(Float.init)
    }
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
    #expect(abs(scale * errors[0] / before - 1) < 1e-5)
    #expect(abs(scale * errors[5] / after - 1) < 1e-4)
  }
}
