import Foundation
import Testing

@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks

@Suite("Models through their kernels")
struct ConvolutionalModelTests {
  private func random(_ length: Int, _ width: Int, _ batch: Int, seed: UInt64) -> Signal<Double> {
    let signal = Signal<Double>(length: length, width: width, batch: batch)
    var generator = Generator(seed: seed)
    for time in 0..<length {
      for feature in 0..<width { for index in 0..<batch { signal[time, feature, index] = generator.gaussian() } }
    }
    return signal
  }

  private func start(_ model: any SequenceModel, _ shape: SequenceShape) -> [Double] {
    var generator = Generator(seed: 3)
    return model.initialParameters(for: shape, from: &generator)
  }

  @Test(arguments: [(1, 1, 1), (7, 2, 3), (30, 3, 2), (101, 1, 2)])
  func `convolutions through spectra equal the direct ones`(length: Int, inputs: Int, outputs: Int) {
    let (x, slopes) = (random(length, inputs, 20, seed: 1), random(length, outputs, 20, seed: 2))
    let results = [ConvolutionMethod.direct, .transform].map { method in
      let convolution = CausalConvolution<Double>(
        length: length, inputs: inputs, outputs: outputs, batch: 20, by: method)
      var generator = Generator(seed: 4)
      for output in 0..<outputs {
        for input in 0..<inputs {
          for lag in 0..<length { convolution.kernel(output, input)[lag] = generator.gaussian() }
        }
      }
      let y = Signal<Double>(length: length, width: outputs, batch: 20)
      convolution.forward(x, into: y)
      convolution.backward(slopes)
      let values = (0..<length).flatMap { time in (0..<outputs).flatMap { Array(y.row(time, $0)) } }
      let gradient = (0..<outputs * inputs).flatMap { index in
        (0..<length).map { convolution.kernelSlope(index / inputs, index % inputs)[$0] }
      }
      return values + gradient
    }
    #expect(zip(results[0], results[1]).allSatisfy { abs($0 - $1) < 1e-10 })
    let direct = (0..<inputs).reduce(0.0) { sum, input in
      sum + x[0, input, 5] * firstKernel(input, length: length)
    }
    #expect(abs(results[0][5] - direct) < 1e-12)
  }

  /// K_0i(0) as the test draws it.
  private func firstKernel(_ input: Int, length: Int) -> Double {
    var generator = Generator(seed: 4)
    for _ in 0..<input * length { _ = generator.gaussian() }
    return generator.gaussian()
  }

  @Test(arguments: [1, 2, 40, 120])
  func `a linear RNN learns the same through its kernel`(length: Int) throws {
    let settings = Settings(owner: "linear-rnn", arguments: [Argument(label: "width", value: Value(.number(5)))])
    let model = LinearRNN(settings: settings)
    let shape = SequenceShape(length: length, inputs: 1, outputs: 1)
    let parameters = start(model, shape)
    let (inputs, slopes) = (random(length, 1, 20, seed: 1), random(length, 1, 20, seed: 2))
    let fast: Network<Double> = model.network(for: shape, batch: 20)
    let plain: Network<Double> = model.plainNetwork(for: shape, batch: 20)
    let results = [fast, plain].map { network in
      let outputs = Signal<Double>(length: length, width: 1, batch: 20)
      var gradient = Array(repeating: 0.0, count: parameters.count)
      network.forward(parameters, inputs, outputs)
      network.backward(parameters, inputs, slopes, &gradient)
      let states = network.stateSlopes
      return (0..<length).flatMap { Array(outputs.row($0, 0)) + (0..<5).map { states[0, $0, 19] } } + gradient
    }
    #expect(zip(results[0], results[1]).allSatisfy { abs($0 - $1) < 1e-10 * (1 + abs($1)) })
  }

  @Test(arguments: ["uniform", "orthogonal", "ring"])
  func `the impulse response of a diagonal RNN is the sum of its modes`(initialisation: String) throws {
    let model = try Catalogue.models.make("diagonal-rnn(width: 5, initialisation: \(initialisation))")
    let shape = SequenceShape(length: 30, inputs: 1, outputs: 1)
    let parameters = start(model, shape)
    func number(_ row: Int, _ unit: Int) -> Complex {
      Complex(parameters[10 * row + unit], parameters[10 * row + 5 + unit])
    }
    var modes = (0..<5).map { number(1, $0) * number(2, $0) }
    for response in model.impulseResponse(of: parameters, for: shape) {
      #expect(abs(response - modes.reduce(0) { $0 + $1.real }) < 1e-12)
      modes = (0..<5).map { modes[$0] * number(0, $0) }
    }
  }

  @Test(arguments: ["lin", "inv", "real"])
  func `the kernel of S4D gives what its recurrence gives`(initialisation: String) throws {
    let (width, states, length) = (3, 4, 50)
    let text = "s4d(width: \(width), states: \(2 * states), initialisation: \(initialisation))"
    let model = try Catalogue.models.make(text)
    let shape = SequenceShape(length: length, inputs: 1, outputs: 1)
    let parameters = start(model, shape)
    let (inputs, outputs) = (random(length, 1, 2, seed: 1), Signal<Double>(length: length, width: 1, batch: 2))
    let network: Network<Double> = model.network(for: shape, batch: 2)
    network.forward(parameters, inputs, outputs)
    var place = 0
    let arrays = model.parameters(for: shape).map { parameter in
      place += parameter.count
      return Array(parameters[place - parameter.count..<place])
    }
    var state = Array(repeating: Complex(0), count: width * states)
    for time in 0..<length {
      var result = arrays[11][0]
      var activations: [Double] = []
      for channel in 0..<width {
        let u = arrays[0][channel] * inputs[time, 0, 1] + arrays[1][channel]
        var value = arrays[7][channel] * u
        for index in channel * states..<(channel + 1) * states {
          let eigenvalue = Complex(-exp(arrays[2][index]), arrays[3][index])
          let exponent = exp(arrays[4][channel]) * eigenvalue
          let power = Complex(radius: exp(exponent.real), angle: exponent.imaginary)
          state[index] = power * state[index] + (power - 1) / eigenvalue * Complex(u)
          value += 2 * (Complex(arrays[5][index], arrays[6][index]) * state[index]).real
        }
        activations.append(value * erfc(-value / 2.0.squareRoot()) / 2)
      }
      for unit in 0..<width {
        let mixed = (0..<width).reduce(arrays[9][unit]) { $0 + arrays[8][unit * width + $1] * activations[$1] }
        result += arrays[10][unit] * mixed
      }
      #expect(abs(outputs[time, 0, 1] - result) < 1e-11)
    }
  }
}
