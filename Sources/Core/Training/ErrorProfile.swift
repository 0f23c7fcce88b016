/// The squared error of a model by time step, unweighted, and the size of the targets it is compared with.
package struct ErrorProfile: Sendable {
  /// E (ŷ_t - y_t)² for t = 0 … T-1.
  package let squaredError: [Double]
  /// E y_t².
  package let squaredTarget: [Double]

  /// For white inputs of unit variance, exactly: σ_t² = Σ_{s≤t} δ(s)², and likewise for ρ.
  package init(target: [Double], learned: [Double]) {
    func running(_ values: [Double]) -> [Double] {
      var sum = 0.0
      return values.map { value in
        sum += value * value
        return sum
      }
    }
    squaredError = running(zip(target, learned).map { $0 - $1 })
    squaredTarget = running(target)
  }

  /// From fresh sequences, the same for every run of one seed and task.
  package init(sampling run: TrainingRun, parameters: [Double], count: Int = 512) {
    let shape = run.task.shape
    let network: Network<Double> = run.model.network(for: shape, batch: count)
    let batch = Batch<Double>(shape, count: count)
    var generator = Generator(seed: run.seed, stream: "evaluation")
    batch.draw(from: run.task, &generator)
    network.forward(parameters, batch.inputs, batch.outputs)
    func mean(_ square: (Int, Int, Int) -> Double) -> [Double] {
      (0..<shape.length).map { time in
        var sum = 0.0
        for feature in 0..<shape.outputs { for sequence in 0..<count { sum += square(time, feature, sequence) } }
        return sum / Double(count * shape.outputs)
      }
    }
    squaredError = mean {
      let residual = batch.outputs[$0, $1, $2] - batch.targets[$0, $1, $2]
      return residual * residual
    }
    squaredTarget = mean { batch.targets[$0, $1, $2] * batch.targets[$0, $1, $2] }
  }

  /// Σ E e² / Σ E y² over a range of steps, nil where the targets are zero.
  package func normalisedError(over steps: Range<Int>) -> Double? {
    let target = squaredTarget[steps].reduce(0, +)
    return target > 0 ? squaredError[steps].reduce(0, +) / target : nil
  }
}
