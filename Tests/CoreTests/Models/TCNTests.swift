import Testing

@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks
@testable import Training

@Suite("TCN")
struct TCNTests {
  private let shape = SequenceShape(length: 40, inputs: 2, outputs: 3)

  private func start(_ model: any SequenceModel) -> [Double] {
    var generator = Generator(seed: 3)
    return model.initialParameters(for: shape, from: &generator)
  }

  private func random(_ width: Int, seed: UInt64) -> Signal<Double> {
    let signal = Signal<Double>(length: shape.length, width: width, batch: 20)
    var generator = Generator(seed: seed)
    for time in 0..<shape.length {
      for feature in 0..<width { for index in 0..<20 { signal[time, feature, index] = generator.gaussian() } }
    }
    return signal
  }

  /// The network by its definition, for one sequence.
  private func plain(
    _ parameters: [Double], width: Int, layers: Int, kernel: Int, residual: Bool, _ x: [[Double]]
  ) -> [[Double]] {
    var (states, place) = (x, 0)
    for layer in 0..<layers {
      let inputs = states[0].count
      let bias = place + width * inputs * kernel
      let activations = states.indices.map { time in
        (0..<width).map { output in
          var sum = parameters[bias + output]
          for tap in 0..<kernel where time >= tap << layer {
            for input in 0..<inputs {
              let weight = parameters[place + (output * inputs + input) * kernel + kernel - 1 - tap]
              sum += weight * states[time - tap << layer][input]
            }
          }
          return max(0, sum)
        }
      }
      states =
        layer > 0 && residual ? zip(states, activations).map { zip($0, $1).map { $0 + $1 } } : activations
      place = bias + width
    }
    return states.map { state in
      (0..<shape.outputs).map { output in
        state.indices.reduce(parameters[place + shape.outputs * width + output]) {
          $0 + parameters[place + output * width + $1] * state[$1]
        }
      }
    }
  }

  @Test(arguments: [(1, 1, 1, true), (5, 3, 2, true), (9, 4, 3, false), (16, 6, 3, true)])
  func `the network follows its definition`(width: Int, layers: Int, kernel: Int, residual: Bool) throws {
    let model = try Catalogue.models.make(
      "tcn(width: \(width), layers: \(layers), kernel: \(kernel), residual: \(residual))")
    let parameters = start(model)
    let (inputs, outputs) = (random(2, seed: 1), Signal<Double>(length: shape.length, width: 3, batch: 20))
    let network: Network<Double> = model.network(for: shape, batch: 20)
    network.forward(parameters, inputs, outputs)
    for sequence in [0, 17] {
      let expected = plain(
        parameters, width: width, layers: layers, kernel: kernel, residual: residual,
        (0..<shape.length).map { time in (0..<2).map { inputs[time, $0, sequence] } })
      for time in 0..<shape.length {
        for output in 0..<3 { #expect(abs(outputs[time, output, sequence] - expected[time][output]) < 1e-12) }
      }
    }
  }

  @Test(arguments: [(2, 2), (3, 3), (4, 3), (1, 4)])
  func `an input reaches as many outputs as the receptive field says`(layers: Int, kernel: Int) throws {
    // Positive weights and inputs keep every unit at work.
    let model = try Catalogue.models.make("tcn(width: 3, layers: \(layers), kernel: \(kernel))")
    let parameters = start(model).map(abs)
    let inputs = random(2, seed: 1)
    for time in 0..<shape.length { for feature in 0..<2 { inputs[time, feature, 0] = 1 } }
    let network: Network<Double> = model.network(for: shape, batch: 20)
    func answers() -> [Double] {
      let outputs = Signal<Double>(length: shape.length, width: 3, batch: 20)
      network.forward(parameters, inputs, outputs)
      return (0..<shape.length).map { outputs[$0, 0, 0] }
    }
    let before = answers()
    inputs[5, 0, 0] += 1
    let changed = zip(before, answers()).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    #expect(changed == Array(5..<min(shape.length, 6 + (kernel - 1) * (1 << layers - 1))))
  }

  @Test(arguments: [true, false])
  func `every gradient equals the finite difference over several stretches of time`(residual: Bool) throws {
    let shape = SequenceShape(length: 130, inputs: 1, outputs: 1)
    let model = try Catalogue.models.make("tcn(width: 3, layers: 4, residual: \(residual))")
    var generator = Generator(seed: 5)
    var parameters = model.initialParameters(for: shape, from: &generator)
    let network: Network<Double> = model.network(for: shape, batch: 2)
    let batch = Batch<Double>(shape, count: 2)
    for time in 0..<130 {
      for sequence in 0..<2 {
        batch.inputs[time, 0, sequence] = generator.gaussian()
        batch.targets[time, 0, sequence] = generator.gaussian()
      }
    }
    var objective = Objective(SquaredError(), shape: shape, batch: 2)
    var gradient = Array(repeating: 0.0, count: parameters.count)
    _ = batch.error(of: network, parameters, by: &objective)
    network.backward(parameters, batch.inputs, batch.slopes, &gradient)
    for index in gradient.indices {
      let value = parameters[index]
      let errors = [1e-6, -1e-6].map { step in
        parameters[index] = value + step
        return batch.error(of: network, parameters, by: &objective)
      }
      parameters[index] = value
      #expect(abs((errors[0] - errors[1]) / 2e-6 - gradient[index]) < 1e-7 * (1 + abs(gradient[index])))
    }
  }

  @Test(arguments: [
    ("tcn(kernel: 0)", ["'kernel' cannot be 0", "it takes a whole number from 1 to 64", "0"]),
    ("tcn(layers: 17)", ["'layers' cannot be 17", "it takes a whole number from 1 to 16", "17"]),
    ("tcn(residual: maybe)", ["'residual' cannot be maybe", "it takes true or false", "maybe"]),
  ])
  func `a bad network is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .models) == expected)
  }
}
