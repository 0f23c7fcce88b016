import Foundation
import Networks
import Numerics
import Settings
import Tasks

/// The linear recurrent unit of Orvieto et al. (2023), one layer: h_t = λ ⊙ h_{t-1} + γ ⊙ B x_t, v_t = Re C h_t + D x_t and
/// ŷ = c (M f(v) + m) + d.
///
/// λ = exp(-e^ν + i e^θ) keeps |λ| below 1, and γ = e^g normalises the states, at first γ = (1 - |λ|²)^½ (their equations
/// 5 to 7). It computes v by the kernels K_hi(s) = Re Σ_n C_hn γ_n B_ni λ_n^s + D_hi [s = 0]. Their encoder is part of B;
/// in place of their gated unit, skip connection and normalisation stands the read-out of S4D.
package struct LRU: SequenceModel {
  package static let name = "lru"
  package static let summary = "a linear recurrent unit"

  let width: Int
  let states: Int
  let activation: ReadoutActivation
  private let radii: (least: Double, most: Double)
  private let phase: Double

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of channels")
    states = settings.count("states", default: 32, 1...1024, help: "the number of complex states")
    let least = settings.number("r-min", default: 0.9, .range(0...0.9999), help: "the smallest initial |λ|")
    let most = settings.number("r-max", default: 0.999, .range(0.0001...0.9999), help: "the largest initial |λ|")
    phase = settings.number(
      "max-phase", default: 6.28, .range(0.001...6.2832), help: "the largest initial arg λ")
    activation = settings.choice("activation", default: .gelu, help: "what stands between the channels and the output")
    radii = (least, most)
    if least > most {
      settings.report(
        SettingProblem("'r-min' is above 'r-max'", remedy: "make it smaller", kind: .incompatible, span: settings.span))
    }
  }

  package var isLinear: Bool { false }

  package func parameters(for shape: SequenceShape) -> [Parameter] {
    [
      Parameter("nu", states), Parameter("theta", states), Parameter("g", states),
      Parameter("B", shape.inputs, 2, states), Parameter("C", width, 2, states), Parameter("D", width, shape.inputs),
    ] + ConvolutionalReadout<Double>.parameters(for: shape, width: width)
  }

  /// λ uniform over the ring; B and C normal with variances 1/(2 inputs) and 1/N for each part, D normal; the read-out
  /// uniform within H^{-1/2}.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    func normal(_ count: Int, deviation: Double) -> [Double] {
      (0..<count).map { _ in deviation * generator.gaussian() }
    }
    let eigenvalues = ring(states, from: radii.least, to: radii.most, phase: phase, &generator)
      .map { (radius: max($0.radius, 1e-6), angle: max($0.angle, 1e-6)) }
    var start = eigenvalues.map { log(-log($0.radius)) } + eigenvalues.map { log($0.angle) }
    start += eigenvalues.map { log(1 - $0.radius * $0.radius) / 2 }
    start += normal(2 * shape.inputs * states, deviation: 1 / Double(2 * shape.inputs).squareRoot())
    start += normal(2 * width * states, deviation: 1 / Double(states).squareRoot())
    start += normal(width * shape.inputs, deviation: 1)
    let bound = 1 / Double(width).squareRoot()
    let count = width * width + width + shape.outputs * (width + 1)
    return start + generator.uniform(count, within: bound)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(derived: LinearRecurrentNetwork(self, shape: shape, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(derived: LinearRecurrentNetwork(self, shape: shape, batch: batch))
  }

  package func operations(for shape: SequenceShape) -> Double {
    Double(width) * (convolutionOperations(length: shape.length) + 20 + 2 * Double(shape.outputs))
  }

  package func workspace(for shape: SequenceShape) -> Int { 2 * width + 4 * shape.inputs + 2 * shape.outputs }
}

private final class LinearRecurrentNetwork<Element: Scalar>: ReadoutNetwork {
  private let shape: SequenceShape
  private let width: Int
  private let states: Int
  let readout: ConvolutionalReadout<Element>
  private let sum: ExponentialSum<Element>
  /// λ and w = C γ B of the kernel in hand, and the gradient with respect to them.
  private let modes: Signal<Element>
  private let modeSlopes: Signal<Element>
  /// Re λ, Im λ and γ.
  private var eigenvalues: [Element]
  private var outputMatrix: [Element]
  var slopes: Signal<Element>?

  init(_ model: LRU, shape: SequenceShape, batch: Int) {
    self.shape = shape
    width = model.width
    states = model.states
    readout = ConvolutionalReadout(shape: shape, width: width, activation: model.activation, batch: batch)
    modes = Signal(length: 1, width: 4, batch: states)
    modeSlopes = Signal(length: 1, width: 4, batch: states)
    sum = ExponentialSum(stride: modes.stride)
    eigenvalues = Array(repeating: 0, count: 3 * states)
    outputMatrix = Array(repeating: 0, count: 2 * states * width)
  }

  private var inputPlace: Int { 3 * states }
  private var outputPlace: Int { states * (3 + 2 * shape.inputs) }
  private var directPlace: Int { outputPlace + 2 * states * width }
  private var readoutPlace: Int { directPlace + width * shape.inputs }

  /// The kernels with the direct path at lag 0, and no offsets.
  func derive(_ parameters: UnsafePointer<Element>, into derived: UnsafeMutablePointer<Element>) {
    for state in 0..<states {
      let radius = exp(-exp(Double(parameters[state])))
      let eigenvalue = Complex(radius: radius, angle: exp(Double(parameters[states + state])))
      eigenvalues[state] = Element(eigenvalue.real)
      eigenvalues[states + state] = Element(eigenvalue.imaginary)
      eigenvalues[2 * states + state] = Element(exp(Double(parameters[2 * states + state])))
    }
    for channel in 0..<width {
      for input in 0..<shape.inputs {
        fillModes(parameters, channel, input)
        let index = channel * shape.inputs + input
        sum.evaluate(modes.step(0), into: derived + index * shape.length, length: shape.length)
        derived[index * shape.length] += parameters[directPlace + index]
      }
    }
    clear(derived + readout.offsetPlace, count: readout.matrixPlace - readout.offsetPlace)
    (derived + readout.matrixPlace).update(
      from: parameters + readoutPlace, count: readout.count - readout.matrixPlace)
    for index in outputMatrix.indices { outputMatrix[index] = parameters[outputPlace + index] }
  }

  func pullBack(
    _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>
  ) {
    for channel in 0..<width {
      for input in 0..<shape.inputs {
        let index = channel * shape.inputs + input
        let kernelSlope = derivedGradient + index * shape.length
        fillModes(parameters, channel, input)
        sum.differentiate(modes.step(0), kernelSlope, length: shape.length, into: modeSlopes.step(0))
        addGradient(parameters, channel, input, to: gradient)
        gradient[directPlace + index] += kernelSlope[0]
      }
    }
    for index in readout.matrixPlace..<readout.count {
      gradient[readoutPlace + index - readout.matrixPlace] += derivedGradient[index]
    }
  }

  var stateSlopes: Signal<Element> {
    let channels = SequenceShape(length: shape.length, inputs: shape.inputs, outputs: width)
    let adjoint = AdjointRecurrence<Element>(shape: channels, width: states, batch: slopes?.batch ?? 0)
    adjoint.keep(recurrence: eigenvalues, output: outputMatrix)
    if let slopes { adjoint.keep(readout.channelSlopes(like: slopes)) }
    return adjoint.stateSlopes
  }

  private func fillModes(_ parameters: UnsafePointer<Element>, _ channel: Int, _ input: Int) {
    let b = parameters + inputPlace + 2 * states * input
    let c = parameters + outputPlace + 2 * states * channel
    let (modes, stride) = (modes.step(0), modes.stride)
    for state in 0..<states {
      let scale = eigenvalues[2 * states + state]
      modes[state] = eigenvalues[state]
      modes[stride + state] = eigenvalues[states + state]
      modes[2 * stride + state] = scale * (b[state] * c[state] - b[states + state] * c[states + state])
      modes[3 * stride + state] = scale * (b[state] * c[states + state] + b[states + state] * c[state])
    }
  }

  /// ∂E/∂B = γ conj(C) ∂E/∂w, ∂E/∂C = γ conj(B) ∂E/∂w, ∂E/∂g = Re conj(w) ∂E/∂w, and for log λ = -e^ν + i e^θ
  /// ∂E/∂(log λ) = conj(λ) ∂E/∂λ.
  private func addGradient(
    _ parameters: UnsafePointer<Element>, _ channel: Int, _ input: Int, to gradient: UnsafeMutablePointer<Element>
  ) {
    let (inputPlace, outputPlace) = (inputPlace + 2 * states * input, outputPlace + 2 * states * channel)
    let (b, c) = (parameters + inputPlace, parameters + outputPlace)
    let (modes, slopes, stride) = (modes.step(0), modeSlopes.step(0), modes.stride)
    for state in 0..<states {
      let (real, imaginary) = (eigenvalues[state], eigenvalues[states + state])
      let exponentReal = real * slopes[state] + imaginary * slopes[stride + state]
      let exponentImaginary = real * slopes[stride + state] - imaginary * slopes[state]
      gradient[state] -= Element(exp(Double(parameters[state]))) * exponentReal
      gradient[states + state] += Element(exp(Double(parameters[states + state]))) * exponentImaginary
      let (p, q) = (slopes[2 * stride + state], slopes[3 * stride + state])
      gradient[2 * states + state] += modes[2 * stride + state] * p + modes[3 * stride + state] * q
      let scale = eigenvalues[2 * states + state]
      gradient[inputPlace + state] += scale * (c[state] * p + c[states + state] * q)
      gradient[inputPlace + states + state] += scale * (c[state] * q - c[states + state] * p)
      gradient[outputPlace + state] += scale * (b[state] * p + b[states + state] * q)
      gradient[outputPlace + states + state] += scale * (b[state] * q - b[states + state] * p)
    }
  }
}
