import Networks
import Numerics

/// What another framework needs to show that it computes the same: the first steps of a run on one batch, number by number.
extension TrainingRun {
  /// Parameters at the start, inputs and targets, outputs, the error and its gradients there, and the parameters after five
  /// steps of the run's optimiser on this batch.
  ///
  /// Sequences are (batch, time, feature). At most `batch` sequences are taken.
  package func parity(batch most: Int = 8, steps: Int = 5, metadata: [String: String] = [:]) -> Safetensors {
    let (shape, count) = (task.shape, min(batch, most))
    let drawn = Signal<Double>(length: shape.length, width: shape.inputs, batch: count)
    let inputs = Signal<Float>(length: shape.length, width: shape.inputs, batch: count)
    let targets = Signal<Double>(length: shape.length, width: shape.outputs, batch: count)
    var generator = Generator(seed: seed, stream: "parity")
    task.fill(inputs: drawn, targets: targets, from: &generator)
    inputs.convert(from: drawn)
    let given = Signal<Float>(length: shape.length, width: shape.outputs, batch: count)
    given.convert(from: targets)
    targets.convert(from: given)
    var parameters = initialParameters.map(Float.init)
    let network: Network<Float> = model.network(for: shape, batch: count)
    let outputs = Signal<Float>(length: shape.length, width: shape.outputs, batch: count)
    network.forward(parameters, inputs, outputs)
    var tensors = arrays(parameters, "parameters")
    tensors.append(Self.tensor("inputs", inputs))
    tensors.append(Self.tensor("targets", given))
    tensors.append(Self.tensor("outputs", outputs))
    Workers.with(1) { workers in
      let sharded = ShardedGradient(model, error, shape: shape, batch: count, workers: workers)
      sharded.load(inputs: inputs, targets: targets)
      var gradient = Array(repeating: Float(0), count: parameters.count)
      var state = OptimiserState(for: optimiser, parameters: parameters.count)
      for step in 0..<steps {
        let error = sharded.evaluate(parameters, gradient: &gradient)
        if step == 0 {
          tensors.append(.init(name: "error", dimensions: [1], values: Packed([Float(error)])))
          tensors += arrays(gradient, "gradients")
        }
        optimiser.update(&parameters, gradient: gradient, state: &state)
      }
    }
    tensors += arrays(parameters, "after")
    return Safetensors(tensors: tensors, metadata: metadata)
  }

  /// The arrays of the model, named with a word before each.
  private func arrays(_ values: [Float], _ word: String) -> [Safetensors.Tensor] {
    var rest = values[...]
    return model.parameters(for: task.shape).map { parameter in
      let own = Array(rest.prefix(parameter.count))
      rest = rest.dropFirst(parameter.count)
      return .init(name: "\(word).\(parameter.name)", dimensions: parameter.dimensions, values: Packed(own))
    }
  }

  private static func tensor(_ name: String, _ signal: Signal<Float>) -> Safetensors.Tensor {
    var values: [Float] = []
    for sequence in 0..<signal.batch {
      for time in 0..<signal.length {
        for feature in 0..<signal.width { values.append(signal[time, feature, sequence]) }
      }
    }
    return .init(name: name, dimensions: [signal.batch, signal.length, signal.width], values: Packed(values))
  }
}
