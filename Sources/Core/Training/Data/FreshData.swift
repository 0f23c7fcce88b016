import Numerics
import Settings
import Tasks

/// Sequences that no step has seen before.
package struct FreshData: TrainingData {
  package static let name = "fresh"
  package static let summary = "fresh sequences in every step"

  package init(settings: Settings) {}

  package func source(for run: TrainingRun, _ workers: Workers) -> any GradientSource { Source(run, workers) }

  private final class Source: GradientSource {
    var place: DataPlace
    private let draw: Sampler
    private let drawn: Signal<Double>
    private let batch: BatchInHand

    init(_ run: TrainingRun, _ workers: Workers) {
      let shape = run.task.shape
      place = DataPlace(Generator(seed: run.seed, stream: "inputs"))
      draw = run.task.sampler(batch: run.batch)
      drawn = Signal(length: shape.length, width: shape.inputs, batch: run.batch)
      batch = BatchInHand(run, workers)
    }

    func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double {
      draw(drawn, batch.targets, &place.generator)
      batch.inputs.convert(from: drawn)
      return batch.evaluate(parameters, gradient: &gradient)
    }
  }
}

/// The inputs and targets of a step before they are shared out.
struct BatchInHand {
  let inputs: Signal<Float>
  let targets: Signal<Double>
  private let shards: ShardedGradient

  init(_ run: TrainingRun, _ workers: Workers) {
    let shape = run.task.shape
    inputs = Signal(length: shape.length, width: shape.inputs, batch: run.batch)
    targets = Signal(length: shape.length, width: shape.outputs, batch: run.batch)
    shards = ShardedGradient(run.model, run.error, shape: shape, batch: run.batch, workers: workers)
  }

  /// E at `parameters`, with ∂E/∂θ written to `gradient`.
  func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double {
    shards.load(inputs: inputs, targets: targets)
    return shards.evaluate(parameters, gradient: &gradient)
  }
}
