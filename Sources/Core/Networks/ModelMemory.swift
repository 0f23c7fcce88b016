import Numerics
import Tasks

extension SequenceModel {
  /// What a unit impulse of the first input adds to the first output at lags 0 … T-1: ρ̂ where the model is linear.
  package func impulseResponse(of parameters: [Double], for shape: SequenceShape) -> [Double] {
    let network: Network<Double> = network(for: shape, batch: 2)
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: 2)
    let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: 2)
    inputs[0, 0, 0] = 1
    network.forward(parameters, inputs, outputs)
    return (0..<shape.length).map { outputs[$0, 0, 0] - outputs[$0, 0, 1] }
  }

  /// The mean Jacobian E ∂ŷ_t/∂x_{t-s} at lags 0 … T-1, averaged over t: ρ̂ of any model.
  ///
  /// By Stein's lemma it is E ŷ_t x_{t-s} for white Gaussian x, and so the linear functional with the least squared distance
  /// from the outputs. It is fitted to `count` sequences in rounds: each correlates with the inputs what those before left
  /// over, so that only what no linear functional explains, of variance v, adds noise, near (v / (count (T-s)))^½. The
  /// sequences are run through in batches of `batch`, the last of which is a whole one.
  package func meanJacobian(
    of parameters: [Double], for shape: SequenceShape, count: Int, batch: Int = 64, rounds: Int = 6,
    from generator: inout Generator
  ) -> [Double] {
    let network: Network<Double> = network(for: shape, batch: batch)
    let samples = (0..<(count + batch - 1) / batch).map { _ in
      let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: batch)
      let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: batch)
      for time in 0..<shape.length {
        for feature in 0..<shape.inputs {
          for sequence in 0..<batch { inputs[time, feature, sequence] = generator.gaussian() }
        }
      }
      network.forward(parameters, inputs, outputs)
      return (inputs: inputs, outputs: outputs)
    }
    let convolution = CausalConvolution<Double>(length: shape.length, inputs: 1, outputs: 1, batch: batch)
    let explained = Signal<Double>(length: shape.length, width: 1, batch: batch)
    var memory = Array(repeating: 0.0, count: shape.length)
    for _ in 0..<rounds {
      for lag in memory.indices { convolution.kernel(0)[lag] = memory[lag] }
      var sums = Array(repeating: 0.0, count: shape.length)
      for (inputs, outputs) in samples {
        convolution.forward(inputs, into: explained)
        for time in 0..<shape.length {
          for sequence in 0..<batch {
            explained[time, 0, sequence] = outputs[time, 0, sequence] - explained[time, 0, sequence]
          }
        }
        convolution.backward(explained)
        for lag in sums.indices { sums[lag] += convolution.kernelSlope(0)[lag] }
      }
      for lag in memory.indices { memory[lag] += sums[lag] / Double(samples.count * batch * (shape.length - lag)) }
    }
    return memory
  }
}
