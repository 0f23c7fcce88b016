import Numerics
import Settings
import Tasks

/// The parameters of L layers of H units with G gates each, in the order and with the two biases of PyTorch, and an output.
///
/// A gate is W_ih x_t + b_ih + W_hh h_{t-1} + b_hh before its activation, where x_t are the inputs of the first layer and the
/// hidden states of the layer below of any other; the output is C h_t + d of the last layer.
package struct RecurrentParameters: Sendable {
  /// Where the arrays of one layer start in the flat vector.
  package struct Layer: Sendable {
    let gates: Int
    let width: Int
    let inputs: Int
    let start: Int

    /// G H.
    var rows: Int { gates * width }
    package var recurrence: Int { start + rows * inputs }
    package var inputBias: Int { recurrence + rows * width }
    var stateBias: Int { inputBias + rows }
    var end: Int { stateBias + rows }
  }

  let width: Int
  let shape: SequenceShape
  package let layers: [Layer]

  package init(gates: Int, width: Int, layers: Int, shape: SequenceShape) {
    self.width = width
    self.shape = shape
    var (made, inputs) = ([Layer](), shape.inputs)
    for _ in 0..<layers {
      made.append(Layer(gates: gates, width: width, inputs: inputs, start: made.last?.end ?? 0))
      inputs = width
    }
    self.layers = made
  }

  package var list: [Parameter] {
    layers.enumerated().flatMap { index, layer in
      let mark = layers.count > 1 ? "_l\(index)" : ""
      return [
        Parameter("W_ih" + mark, layer.rows, layer.inputs), Parameter("W_hh" + mark, layer.rows, width),
        Parameter("b_ih" + mark, layer.rows), Parameter("b_hh" + mark, layer.rows),
      ]
    } + [Parameter("C", shape.outputs, width), Parameter("d", shape.outputs)]
  }

  var output: Int { layers.last?.end ?? 0 }
  var outputBias: Int { output + shape.outputs * width }
  var count: Int { outputBias + shape.outputs }

  /// All uniform within H^{-1/2}.
  package func uniform(from generator: inout Generator) -> [Double] {
    generator.uniform(count, within: 1 / Double(width).squareRoot())
  }

  /// Floating-point operations of one step of one sequence, forward.
  package var operations: Double {
    Double(2 * width * shape.outputs)
      + layers.reduce(0.0) { $0 + Double(2 * $1.rows * (width + $1.inputs) + 20 * $1.rows) }
  }

  /// Elements of workspace for one step of one sequence, of a cell that keeps `blocks` blocks.
  package func workspace(blocks: Int) -> Int {
    layers.reduce(0) { $0 + (blocks + 2) * width + $1.inputs + 1 } + (layers.count - 1) * width
  }

  /// Reads and declares how many layers a model has.
  package static func layers(_ settings: Settings) -> Int {
    settings.count("layers", default: 1, 1...16, help: "the number of layers, each fed by the one below")
  }
}
