/// The squared error of a model by time step, unweighted, and the size of the targets it is compared with.
package struct ErrorProfile: Sendable {
  /// E (ŷ_t - y_t)² for t = 0 … T-1.
  package let squaredError: [Double]
  /// E y_t².
  package let squaredTarget: [Double]
  /// The share of sequences where another output than the symbol asked for is the largest, for tasks of symbols.
  package let wrongSymbols: [Double]?

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
    wrongSymbols = nil
  }

  /// From fresh or held-out sequences, the same for every run of one seed and task.
  package init(sampling run: TrainingRun, parameters: [Double], count: Int = 512) {
    let shape = run.task.shape
    let network: Network<Double> = run.model.network(for: shape, batch: count)
    let batch = Batch<Double>(shape, count: count)
    var generator = Generator(seed: run.seed, stream: "evaluation")
    batch.draw(from: run.task.heldOut, &generator)
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
    wrongSymbols = run.task.hasSymbols ? batch.wrongSymbols : nil
  }

  /// Σ E e² / Σ E y² over a range of steps, nil where the targets are zero.
  package func normalisedError(over steps: Range<Int>) -> Double? {
    let target = squaredTarget[steps].reduce(0, +)
    return target > 0 ? squaredError[steps].reduce(0, +) / target : nil
  }
}

extension Batch {
  /// By time step, the share of sequences where the largest output is not the largest target.
  fileprivate var wrongSymbols: [Double] {
    (0..<outputs.length).map { time in
      let features = 0..<outputs.width
      let wrong = (0..<outputs.batch).count { sequence in
        let answer = features.max { outputs[time, $0, sequence] < outputs[time, $1, sequence] }
        return answer.map { targets[time, $0, sequence] } != 1
      }
      return Double(wrong) / Double(outputs.batch)
    }
  }
}
