import Numerics
import Settings
import Tasks

/// A causal model of sequences: its parameters, and how it runs and learns on a batch.
///
/// Everything here is the model's to say. A model of stacked layers of one recurrent cell conforms to `RecurrentModel`, which
/// has defaults for most of it.
package protocol SequenceModel: Catalogued, Sendable {
  /// Whether the output is linear in the input and the same at all times, so that an impulse response says all of it.
  var isLinear: Bool { get }
  /// The parameters in the order in which they lie in one flat vector.
  func parameters(for shape: SequenceShape) -> [Parameter]
  /// Parameters to start training from.
  func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double]
  /// The model with workspace for batches of `batch` sequences, to train.
  func network(for shape: SequenceShape, batch: Int) -> Network<Float>
  /// The same to check and to measure.
  func network(for shape: SequenceShape, batch: Int) -> Network<Double>
  /// Floating-point operations of one step of one sequence, forward.
  func operations(for shape: SequenceShape) -> Double
  /// Elements of workspace for one step of one sequence, from which the memory of a run is told before it starts.
  func workspace(for shape: SequenceShape) -> Int
}

/// One array of parameters.
package struct Parameter: Sendable, Hashable {
  /// The field's symbol in ASCII, "W".
  package let name: String
  /// Its dimensions, rows first.
  package let dimensions: [Int]

  package init(_ name: String, _ dimensions: Int...) {
    self.name = name
    self.dimensions = dimensions
  }

  package init(_ name: String, dimensions: [Int]) {
    self.name = name
    self.dimensions = dimensions
  }

  package var count: Int { dimensions.reduce(1, *) }
}
