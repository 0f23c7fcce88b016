/// The error of a model on one batch and its gradient, from shards of 32 sequences that threads share.
///
/// Shards keep the work of a step in the caches. Their number depends on the batch alone and their gradients are added in
/// their order, so that the result is the same for any number of threads.
package final class ShardedGradient: @unchecked Sendable {
  private static let shardSize = 32

  fileprivate struct Shard {
    let network: Network<Float>
    let batch: Batch<Float>
    let count: Int
    var objective: Objective
    var gradient: [Float]
    var error = 0.0
  }

  private let workers: Workers
  private let shape: SequenceShape
  private let count: Int
  /// Each thread touches its own shards alone.
  private let shards: UnsafeMutableBufferPointer<Shard>

  package init(
    _ model: any SequenceModel, _ error: any TemporalError, shape: SequenceShape, batch: Int, workers: Workers
  ) {
    self.workers = workers
    self.shape = shape
    count = batch
    let parameters = model.parameters(for: shape).reduce(0) { $0 + $1.count }
    let made = stride(from: 0, to: batch, by: Self.shardSize).map { start in
      let size = min(Self.shardSize, batch - start)
      return Shard(
        network: model.network(for: shape, batch: size), batch: Batch(shape, count: size), count: size,
        objective: Objective(error, shape: shape, batch: size),
        gradient: Array(repeating: 0, count: parameters))
    }
    shards = .allocate(capacity: made.count)
    _ = shards.initialize(from: made)
  }

  deinit {
    shards.deinitialize()
    shards.deallocate()
  }

  /// Takes over a batch.
  package func load(inputs: Signal<Float>, targets: Signal<Double>) {
    for (index, shard) in shards.enumerated() {
      let first = index * Self.shardSize
      for time in 0..<shape.length {
        for feature in 0..<shape.inputs {
          _ = shard.batch.inputs.row(time, feature).update(
            fromContentsOf: inputs.row(time, feature)[first..<first + shard.count])
        }
        for feature in 0..<shape.outputs {
          _ = shard.batch.targets.row(time, feature).update(
            fromContentsOf: targets.row(time, feature)[first..<first + shard.count])
        }
      }
    }
  }

  /// E for `parameters`, with ∂E/∂θ written to `gradient`.
  package func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double {
    workers.perform(shards.count) { shards[$0].evaluate(parameters) }
    for index in gradient.indices { gradient[index] = 0 }
    var error = 0.0
    for shard in shards {
      let share = Double(shard.count) / Double(count)
      error += share * shard.error
      for index in gradient.indices { gradient[index] += Float(share) * shard.gradient[index] }
    }
    return error
  }
}

extension ShardedGradient.Shard {
  fileprivate mutating func evaluate(_ parameters: [Float]) {
    error = batch.error(of: network, parameters, by: &objective)
    for index in gradient.indices { gradient[index] = 0 }
    network.backward(parameters, batch.inputs, batch.slopes, &gradient)
  }
}
