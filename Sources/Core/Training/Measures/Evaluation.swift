import Networks
import Numerics
import Tasks

/// A model with fixed parameters on fresh sequences, in batches no larger than those of training.
struct Evaluation {
  let shape: SequenceShape
  let network: Network<Double>
  let batch: Batch<Double>
  /// Sequences in a batch.
  let size: Int
  private let task: any SequenceTask
  private let parameters: [Double]
  private var objective: Objective
  private var generator: Generator

  /// Equal streams of one run draw equal sequences, whatever the parameters.
  init(_ run: TrainingRun, _ parameters: [Double], on task: any SequenceTask, stream: StaticString = "evaluation") {
    shape = task.shape
    size = min(max(run.batch, 16), 64)
    network = run.model.network(for: shape, batch: size)
    batch = Batch(shape, count: size)
    self.task = task
    self.parameters = parameters
    objective = Objective(run.error, shape: shape, batch: size)
    generator = Generator(seed: run.seed, stream: stream)
  }

  /// How many batches make up `count` sequences.
  func batches(for count: Int) -> Int { (count + size - 1) / size }

  /// Draws the next batch, leaves outputs and slopes in it, and returns its error.
  mutating func next() -> Double {
    batch.draw(from: task, &generator)
    return batch.error(of: network, parameters, by: &objective)
  }

  /// ∂E/∂h_τ of the batch in hand, of shape (T, H, size).
  func stateSlopes() -> Signal<Double> {
    var gradient = Array(repeating: 0.0, count: parameters.count)
    network.backward(parameters, batch.inputs, batch.slopes, &gradient)
    return network.stateSlopes
  }
}
