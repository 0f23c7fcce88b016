import Networks
import Numerics
import Tasks

/// A batch of sequences of a task with what a model makes of them, allocated once.
package struct Batch<Element: Scalar> {
  /// As the task draws them, and for the model.
  private let drawn: Signal<Double>
  package let inputs: Signal<Element>
  package let targets: Signal<Double>
  /// ŷ_t and ∂E/∂ŷ_t.
  package let outputs: Signal<Element>
  package let slopes: Signal<Element>

  package init(_ shape: SequenceShape, count: Int) {
    drawn = Signal(length: shape.length, width: shape.inputs, batch: count)
    inputs = Signal(length: shape.length, width: shape.inputs, batch: count)
    targets = Signal(length: shape.length, width: shape.outputs, batch: count)
    outputs = Signal(length: shape.length, width: shape.outputs, batch: count)
    slopes = Signal(length: shape.length, width: shape.outputs, batch: count)
  }

  /// Replaces inputs and targets by fresh ones.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  package func draw(from task: any SequenceTask, _ generator: inout Generator) {
    task.fill(inputs: drawn, targets: targets, from: &generator)
    inputs.convert(from: drawn)
  }

  /// The error of `network` with `parameters`, leaving outputs and slopes.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  package func error(
    of network: Network<Element>, _ parameters: [Element], by objective: inout Objective
  ) -> Double {
    network.forward(parameters, inputs, outputs)
    return objective.evaluate(outputs: outputs, targets: targets, slopes: slopes)
  }
}
