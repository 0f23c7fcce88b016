import Foundation
import Networks
import Numerics
import Settings
import Tasks

/// The diagonal structured state-space model of Gu, Gupta, Goel and Ré (2022), one layer, N complex states in each of H
/// channels: u = E x + e, v_h = Re 2 Σ_n C̄_hn s_hn + D_h u_h and ŷ = c (M gelu(v) + m) + d.
///
/// s_t = λ̄ s_{t-1} + u_t with λ̄ = e^{λΔ} and C̄ = C (λ̄ - 1)/λ (zero-order hold), λ = -e^{a} + iω and Δ = e^{δ}. It
/// computes v by the kernel K_h(s) = 2 Re Σ_n C̄_hn λ̄_hn^s. Half of the real states are counted by N: the other half are
/// their conjugates.
package struct S4D: SequenceModel {
  /// Where λ_n starts, n = 0 … N-1: -1/2 + iπn; -1/2 + i(2N/π)(2N/(2n+1) - 1); -(n+1).
  package enum Initialisation: String, CaseIterable, Sendable { case lin, inv, real }

  package static let name = "s4d"
  package static let summary = "a diagonal structured state-space model"

  let width: Int
  /// Complex states of each channel.
  let states: Int
  private let initialisation: Initialisation

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of channels")
    let realStates = settings.count(
      "states", default: 64, 2...1024, help: "real states of each channel, an even number")
    initialisation = settings.choice("initialisation", default: .lin, help: "how the eigenvalues start")
    states = realStates / 2
    if !realStates.isMultiple(of: 2) {
      settings.report(
        SettingProblem(
          "'states' cannot be \(realStates)", remedy: "it takes an even number", kind: .unsuitable, span: settings.span)
      )
    }
  }

  package var isLinear: Bool { false }

  package func parameters(for shape: SequenceShape) -> [Parameter] {
    [
      Parameter("E", width, shape.inputs), Parameter("e", width), Parameter("a", width, states),
      Parameter("omega", width, states), Parameter("delta", width), Parameter("ReC", width, states),
      Parameter("ImC", width, states), Parameter("D", width),
    ] + ConvolutionalReadout<Double>.parameters(for: shape, width: width)
  }

  /// Δ log-uniform from 1/1000 to 1/10; C uniform within N^{-1/2}; E, e and D within 1; the read-out within H^{-1/2}.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let eigenvalues = (0..<states).map(eigenvalue)
    let bound = 1 / Double(width).squareRoot()
    var start = generator.uniform(width * (shape.inputs + 1), within: 1)
    start += (0..<width).flatMap { _ in eigenvalues.map { log(-$0.real) } }
    start += (0..<width).flatMap { _ in eigenvalues.map(\.imaginary) }
    start += (0..<width).map { _ in log(1e-3) + generator.uniform() * log(100) }
    start += generator.uniform(2 * width * states, within: 1 / Double(states).squareRoot())
    start += generator.uniform(width, within: 1)
    return start + generator.uniform(width * width + width + shape.outputs * (width + 1), within: bound)
  }

  private func eigenvalue(_ index: Int) -> (real: Double, imaginary: Double) {
    let (n, states) = (Double(index), Double(2 * states))
    return switch initialisation {
    case .lin: (-0.5, .pi * n)
    case .inv: (-0.5, states / .pi * (states / (2 * n + 1) - 1))
    case .real: (-(n + 1), 0)
    }
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(derived: StateSpaceNetwork(self, shape: shape, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(derived: StateSpaceNetwork(self, shape: shape, batch: batch))
  }

  package func operations(for shape: SequenceShape) -> Double {
    Double(width) * (convolutionOperations(length: shape.length) + 20 + 2 * Double(shape.outputs))
  }

  package func workspace(for shape: SequenceShape) -> Int { 2 * width + 4 * shape.inputs + 2 * shape.outputs }
}

private final class StateSpaceNetwork<Element: Scalar>: ReadoutNetwork {
  private let shape: SequenceShape
  private let width: Int
  let readout: ConvolutionalReadout<Element>
  private let kernels: StateSpaceKernels<Element>
  private let embeddings: Int
  var slopes: Signal<Element>?

  init(_ model: S4D, shape: SequenceShape, batch: Int) {
    self.shape = shape
    width = model.width
    readout = ConvolutionalReadout(shape: shape, width: width, activation: .gelu, batch: batch)
    kernels = StateSpaceKernels(width: width, states: model.states, length: shape.length)
    embeddings = width * (shape.inputs + 1)
  }

  /// K_hi = E_hi K_h and b_h(t) = e_h Σ_{s≤t} K_h(s).
  func derive(_ parameters: UnsafePointer<Element>, into derived: UnsafeMutablePointer<Element>) {
    kernels.evaluate(parameters + embeddings)
    for channel in 0..<width {
      let kernel = kernels.kernel(channel)
      for input in 0..<shape.inputs {
        let index = channel * shape.inputs + input
        let (weight, target) = (parameters[index], derived + index * shape.length)
        for lag in 0..<shape.length { target[lag] = weight * kernel[lag] }
      }
      let (constant, offset) = (parameters[width * shape.inputs + channel], derived + offsetPlace(channel))
      var sum: Element = 0
      for time in 0..<shape.length {
        sum += kernel[time]
        offset[time] = constant * sum
      }
    }
    (derived + readout.matrixPlace).update(
      from: parameters + embeddings + kernels.parameterCount, count: readout.count - readout.matrixPlace)
  }

  func pullBack(
    _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>
  ) {
    for channel in 0..<width { embed(channel, derivedGradient, parameters, gradient) }
    kernels.addGradient(parameters + embeddings, to: gradient + embeddings)
    let place = embeddings + kernels.parameterCount
    for index in readout.matrixPlace..<readout.count {
      gradient[place + index - readout.matrixPlace] += derivedGradient[index]
    }
  }

  private func offsetPlace(_ channel: Int) -> Int { readout.offsetPlace + channel * shape.length }

  /// ∂E/∂K_h = Σ_i E_hi ∂E/∂K_hi + e_h Σ_{t≥s} ∂E/∂v_h(t), and the gradients of E and e.
  private func embed(
    _ channel: Int, _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let (kernel, slope) = (kernels.kernel(channel), kernels.kernelSlope(channel))
    let (constant, offset) = (width * shape.inputs + channel, derivedGradient + offsetPlace(channel))
    var (sum, product): (Element, Element) = (0, 0)
    for lag in (0..<shape.length).reversed() {
      sum += offset[lag]
      slope[lag] = parameters[constant] * sum
      product += kernel[lag] * sum
    }
    gradient[constant] += product
    for input in 0..<shape.inputs {
      let index = channel * shape.inputs + input
      let source = derivedGradient + index * shape.length
      product = 0
      for lag in 0..<shape.length {
        slope[lag] += parameters[index] * source[lag]
        product += kernel[lag] * source[lag]
      }
      gradient[index] += product
    }
  }

  /// ∂E/∂u_τ, of the inputs of the channels: the states themselves are 2N times as many.
  var stateSlopes: Signal<Element> {
    guard let slopes else { return Signal(length: shape.length, width: width, batch: 0) }
    let channels = readout.channelSlopes(like: slopes)
    let result = Signal<Element>(length: shape.length, width: width, batch: slopes.batch)
    for channel in 0..<width {
      let kernel = kernels.kernel(channel)
      for time in 0..<shape.length {
        let sums = result.row(time, channel)
        for later in time..<shape.length {
          let slope = channels.row(later, channel)
          for sequence in sums.indices { sums[sequence] += kernel[later - time] * slope[sequence] }
        }
      }
    }
    return result
  }
}
