import Foundation
import Networks
import Numerics
import Settings
import Tasks

/// A linear recurrent network whose recurrence is diagonal, h_t = λ ⊙ h_{t-1} + B x_t and ŷ_t = Re C h_t, all complex.
///
/// It computes the causal convolution with ρ̂(s) = Re Σ_n C_n λ_n^s B_n, which is what is trained.
package struct DiagonalRNN: SequenceModel {
  /// Where λ starts: spread over the disc in which the eigenvalues of a uniform `linear-rnn` lie (the circular law),
  /// over the unit circle as those of an orthogonal one, or over the ring 0.9 to 0.999 (Orvieto et al. 2023).
  package enum Initialisation: String, CaseIterable, Sendable { case uniform, orthogonal, ring }

  package static let name = "diagonal-rnn"
  package static let summary = "a linear recurrent network with a diagonal complex recurrence"

  fileprivate let width: Int
  private let initialisation: Initialisation

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of complex hidden units")
    initialisation = settings.choice("initialisation", default: .ring, help: "how the recurrence starts")
  }

  package var isLinear: Bool { true }

  package func parameters(for shape: SequenceShape) -> [Parameter] {
    [
      Parameter("lambda", 2, width), Parameter("B", shape.inputs, 2, width), Parameter("C", shape.outputs, 2, width),
    ]
  }

  /// B uniform within 1 and C within H^{-1/2}, real and imaginary parts alike.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let radii: (least: Double, most: Double) =
      switch initialisation {
      case .uniform: (0, 1 / 3.0.squareRoot())
      case .orthogonal: (1, 1)
      case .ring: (0.9, 0.999)
      }
    let recurrence = ring(width, from: radii.least, to: radii.most, phase: 2 * .pi, &generator)
    let bound = 1 / Double(width).squareRoot()
    return recurrence.map { $0.radius * cos($0.angle) } + recurrence.map { $0.radius * sin($0.angle) }
      + generator.uniform(2 * shape.inputs * width, within: 1)
      + generator.uniform(2 * shape.outputs * width, within: bound)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(derived: DiagonalNetwork(width: width, shape: shape, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(derived: DiagonalNetwork(width: width, shape: shape, batch: batch))
  }

  package func operations(for shape: SequenceShape) -> Double {
    Double(shape.inputs * shape.outputs) * convolutionOperations(length: shape.length)
  }

  package func workspace(for shape: SequenceShape) -> Int {
    2 * shape.inputs * convolutionWorkspace(length: shape.length)
  }
}

private final class DiagonalNetwork<Element: Scalar>: Derived {
  private let shape: SequenceShape
  private let width: Int
  private let convolution: CausalConvolution<Element>
  private let sum: ExponentialSum<Element>
  /// λ and w of the kernel in hand, and the gradient with respect to them.
  private let modes: Signal<Element>
  private let modeSlopes: Signal<Element>
  private let adjoint: AdjointRecurrence<Element>

  init(width: Int, shape: SequenceShape, batch: Int) {
    self.shape = shape
    self.width = width
    convolution = CausalConvolution(
      length: shape.length, inputs: shape.inputs, outputs: shape.outputs, batch: batch)
    modes = Signal(length: 1, width: 4, batch: width)
    modeSlopes = Signal(length: 1, width: 4, batch: width)
    sum = ExponentialSum(stride: modes.stride)
    adjoint = AdjointRecurrence(shape: shape, width: width, batch: batch)
  }

  var derivedCount: Int { shape.outputs * shape.inputs * shape.length }

  /// κ = ρ̂ of each output and input.
  func derive(_ parameters: UnsafePointer<Element>, into derived: UnsafeMutablePointer<Element>) {
    for output in 0..<shape.outputs {
      for input in 0..<shape.inputs {
        fillModes(parameters, output, input)
        let kernel = derived + (output * shape.inputs + input) * shape.length
        sum.evaluate(modes.step(0), into: kernel, length: shape.length)
      }
    }
    adjoint.keep(recurrence: parameters, output: parameters + 2 * width * (1 + shape.inputs))
  }

  func pullBack(
    _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>
  ) {
    for output in 0..<shape.outputs {
      for input in 0..<shape.inputs {
        fillModes(parameters, output, input)
        let slope = derivedGradient + (output * shape.inputs + input) * shape.length
        sum.differentiate(modes.step(0), slope, length: shape.length, into: modeSlopes.step(0))
        addGradient(parameters, output, input, to: gradient)
      }
    }
  }

  func forward(_ kernels: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    convolution.takeKernels(from: kernels)
    convolution.forward(inputs, into: outputs)
  }

  func backward(
    _ kernels: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    convolution.backward(slopes)
    convolution.addKernelSlopes(to: gradient)
    adjoint.keep(slopes)
  }

  var stateSlopes: Signal<Element> { adjoint.stateSlopes }

  /// w_n = C_n B_n.
  private func fillModes(_ parameters: UnsafePointer<Element>, _ output: Int, _ input: Int) {
    let (b, c) = (parameters + 2 * width * (1 + input), parameters + 2 * width * (1 + shape.inputs + output))
    let (modes, stride) = (modes.step(0), modes.stride)
    for unit in 0..<width {
      modes[unit] = parameters[unit]
      modes[stride + unit] = parameters[width + unit]
      modes[2 * stride + unit] = b[unit] * c[unit] - b[width + unit] * c[width + unit]
      modes[3 * stride + unit] = b[unit] * c[width + unit] + b[width + unit] * c[unit]
    }
  }

  /// ∂E/∂B = conj(C) ∂E/∂w and ∂E/∂C = conj(B) ∂E/∂w.
  private func addGradient(
    _ parameters: UnsafePointer<Element>, _ output: Int, _ input: Int, to gradient: UnsafeMutablePointer<Element>
  ) {
    let (inputPlace, outputPlace) = (2 * width * (1 + input), 2 * width * (1 + shape.inputs + output))
    let (b, c) = (parameters + inputPlace, parameters + outputPlace)
    let (slopes, stride) = (modeSlopes.step(0), modeSlopes.stride)
    for unit in 0..<width {
      let (real, imaginary) = (slopes[2 * stride + unit], slopes[3 * stride + unit])
      gradient[unit] += slopes[unit]
      gradient[width + unit] += slopes[stride + unit]
      gradient[inputPlace + unit] += c[unit] * real + c[width + unit] * imaginary
      gradient[inputPlace + width + unit] += c[unit] * imaginary - c[width + unit] * real
      gradient[outputPlace + unit] += b[unit] * real + b[width + unit] * imaginary
      gradient[outputPlace + width + unit] += b[unit] * imaginary - b[width + unit] * real
    }
  }
}
