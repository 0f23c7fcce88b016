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
  /// By Stein's lemma it is E ŷ_t x_{t-s} for white Gaussian x; the mean over `count` sequences and T-s steps has a standard
  /// error near (E ŷ² / (count (T-s)))^½. They are run through in batches of `batch`, the last of which is a whole one.
  package func meanJacobian(
    of parameters: [Double], for shape: SequenceShape, count: Int, batch: Int = 64, from generator: inout Generator
  ) -> [Double] {
    let network: Network<Double> = network(for: shape, batch: batch)
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: batch)
    let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: batch)
    let products = CausalConvolution<Double>(length: shape.length, inputs: 1, outputs: 1, batch: batch)
    var sums = Array(repeating: 0.0, count: shape.length)
    let batches = (count + batch - 1) / batch
    for _ in 0..<batches {
      for time in 0..<shape.length {
        for feature in 0..<shape.inputs {
          for sequence in 0..<batch { inputs[time, feature, sequence] = generator.gaussian() }
        }
      }
      network.forward(parameters, inputs, outputs)
      products.correlate(outputs, with: inputs)
      for lag in sums.indices { sums[lag] += products.kernelSlope(0)[lag] }
    }
    return sums.enumerated().map { lag, sum in sum / Double(batches * batch * (shape.length - lag)) }
  }
}
