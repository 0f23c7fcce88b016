import Numerics
import Statistics

/// What a training run found.
package struct TrainingResult: Codable, Sendable, Equatable {
  package enum Ending: Codable, Sendable, Equatable {
    case finished
    /// The rule to stop ended it after this many steps.
    case stopped(step: Int)
    /// Something was not finite after this many steps.
    case diverged(step: Int, cause: Divergence)
  }

  /// What was not finite.
  package enum Divergence: String, Codable, Sendable {
    case error, gradient, parameters
  }

  package var outcome: Ending
  /// By the name of the measure.
  package var numbers: [String: Double]
  package var series: [String: Series]
  /// At the end, nil where training diverged.
  package var parameters: Packed?
  /// Every trial of the search for the learning rate.
  package var search: [SearchTrial] = []
  /// What a reader should know of the run.
  package var warnings: [String] = []

  package init(outcome: Ending, numbers: [String: Double], series: [String: Series]) {
    self.outcome = outcome
    self.numbers = numbers
    self.series = series
  }

  /// Takes every measure that applies to `trained`, and leaves out what is not finite.
  init(outcome: Ending, measuring trained: TrainedModel) {
    self.init(outcome: outcome, numbers: [:], series: [:])
    for measure in Measure.all {
      switch measure.reading {
      case .number: numbers[measure.name] = measure.number(of: trained)
      case .series(_, let compute): series[measure.name] = compute(trained)?.finite
      }
    }
    parameters = Packed(trained.parameters(at: .end).map(Float.init))
  }
}

extension TrainingResult.Ending: CustomStringConvertible {
  /// "finished", "stopped early after 300 steps" or "diverged after 12 steps: the gradient was not finite".
  package var description: String {
    switch self {
    case .finished: "finished"
    case .stopped(let step): "stopped early after \(step) steps"
    case .diverged(let step, let cause):
      "diverged after \(step) steps: the \(cause.rawValue) \(cause == .parameters ? "were" : "was") not finite"
    }
  }
}
