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
    var evaluation = Evaluation(run, parameters, on: run.task.heldOut)
    let batches = evaluation.batches(for: count)
    var errors = Array(repeating: 0.0, count: evaluation.shape.length)
    var (targets, wrong) = (errors, errors)
    for _ in 0..<batches {
      _ = evaluation.next()
      let batch = evaluation.batch
      for time in errors.indices {
        for feature in 0..<evaluation.shape.outputs {
          for (output, target) in zip(batch.outputs.row(time, feature), batch.targets.row(time, feature)) {
            errors[time] += (output - target) * (output - target)
            targets[time] += target * target
          }
        }
        if run.task.hasSymbols { wrong[time] += Double(batch.wrongSymbols(at: time)) }
      }
    }
    let sequences = Double(batches * evaluation.size)
    let values = sequences * Double(evaluation.shape.outputs)
    squaredError = errors.map { $0 / values }
    squaredTarget = targets.map { $0 / values }
    wrongSymbols = run.task.hasSymbols ? wrong.map { $0 / sequences } : nil
  }

  /// Σ E e² / Σ E y² over a range of steps, nil where the targets are zero.
  package func normalisedError(over steps: Range<Int>) -> Double? {
    let target = squaredTarget[steps].reduce(0, +)
    return target > 0 ? squaredError[steps].reduce(0, +) / target : nil
  }
}

extension Batch {
  /// The sequences where the largest output is not the largest target.
  fileprivate func wrongSymbols(at time: Int) -> Int {
    (0..<outputs.batch).count { sequence in
      let answer = (0..<outputs.width).max { outputs[time, $0, sequence] < outputs[time, $1, sequence] }
      return answer.map { targets[time, $0, sequence] } != 1
    }
  }
}
