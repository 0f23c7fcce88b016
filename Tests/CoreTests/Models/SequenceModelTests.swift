import Foundation
import Testing

@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks
@testable import Training

/// A model of two inputs and three outputs with random data, in `Double`.
private struct Bench {
  let shape: SequenceShape
  let network: Network<Double>
  var parameters: [Double]
  let batch: Batch<Double>
  var objective: Objective

  init(_ model: any SequenceModel, _ error: any TemporalError, length: Int = 12, count: Int = 3) {
    shape = SequenceShape(length: length, inputs: 2, outputs: 3)
    network = model.network(for: shape, batch: count)
    var generator = Generator(seed: 7)
    parameters = model.initialParameters(for: shape, from: &generator)
    batch = Batch(shape, count: count)
    objective = Objective(error, shape: shape, batch: count)
    for time in 0..<length {
      for sequence in 0..<count {
        for feature in 0..<2 { batch.inputs[time, feature, sequence] = generator.gaussian() }
        for feature in 0..<3 { batch.targets[time, feature, sequence] = generator.gaussian() }
      }
    }
  }

  mutating func error() -> Double {
    batch.error(of: network, parameters, by: &objective)
  }

  mutating func gradient() -> [Double] {
    _ = error()
    var gradient = Array(repeating: 0.0, count: parameters.count)
    network.backward(parameters, batch.inputs, batch.slopes, &gradient)
    return gradient
  }
}

@Suite("Models")
struct SequenceModelTests {
  @Test(arguments: variants(of: .models), variants(of: .errors))
  func `the gradient equals the finite difference`(model: String, error: String) throws {
    var bench = Bench(try Catalogue.models.make(model), try Catalogue.errors.make(error))
    let gradient = bench.gradient()
    #expect(gradient.contains { abs($0) > 1e-3 })
    let step = 1e-6
    // All of them for one error where they are few; what another error changes shows in a share from everywhere.
    let isEach = gradient.count < 2000 && (isWhole || error == "squared")
    for index in stride(from: 0, to: gradient.count, by: isEach ? 1 : max(1, gradient.count / (isWhole ? 20 : 8))) {
      let value = bench.parameters[index]
      bench.parameters[index] = value + step
      let above = bench.error()
      bench.parameters[index] = value - step
      let below = bench.error()
      bench.parameters[index] = value
      #expect(abs((above - below) / (2 * step) - gradient[index]) < 1e-7 * (1 + abs(gradient[index])))
    }
  }

  @Test(arguments: variants(of: .models))
  func `a model is causal`(text: String) throws {
    var bench = Bench(try Catalogue.models.make(text), SquaredError())
    _ = bench.error()
    let before = (0..<12).map { bench.batch.outputs[$0, 0, 1] }
    for time in 6..<12 { bench.batch.inputs[time, 0, 1] += 1 }
    _ = bench.error()
    let after = (0..<12).map { bench.batch.outputs[$0, 0, 1] }
    #expect(after[..<6] == before[..<6])
    #expect(after[6...] != before[6...])
  }

  @Test(arguments: variants(of: .models))
  func `sequences of a batch do not mix`(text: String) throws {
    var bench = Bench(try Catalogue.models.make(text), SquaredError())
    _ = bench.error()
    let before = (0..<12).map { bench.batch.outputs[$0, 0, 0] }
    for time in 0..<12 { bench.batch.inputs[time, 0, 1] += 1 }
    _ = bench.error()
    #expect((0..<12).map { bench.batch.outputs[$0, 0, 0] } == before)
  }

  @Test(arguments: variants(of: .models))
  func `single and double precision agree`(text: String) throws {
    let model = try Catalogue.models.make(text)
    var bench = Bench(model, SquaredError(), length: 40, count: 20)
    let gradient = bench.gradient()
    let network: Network<Float> = model.network(for: bench.shape, batch: 20)
    let batch = Batch<Float>(bench.shape, count: 20)
    batch.inputs.convert(from: bench.batch.inputs)
    batch.slopes.convert(from: bench.batch.slopes)
    let parameters = bench.parameters.map(Float.init)
    var single = Array(repeating: Float(0), count: parameters.count)
    network.forward(parameters, batch.inputs, batch.outputs)
    network.backward(parameters, batch.inputs, batch.slopes, &single)
    let last = zip((0..<20).map { batch.outputs[39, 0, $0] }, (0..<20).map { bench.batch.outputs[39, 0, $0] })
    #expect(last.allSatisfy { abs(Double($0) - $1) < 1e-4 })
    #expect(zip(single, gradient).allSatisfy { abs(Double($0) - $1) < 1e-4 * (1 + abs($1)) })
  }

  @Test(arguments: variants(of: .models))
  func `the parameters fill their arrays, the same for a seed`(text: String) throws {
    let model = try Catalogue.models.make(text)
    let shape = SequenceShape(length: 10, inputs: 2, outputs: 3)
    func start(_ seed: UInt64) -> [Double] {
      var generator = Generator(seed: seed)
      return model.initialParameters(for: shape, from: &generator)
    }
    #expect(start(1).count == model.parameters(for: shape).reduce(0) { $0 + $1.count })
    #expect(start(1) == start(1))
    #expect(start(1) != start(2))
  }

  @Test(arguments: [
    ("linear-rnn(width: 0)", ["'width' cannot be 0", "it takes a whole number from 1 to 1024", "0"]),
    ("linear-rn", ["unknown model 'linear-rn'", "did you mean 'linear-rnn'?", "linear-rn"]),
    (
      "linear-rnn(initialisation: orthagonal)",
      ["'initialisation' cannot be 'orthagonal'", "did you mean 'orthogonal'?", "orthagonal"]
    ),
  ])
  func `a bad model is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .models) == expected)
  }
}

@Suite("Linear RNN")
struct LinearRNNTests {
  @Test(arguments: ["uniform", "orthogonal"])
  func `the impulse response is C W^s U`(initialisation: String) throws {
    let width = 5
    let model = try Catalogue.models.make("linear-rnn(width: \(width), initialisation: \(initialisation))")
    let shape = SequenceShape(length: 30, inputs: 1, outputs: 1)
    var generator = Generator(seed: 3)
    let parameters = model.initialParameters(for: shape, from: &generator)
    var state = Array(parameters[25..<30])
    for response in model.impulseResponse(of: parameters, for: shape) {
      #expect(abs(response - zip(parameters[30...], state).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
      state = (0..<width).map { row in (0..<width).reduce(0) { $0 + parameters[row * width + $1] * state[$1] } }
    }
  }

  @Test func `the mean Jacobian of a linear model is its impulse response`() throws {
    let model = try Catalogue.models.make("linear-rnn(width: 5)")
    let shape = SequenceShape(length: 30, inputs: 1, outputs: 1)
    var generator = Generator(seed: 3)
    let parameters = model.initialParameters(for: shape, from: &generator)
    let exact = model.impulseResponse(of: parameters, for: shape)
    let count = 5000
    let sampled = model.meanJacobian(of: parameters, for: shape, count: count, from: &generator)
    // A linear functional explains all of its outputs, so nothing is left that would add noise.
    let size = exact.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for lag in 0..<30 { #expect(abs(sampled[lag] - exact[lag]) < 1e-5 * size) }
  }

  @Test func `the mean Jacobian of a saturating unit is its mean slope`() throws {
    let model = try Catalogue.models.make("tanh-rnn(width: 1)")
    var generator = Generator(seed: 4)
    // ŷ_t = tanh(1.2 x_t): W_ih, W_hh, b_ih, b_hh, C, d.
    let jacobian = model.meanJacobian(
      of: [1.2, 0, 0, 0, 1, 0], for: SequenceShape(length: 3, inputs: 1, outputs: 1), count: 4096, from: &generator)
    let places = stride(from: -8, through: 8, by: 1e-3)
    let slope = places.reduce(0) { sum, x in
      let value = tanh(1.2 * x)
      return sum + 1e-3 * 1.2 * (1 - value * value) * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    }
    #expect(abs(jacobian[0] - slope) < 0.02 && abs(jacobian[1]) < 0.02 && abs(jacobian[2]) < 0.03)
  }

  @Test func `the slope of an input is U times the slope of the hidden state`() throws {
    var bench = Bench(try Catalogue.models.make("linear-rnn(width: 4)"), SquaredError())
    _ = bench.gradient()
    for time in [0, 5, 11] {
      let slope = (0..<4).reduce(0) { $0 + bench.parameters[16 + 2 * $1] * bench.network.stateSlopes[time, $1, 2] }
      let value = bench.batch.inputs[time, 0, 2]
      bench.batch.inputs[time, 0, 2] = value + 1e-6
      let above = bench.error()
      bench.batch.inputs[time, 0, 2] = value - 1e-6
      let below = bench.error()
      bench.batch.inputs[time, 0, 2] = value
      #expect(abs((above - below) / 2e-6 - slope) < 1e-8)
    }
  }
}
