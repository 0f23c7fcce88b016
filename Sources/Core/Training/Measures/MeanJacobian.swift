import Networks
import Numerics
import Tasks

extension Evaluation {
  /// The mean Jacobian E ∂ŷ_t/∂x_{t-s} at lags 0 … T-1 of the first input and output, averaged over t: ρ̂ of any model.
  ///
  /// By Stein's lemma it is E ŷ_t x_{t-s} for white Gaussian x, on which the evaluation has to be, and so the linear functional
  /// with the least squared distance from the outputs. It is fitted to `count` sequences in rounds: each correlates with the
  /// inputs what those before left over, so that only what no linear functional explains, of variance v, adds noise, near
  /// (v / (count (T-s)))^½.
  func meanJacobian(of parameters: [Float], count: Int, rounds: Int = 6) -> [Double] {
    let (length, batches) = (shape.length, batches(for: count))
    let pairs = map(parameters, batches: batches) { lane, sample in
      (inputs: lane.first(of: sample.inputs), outputs: lane.first(of: lane.outputs))
    }
    var memory = Array(repeating: 0.0, count: length)
    for _ in 0..<rounds {
      let parts = map(batches) { lane, index in lane.correlateRest(of: pairs[index], after: memory) }
      for lag in 0..<length {
        let sum = parts.reduce(0.0) { $0 + Double($1[lag]) }
        memory[lag] += sum / Double(batches * size * (length - lag))
      }
    }
    return memory
  }
}

extension Evaluation.Lane {
  /// The first feature alone, as a copy.
  fileprivate func first(of signal: Signal<Float>) -> Signal<Float> {
    let copy = Signal<Float>(length: signal.length, width: 1, batch: signal.batch)
    for time in 0..<signal.length { copy.step(time).update(from: signal.step(time), count: signal.stride) }
    return copy
  }

  /// Σ_t (ŷ_t - Σ_r ρ̂(r) x_{t-r}) x_{t-s}, summed over a batch, ρ̂ the `memory` so far.
  fileprivate func correlateRest(
    of pair: (inputs: Signal<Float>, outputs: Signal<Float>), after memory: [Double]
  ) -> [Float] {
    let (length, rest) = (memory.count, Signal<Float>(length: memory.count, width: 1, batch: pair.inputs.batch))
    for lag in 0..<length { single.kernel(0)[lag] = Float(memory[lag]) }
    single.forward(pair.inputs, into: rest)
    for index in 0..<length * rest.stride { rest.step(0)[index] = pair.outputs.step(0)[index] - rest.step(0)[index] }
    single.backward(rest)
    return (0..<length).map { single.kernelSlope(0)[$0] }
  }
}

extension SequenceModel {
  /// The mean Jacobian at lags 0 … T-1 from at least `count` white sequences in batches of `batch`.
  package func meanJacobian(
    of parameters: [Double], for shape: SequenceShape, count: Int, batch: Int = 64, rounds: Int = 6,
    from generator: inout Generator
  ) -> [Double] {
    Evaluation(self, white: shape, size: batch, from: Generator(seed: generator.next()), .single)
      .meanJacobian(of: parameters.map(Float.init), count: count, rounds: rounds)
  }
}
