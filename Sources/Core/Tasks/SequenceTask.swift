import Numerics
import Settings

/// The size of the sequences of a task.
package struct SequenceShape: Sendable, Hashable {
  package var length: Int
  /// Features of the input and of the output at each step.
  package var inputs: Int
  package var outputs: Int

  package init(length: Int, inputs: Int, outputs: Int) {
    self.length = length
    self.inputs = inputs
    self.outputs = outputs
  }
}

/// A task: random input sequences and what a model should answer at each step.
package protocol SequenceTask: Catalogued, Sendable {
  var shape: SequenceShape { get }
  /// ρ(s Δt) for s = 0 … T-1 where the task is a linear functional of one white input of unit variance, else nil.
  var memory: [Double]? { get }
  /// Whether the inputs of such a task are Gaussian; by default not. Training on the expectation needs it.
  var hasGaussianInputs: Bool { get }
  /// Whether a target is a symbol, one of the outputs 1 and the others 0; by default it is numbers.
  var hasSymbols: Bool { get }
  /// The steps at which there is something to answer; by default all.
  var answers: Range<Int> { get }
  /// The task on data that training does not see; by default the task itself, which suits tasks whose every batch is fresh.
  var heldOut: any SequenceTask { get }
  /// Fills a batch with fresh sequences; both signals have the task's length and widths.
  func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator)
  /// Numbers of one step of one sequence that `fill` needs beside the two signals; none by default.
  var workspace: Int { get }
  /// What fills batches of `batch` sequences again and again. By default it calls `fill`; write one of your own if something can
  /// be made once for all batches.
  func sampler(batch: Int) -> Sampler
}

/// Fills inputs and targets of one batch size with fresh sequences.
package typealias Sampler = (Signal<Double>, Signal<Double>, inout Generator) -> Void

extension SequenceTask {
  package var hasGaussianInputs: Bool { false }
  package var hasSymbols: Bool { false }
  package var answers: Range<Int> { 0..<shape.length }
  package var heldOut: any SequenceTask { self }
  package var workspace: Int { 0 }
  package func sampler(batch: Int) -> Sampler { { fill(inputs: $0, targets: $1, from: &$2) } }
}

extension Catalogue where Element == any SequenceTask {
  /// Every task, one line each.
  package static let tasks = Catalogue(
    "task",
    [
      Entry(LinearFunctional.self) { $0 },
      Entry(DelayedRecall.self) { $0 },
      Entry(Copying.self) { $0 },
      Entry(Adding.self) { $0 },
      Entry(Forecast.self) { $0 },
      Entry(TextRecall.self) { $0 },
    ])
}
