/// What a training run found.
package struct TrainingResult: Codable, Sendable, Equatable {
  package enum Outcome: Codable, Sendable, Equatable {
    case finished
    /// The error or a parameter was no finite number at this step.
    case diverged(step: Int)
  }

  package var outcome: Outcome
  /// By the name of the measure.
  package var numbers: [String: Double]
  package var series: [String: Series]

  package init(outcome: Outcome, numbers: [String: Double], series: [String: Series]) {
    self.outcome = outcome
    self.numbers = numbers
    self.series = series
  }

  /// Takes every measure that applies to `trained`, and leaves out what is no finite number.
  init(outcome: Outcome, measuring trained: TrainedModel) {
    self.init(outcome: outcome, numbers: [:], series: [:])
    for measure in Measure.all {
      switch measure.reading {
      case .number(let compute): numbers[measure.name] = compute(trained).flatMap { $0.isFinite ? $0 : nil }
      case .series(_, let compute): series[measure.name] = compute(trained)?.finite
      }
    }
  }
}
