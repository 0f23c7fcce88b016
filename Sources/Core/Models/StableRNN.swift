import Foundation
import Networks
import Numerics
import Settings
import Tasks

/// A recurrent network whose units decay by construction, and ŷ_t = C h_t + d, with h_{-1} = 0.
///
/// dh/dt = φ(Λ h + U x + b) with Λ = -f(w) diagonal, f(w) = ln(1 + e^w) or e^w, after Wang, Li and Li 2023 (arXiv 2305.19190)
/// and Wang and Li 2023 (arXiv 2311.14495); by Euler's steps h_t = h_{t-1} + Δt φ(Λ h_{t-1} + U x_t + b). With linear units
/// b and d are left out, whatever their values, so that the network is a linear functional of its inputs.
package struct StableRNN: SequenceModel {
  package enum Reparametrisation: String, CaseIterable, Sendable { case softplus, exponential }

  package static let name = "stable-rnn"
  package static let summary = "a recurrent network whose recurrent weights stay negative"

  fileprivate let width: Int
  fileprivate let reparametrisation: Reparametrisation
  fileprivate let activation: Activation
  fileprivate let step: Double

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of hidden units")
    reparametrisation = settings.choice(
      "reparametrisation", default: .softplus, help: "f in the recurrent weights -f(w)")
    activation = settings.choice("activation", default: .tanh, help: "the function applied to each unit")
    step = settings.number("step", default: 0.5, .positive, help: "the time from one step to the next")
  }

  package var isLinear: Bool { activation == .linear }

  package func parameters(for shape: SequenceShape) -> [Parameter] {
    [
      Parameter("w", width), Parameter("U", width, shape.inputs), Parameter("b", width),
      Parameter("C", shape.outputs, width), Parameter("d", shape.outputs),
    ]
  }

  /// f(w) log-uniform from 0.01 to 1, U uniform within 1, C within H^{-1/2}, b and d zero.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let weights = generator.uniform(width, within: 1).map { reparametrisation.weight(of: pow(10, $0 - 1)) }
    let inputs = generator.uniform(width * shape.inputs, within: 1)
    let outputs = generator.uniform(shape.outputs * width, within: 1 / Double(width).squareRoot())
    return weights + inputs + Array(repeating: 0, count: width) + outputs + Array(repeating: 0, count: shape.outputs)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(StableNetwork(self, shape: shape, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(StableNetwork(self, shape: shape, batch: batch))
  }

  package func operations(for shape: SequenceShape) -> Double {
    Double(width) * Double(2 * shape.inputs + 2 * shape.outputs + 24)
  }

  package func workspace(for shape: SequenceShape) -> Int { 4 * width + shape.inputs + 1 }
}

extension StableRNN.Reparametrisation {
  /// w where f(w) is `rate`.
  fileprivate func weight(of rate: Double) -> Double {
    switch self {
    case .softplus: log(expm1(rate))
    case .exponential: log(rate)
    }
  }

  /// f(w) and f'(w).
  fileprivate func rate(_ weight: Double) -> (value: Double, slope: Double) {
    switch self {
    case .softplus: (max(weight, 0) + log1p(exp(-abs(weight))), 1 / (1 + exp(-weight)))
    case .exponential: (exp(weight), exp(weight))
    }
  }
}

private struct StableNetwork<Element: Scalar>: Differentiable {
  private let model: StableRNN
  private let shape: SequenceShape
  /// (h_{t-1}, x_t, 1) at t.
  private let states: Signal<Element>
  /// φ at each step, and the slopes of what it is applied to.
  private let values: Signal<Element>
  private let slopes: Signal<Element>
  private let drive: PackedMatrix<Element>
  /// ∂E/∂U and ∂E/∂b side by side.
  private let inputGradients: Signal<Element>
  let stateSlopes: Signal<Element>
  private let decays: Signal<Element>

  init(_ model: StableRNN, shape: SequenceShape, batch: Int) {
    let inner = model.width + shape.inputs + 1
    self.model = model
    self.shape = shape
    states = Signal(length: shape.length + 1, width: inner, batch: batch)
    values = Signal(length: shape.length, width: model.width, batch: batch)
    slopes = Signal(length: shape.length, width: model.width, batch: batch)
    decays = Signal(length: 1, width: 1, batch: model.width)
    drive = PackedMatrix(rows: model.width, columns: shape.inputs + 1)
    inputGradients = Signal(length: 1, width: model.width, batch: shape.inputs + 1)
    stateSlopes = Signal(length: shape.length, width: model.width, batch: batch)
    for time in 0...shape.length {
      (states.step(time) + (inner - 1) * states.stride).update(repeating: 1, count: states.stride)
    }
  }

  func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    let (width, stride, features) = (model.width, states.stride, shape.inputs)
    drive.pack(MatrixView(parameters + width, rows: width, columns: features))
    for row in 0..<width {
      drive[row, features] = model.isLinear ? 0 : parameters[width * (1 + features) + row]
      decays.step(0)[row] = -Element(model.reparametrisation.rate(Double(parameters[row])).value)
    }
    let output = parameters + width * (2 + features)
    let readout = MatrixView(output, rows: shape.outputs, columns: width)
    for time in 0..<shape.length {
      let (state, next, value) = (states.step(time), states.step(time + 1), values.step(time))
      (state + width * stride).update(from: inputs.step(time), count: features * stride)
      drive.multiply(state + width * stride, into: value, stride: stride)
      for unit in 0..<width { advance(unit, decay(unit), state, value, next) }
      for row in 0..<shape.outputs {
        let bias = model.isLinear ? 0 : output[shape.outputs * width + row]
        (outputs.step(time) + row * stride).update(repeating: bias, count: stride)
      }
      readout.multiply(next, into: outputs.step(time), stride: stride, adding: true)
    }
  }

  /// ∂E/∂h_t = Cᵀ ∂E/∂ŷ_t + (1 + Δt Λ φ'_{t+1}) ⊙ ∂E/∂h_{t+1}.
  func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ errors: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let (width, stride, features) = (model.width, states.stride, shape.inputs)
    let output = width * (2 + features)
    let readout = MatrixView(parameters + output, rows: shape.outputs, columns: width).transposed
    for time in (0..<shape.length).reversed() {
      let slope = stateSlopes.step(time)
      readout.multiply(errors.step(time), into: slope, stride: stride, adding: time + 1 < shape.length)
      for unit in 0..<width { retreat(unit, decay(unit), time) }
    }
    inputGradients.step(0).update(repeating: 0, count: width * inputGradients.stride)
    addOuterProducts(
      slopes, states, columns: width..<width + features + 1, length: shape.length, to: inputGradients.step(0),
      pitch: inputGradients.stride)
    for unit in 0..<width {
      let sums = inputGradients.step(0) + unit * inputGradients.stride
      for feature in 0..<features { gradient[width + unit * features + feature] += sums[feature] }
      if !model.isLinear { gradient[width * (1 + features) + unit] += sums[features] }
      var own: Element = 0
      addOuterProducts(
        slopes, rows: unit..<unit + 1, states, columns: unit..<unit + 1, length: shape.length, to: &own)
      gradient[unit] -= own * Element(model.reparametrisation.rate(Double(parameters[unit])).slope)
    }
    addOuterProducts(errors, states, columns: 0..<width, first: 1, length: shape.length, to: gradient + output)
    if model.isLinear { return }
    addOuterProducts(
      errors, states, columns: states.width - 1..<states.width, first: 1, length: shape.length,
      to: gradient + output + shape.outputs * width)
  }

  /// Λ of `unit` in the last `forward`.
  @inline(__always)
  private func decay(_ unit: Int) -> Element.Lanes { Element.Lanes(repeating: decays.step(0)[unit]) }

  @inline(__always)
  private func advance(
    _ unit: Int, _ decay: Element.Lanes, _ state: Pointer<Element>, _ value: Pointer<Element>, _ next: Pointer<Element>
  ) {
    let step = Element.Lanes(repeating: Element(model.step))
    let first = unit * states.stride
    let places = stride(from: first, to: first + states.stride, by: Element.Lanes.scalarCount)
    for index in places {
      store(Element.multiplyAdd(decay, load(state + index), load(value + index)), to: value + index)
    }
    model.activation.apply(value + first, into: value + first, count: states.stride)
    for index in places {
      store(Element.multiplyAdd(step, load(value + index), load(state + index)), to: next + index)
    }
  }

  @inline(__always)
  private func retreat(_ unit: Int, _ decay: Element.Lanes, _ time: Int) {
    let step = Element.Lanes(repeating: Element(model.step))
    let first = unit * states.stride
    for index in stride(from: first, to: first + states.stride, by: Element.Lanes.scalarCount) {
      let slope = load(stateSlopes.step(time) + index)
      let inner = model.activation.passSlopes(step * slope, at: load(values.step(time) + index), Element.self)
      store(inner, to: slopes.step(time) + index)
      if time > 0 { store(Element.multiplyAdd(decay, inner, slope), to: stateSlopes.step(time - 1) + index) }
    }
  }
}
