import Errors
import Networks
import Numerics
import Tasks

/// A model on sequences that no step of its training sees, in the single precision that it was trained in.
///
/// The sequences are the same whatever the parameters. Threads share the batches; what is made of them comes back in their order, so
/// that no sum depends on the number of threads.
final class Evaluation {
  /// What one thread runs the model with.
  final class Lane {
    let network: Network<Float>
    let outputs: Signal<Float>
    let slopes: Signal<Float>
    /// Correlates slopes with inputs, of all pairs of features and of the first alone.
    private(set) lazy var convolution = CausalConvolution<Float>(
      length: outputs.length, inputs: inputs, outputs: outputs.width, batch: outputs.batch)
    private(set) lazy var single = CausalConvolution<Float>(
      length: outputs.length, inputs: 1, outputs: 1, batch: outputs.batch)
    private let inputs: Int
    private var objective: Objective
    private var gradient: [Float]

    fileprivate init(_ model: any SequenceModel, _ error: any TemporalError, _ shape: SequenceShape, size: Int) {
      network = model.network(for: shape, batch: size)
      outputs = Signal(length: shape.length, width: shape.outputs, batch: size)
      slopes = Signal(length: shape.length, width: shape.outputs, batch: size)
      inputs = shape.inputs
      objective = Objective(error, shape: shape, batch: size)
      gradient = Array(repeating: 0, count: model.parameters(for: shape).reduce(0) { $0 + $1.count })
    }

    /// Leaves ∂E/∂ŷ_t of the outputs in `slopes`.
    func differentiate(_ sample: SequenceSet.Sample) {
      _ = objective.evaluate(outputs: outputs, targets: sample.targets, slopes: slopes)
    }

    /// ∂E/∂h_τ of the batch in hand, of shape (T, H, size).
    func stateSlopes(_ parameters: [Float], _ sample: SequenceSet.Sample) -> Signal<Float> {
      network.backward(parameters, sample.inputs, slopes, &gradient)
      return network.stateSlopes
    }
  }

  let shape: SequenceShape
  /// Sequences in a batch.
  let size: Int
  private let sequences: SequenceSet
  private let workers: Workers
  private let makeLane: () -> Lane
  private lazy var lanes = (0..<workers.count).map { _ in makeLane() }

  private init(
    _ model: any SequenceModel, _ error: any TemporalError, _ shape: SequenceShape, size: Int,
    on sequences: SequenceSet, _ workers: Workers
  ) {
    self.shape = shape
    self.size = size
    self.sequences = sequences
    self.workers = workers
    makeLane = { Lane(model, error, shape, size: size) }
  }

  /// On sequences of `task`, in batches no larger than those of training: equal for runs of one seed, task and batch size.
  convenience init(_ run: TrainingRun, on task: any SequenceTask, _ workers: Workers) {
    let size = min(max(run.batch, 16), 64)
    self.init(
      run.model, run.error, task.shape, size: size,
      on: SequenceSet(of: task, size: size, from: Generator(seed: run.seed, stream: "evaluation")), workers)
  }

  /// On white Gaussian sequences.
  convenience init(
    _ model: any SequenceModel, white shape: SequenceShape, size: Int, from generator: Generator, _ workers: Workers
  ) {
    self.init(
      model, SquaredError(), shape, size: size,
      on: SequenceSet(whiteOf: shape, size: size, from: generator), workers)
  }

  /// How many batches make up `count` sequences.
  func batches(for count: Int) -> Int { (count + size - 1) / size }

  /// What `body` makes of each of the first `batches`, of which the outputs are in the lane that it is given.
  func map<Value>(
    _ parameters: [Float], batches: Int, _ body: (Lane, SequenceSet.Sample) -> Value
  ) -> [Value] {
    let next = sequences.pass()
    var values: [Value] = []
    // As many at a time as there are threads, so that no more are in memory than are kept there.
    while values.count < batches {
      let samples = (0..<min(lanes.count, batches - values.count)).map { _ in next() }
      values += workers.map(samples.count, with: lanes) { lane, index in
        lane.network.forward(parameters, samples[index].inputs, lane.outputs)
        return body(lane, samples[index])
      }
    }
    return values
  }

  /// What `body` makes of 0 ..< `count`, each with some lane.
  func map<Value>(_ count: Int, _ body: (Lane, Int) -> Value) -> [Value] {
    workers.map(count, with: lanes, body)
  }
}

extension Workers {
  /// What `body` makes of 0 ..< `count`, in this order; no two threads have the same of the `tools` in hand.
  func map<Tool, Value>(_ count: Int, with tools: [Tool], _ body: (Tool, Int) -> Value) -> [Value] {
    var values = [Value?](repeating: nil, count: count)
    values.withUnsafeMutableBufferPointer { values in
      perform(min(tools.count, count)) { tool in
        for index in stride(from: tool, to: count, by: tools.count) { values[index] = body(tools[tool], index) }
      }
    }
    return values.compactMap { $0 }
  }
}
