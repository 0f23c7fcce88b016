import Numerics
import Tasks

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

  /// From at least `count` fresh or held-out sequences, the same for every run of one seed, task and batch size.
  package init(sampling run: TrainingRun, parameters: [Double], count: Int = 512) {
    self.init(
      sampling: Evaluation(run, on: run.task.heldOut, .single), parameters: parameters.map(Float.init), count: count,
      hasSymbols: run.task.hasSymbols)
  }

  init(sampling evaluation: Evaluation, parameters: [Float], count: Int = 512, hasSymbols: Bool) {
    let shape = evaluation.shape
    let batches = evaluation.batches(for: count)
    let parts = evaluation.map(parameters, batches: batches) { lane, sample in
      (0..<shape.length).map { time in
        StepErrors(lane.outputs, sample.targets, at: time, hasSymbols: hasSymbols)
      }
    }
    let sequences = Double(batches * evaluation.size)
    let values = sequences * Double(shape.outputs)
    func sums(_ number: (StepErrors) -> Double) -> [Double] {
      (0..<shape.length).map { time in parts.reduce(0) { $0 + number($1[time]) } }
    }
    squaredError = sums(\.error).map { $0 / values }
    squaredTarget = sums(\.target).map { $0 / values }
    wrongSymbols = hasSymbols ? sums(\.wrong).map { $0 / sequences } : nil
  }

  /// Σ E e² / Σ E y² over a range of steps, nil where the targets are zero.
  package func normalisedError(over steps: Range<Int>) -> Double? {
    let target = squaredTarget[steps].reduce(0, +)
    return target > 0 ? squaredError[steps].reduce(0, +) / target : nil
  }
}

/// Σ (ŷ_t - y_t)², Σ y_t² and wrong symbols of one step of a batch.
private struct StepErrors {
  var error = 0.0
  var target = 0.0
  var wrong = 0.0

  init(_ outputs: Signal<Float>, _ targets: Signal<Double>, at time: Int, hasSymbols: Bool) {
    for feature in 0..<outputs.width {
      for (output, target) in zip(outputs.row(time, feature), targets.row(time, feature)) {
        let residual = Double(output) - target
        error += residual * residual
        self.target += target * target
      }
    }
    guard hasSymbols else { return }
    for sequence in 0..<outputs.batch {
      let answer = (0..<outputs.width).max { outputs[time, $0, sequence] < outputs[time, $1, sequence] }
      if answer.map({ targets[time, $0, sequence] }) != 1 { wrong += 1 }
    }
  }
}
