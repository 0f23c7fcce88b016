/// The parameters of a gated recurrent network of H units with G gates, in the order and with the two biases of PyTorch.
///
/// A gate is W_ih x_t + b_ih + W_hh h_{t-1} + b_hh before its activation, and the output C h_t + d.
struct RecurrentParameters: Sendable {
  let gates: Int
  let width: Int
  let shape: SequenceShape

  /// G H.
  var rows: Int { gates * width }

  var list: [Parameter] {
    [
      Parameter("W_ih", rows, shape.inputs), Parameter("W_hh", rows, width), Parameter("b_ih", rows),
      Parameter("b_hh", rows), Parameter("C", shape.outputs, width), Parameter("d", shape.outputs),
    ]
  }

  /// Where the arrays start in the flat vector.
  var recurrence: Int { rows * shape.inputs }
  var inputBias: Int { recurrence + rows * width }
  var stateBias: Int { inputBias + rows }
  var output: Int { stateBias + rows }
  var outputBias: Int { output + shape.outputs * width }
  var count: Int { outputBias + shape.outputs }

  /// All uniform within H^{-1/2}.
  func uniform(from generator: inout Generator) -> [Double] {
    let bound = 1 / Double(width).squareRoot()
    return (0..<count).map { _ in bound * (2 * generator.uniform() - 1) }
  }

  /// Floating-point operations of one step of one sequence, forward.
  var operations: Double {
    Double(2 * rows * (width + shape.inputs) + 2 * width * shape.outputs + 20 * rows)
  }
}
