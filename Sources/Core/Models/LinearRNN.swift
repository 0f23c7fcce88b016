import Networks
import Numerics
import Settings
import Tasks

/// A linear recurrent network, h_t = W h_{t-1} + U x_t and ŷ_t = C h_t, with h_{-1} = 0.
package struct LinearRNN: SequenceModel {
  package static let name = "linear-rnn"
  package static let summary = "a linear recurrent network"

  fileprivate let width: Int
  private let initialisation: MatrixInitialisation

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of hidden units")
    initialisation = settings.choice("initialisation", default: .uniform, help: "how W starts")
  }

  package var isLinear: Bool { true }

  package func parameters(for shape: SequenceShape) -> [Parameter] {
    [Parameter("W", width, width), Parameter("U", width, shape.inputs), Parameter("C", shape.outputs, width)]
  }

  /// Uniform within H^{-1/2} for W and C and within 1 for U, or W orthogonal.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let bound = 1 / Double(width).squareRoot()
    let recurrence =
      switch initialisation {
      case .uniform: generator.uniform(width * width, within: bound)
      case .orthogonal: orthogonalMatrix(size: width, from: &generator)
      }
    return recurrence + generator.uniform(width * shape.inputs, within: 1)
      + generator.uniform(shape.outputs * width, within: bound)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    guard shape.inputs == 1, shape.outputs == 1 else { return plainNetwork(for: shape, batch: batch) }
    return Network(derived: LinearKernelNetwork(width: width, length: shape.length, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    guard shape.inputs == 1, shape.outputs == 1 else { return plainNetwork(for: shape, batch: batch) }
    return Network(derived: LinearKernelNetwork(width: width, length: shape.length, batch: batch))
  }

  /// The recurrence over every sequence: the reference for the path through the kernel.
  func plainNetwork<Element: Scalar>(for shape: SequenceShape, batch: Int) -> Network<Element> {
    Network(LinearNetwork(self, shape: shape, batch: batch))
  }

  package func operations(for shape: SequenceShape) -> Double {
    2 * Double(width) * Double(width + shape.inputs + shape.outputs)
  }

  /// The kernel and its slopes are shared by a batch.
  package func workspace(for shape: SequenceShape) -> Int {
    shape.inputs == 1 && shape.outputs == 1 ? 2 * convolutionWorkspace(length: shape.length) + width / 16 : 2 * width
  }
}

private struct LinearNetwork<Element: Scalar>: Differentiable {
  private let shape: SequenceShape
  private let width: Int
  /// h_{t-1} at t, of shape (T+1, H, batch).
  private let states: Signal<Element>
  private let recurrence: PackedMatrix<Element>
  private let transposed: PackedMatrix<Element>
  let stateSlopes: Signal<Element>

  init(_ model: LinearRNN, shape: SequenceShape, batch: Int) {
    self.shape = shape
    width = model.width
    states = Signal(length: shape.length + 1, width: model.width, batch: batch)
    recurrence = PackedMatrix(rows: model.width, columns: model.width)
    transposed = PackedMatrix(rows: model.width, columns: model.width)
    stateSlopes = Signal(length: shape.length, width: model.width, batch: batch)
  }

  func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    let (matrix, input, output) = matrices(parameters)
    recurrence.pack(matrix)
    for time in 0..<shape.length {
      let state = states.step(time + 1)
      input.multiply(inputs.step(time), into: state, stride: states.stride)
      recurrence.multiply(states.step(time), into: state, stride: states.stride, adding: true)
      output.multiply(state, into: outputs.step(time), stride: states.stride)
    }
  }

  /// ∂E/∂h_t = Cᵀ ∂E/∂ŷ_t + Wᵀ ∂E/∂h_{t+1}; ∂E/∂W = Σ_t ∂E/∂h_t h_{t-1}ᵀ, and likewise for U and C.
  func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let (matrix, _, output) = matrices(parameters)
    transposed.pack(matrix.transposed)
    for time in (0..<shape.length).reversed() {
      let slope = stateSlopes.step(time)
      output.transposed.multiply(slopes.step(time), into: slope, stride: states.stride)
      guard time + 1 < shape.length else { continue }
      transposed.multiply(stateSlopes.step(time + 1), into: slope, stride: states.stride, adding: true)
    }
    let inputGradient = gradient + width * width
    addOuterProducts(stateSlopes, states, length: shape.length, to: gradient)
    addOuterProducts(stateSlopes, inputs, length: shape.length, to: inputGradient)
    addOuterProducts(
      slopes, states, first: 1, length: shape.length, to: inputGradient + width * shape.inputs)
  }

  private func matrices(
    _ parameters: UnsafePointer<Element>
  ) -> (MatrixView<Element>, MatrixView<Element>, MatrixView<Element>) {
    let input = parameters + width * width
    return (
      MatrixView(parameters, rows: width, columns: width), MatrixView(input, rows: width, columns: shape.inputs),
      MatrixView(input + width * shape.inputs, rows: shape.outputs, columns: width)
    )
  }
}
