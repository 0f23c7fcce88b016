import Errors
import Networks
import Numerics
import Tasks

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
    let gradient: Signal<Float>
    var error = 0.0
  }

  private let workers: Workers
  private let shape: SequenceShape
  private let count: Int
  /// κ where the model derives it, and ∂E/∂κ: what is made of the parameters once for all shards.
  private let derivation: Network<Float>.Derivation?
  private let derived: Signal<Float>
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
      let network: Network<Float> = model.network(for: shape, batch: size)
      return Shard(
        network: network, batch: Batch(shape, count: size), count: size,
        objective: Objective(error, shape: shape, batch: size),
        gradient: Signal(length: 1, width: 1, batch: network.derivation?.count ?? parameters))
    }
    derivation = made.first?.network.derivation
    derived = Signal(length: 2, width: 1, batch: derivation?.count ?? 0)
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
    parameters.withUnsafeBufferPointer { parameters in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let values = parameters.baseAddress, let sums = gradient.baseAddress else { return 0 }
        clear(sums, count: gradient.count)
        guard let derivation else { return evaluateShards(values, gradient: sums, count: gradient.count) }
        let (numbers, slopes) = (derived.step(0), derived.step(1))
        derivation.derive(values, numbers)
        clear(slopes, count: derivation.count)
        let error = evaluateShards(numbers, gradient: slopes, count: derivation.count)
        derivation.pullBack(slopes, values, sums)
        return error
      }
    }
  }

  private func evaluateShards(
    _ numbers: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, count: Int
  ) -> Double {
    workers.perform(shards.count) { shards[$0].evaluate(numbers) }
    var error = 0.0
    for shard in shards {
      let share = Double(shard.count) / Double(self.count)
      error += share * shard.error
      let part = shard.gradient.step(0)
      for index in 0..<count { gradient[index] += Float(share) * part[index] }
    }
    return error
  }
}

extension ShardedGradient.Shard {
  /// On κ where the model derives it, else on the parameters.
  fileprivate mutating func evaluate(_ numbers: UnsafePointer<Float>) {
    network.run(numbers, batch.inputs, batch.outputs)
    error = objective.evaluate(outputs: batch.outputs, targets: batch.targets, slopes: batch.slopes)
    clear(gradient.step(0), count: gradient.batch)
    network.learn(numbers, batch.inputs, batch.slopes, gradient.step(0))
  }
}
