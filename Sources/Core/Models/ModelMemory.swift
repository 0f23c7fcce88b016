extension SequenceModel {
  /// The response at lags 0 … T-1 of the first output to a unit impulse of the first input: ρ̂ where the model is linear.
  package func impulseResponse(of parameters: [Double], for shape: SequenceShape) -> [Double] {
    let network: Network<Double> = network(for: shape, batch: 1)
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: 1)
    let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: 1)
    inputs[0, 0, 0] = 1
    network.forward(parameters, inputs, outputs)
    return (0..<shape.length).map { outputs[$0, 0, 0] }
  }

  /// The mean Jacobian E ∂ŷ_t/∂x_{t-s} at lags 0 … T-1, averaged over t: ρ̂ of any model.
  ///
  /// By Stein's lemma it is E ŷ_t x_{t-s} for white Gaussian x; the mean over `count` sequences and T-s steps has a standard
  /// error near (E ŷ² / (count (T-s)))^½.
  package func meanJacobian(
    of parameters: [Double], for shape: SequenceShape, count: Int, from generator: inout Generator
  ) -> [Double] {
    let network: Network<Double> = network(for: shape, batch: count)
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: count)
    let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: count)
    for time in 0..<shape.length {
      for feature in 0..<shape.inputs {
        for sequence in 0..<count { inputs[time, feature, sequence] = generator.gaussian() }
      }
    }
    network.forward(parameters, inputs, outputs)
    return (0..<shape.length).map { lag in
      let products = (lag..<shape.length).map { time in
        zip(outputs.row(time, 0), inputs.row(time - lag, 0)).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return mean(products) / Double(count)
    }
  }
}
