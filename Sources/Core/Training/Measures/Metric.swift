import Errors
import Settings
import Tasks

/// A number of which less is better, for a search or a rule to stop to go by.
package struct Metric: Sendable {
  /// The name of the measure.
  package let name: String
  /// Whether it is the run's own error, which says nothing about another error.
  let isOfTraining: Bool
  private let exists: @Sendable (TrainingRun) -> Bool

  private init(_ name: String, isOfTraining: Bool = false, _ exists: @escaping @Sendable (TrainingRun) -> Bool) {
    self.name = name
    self.isOfTraining = isOfTraining
    self.exists = exists
  }

  /// Every metric, the default first.
  static let all = [
    Metric("normalisedSquaredError") { !$0.error.comparesSymbols },
    Metric("lastTenthError") { !$0.error.comparesSymbols },
    Metric("memoryError") { $0.task.memory != nil },
    Metric("shortLagError") { $0.task.memory != nil },
    Metric("longLagError") { $0.task.memory != nil },
    Metric("symbolErrorRate") { $0.task.hasSymbols },
    Metric("trainingError", isOfTraining: true) { _ in true },
  ]

  /// Nil where it does not exist or is not finite.
  func value(of trained: TrainedModel) -> Double? { Measure.number(named: name, of: trained) }

  /// What is wrong with it for `run`, nil if nothing.
  func problem(for run: TrainingRun, _ settings: Settings) -> SettingProblem? {
    if exists(run) { return nil }
    let others = Self.all.filter { $0.exists(run) && (isOfTraining || !$0.isOfTraining) }.map(\.name)
    return SettingProblem(
      "'\(name)' cannot be measured of '\(type(of: run.task).name)' with the error '\(type(of: run.error).name)'",
      remedy: "choose \(others.joined(separator: " or "))", kind: .incompatible, span: settings.span)
  }
}

extension Settings {
  /// Reads the name of a metric; the first of `metrics` is the default.
  func metric(_ name: String, among metrics: [Metric], help: String) -> Metric {
    let word = self.word(name, default: metrics[0].name, among: metrics.map(\.name), help: help)
    return metrics.first { $0.name == word } ?? metrics[0]
  }
}
