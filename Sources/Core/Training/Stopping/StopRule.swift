import Settings

/// When a run ends before its last step.
package protocol StopRule: Catalogued, Sendable {
  /// What it looks at, nil for a rule that never stops.
  var watch: Watch? { get }
  /// Whether the run is over, now that the metric is `value`.
  func isOver(at value: Double, _ patience: inout Patience) -> Bool
}

/// A metric that is taken every so many steps.
package struct Watch: Sendable {
  let metric: Metric
  let interval: Int

  init(settings: Settings) {
    metric = settings.metric("metric", among: Metric.all, help: "the metric to watch")
    interval = settings.count("every", default: 100, 1...1_000_000, help: "the steps between two evaluations")
  }
}

extension Catalogue where Element == any StopRule {
  /// Every rule to stop, one line each.
  package static let stops = Catalogue(
    "stop",
    [
      Entry(NoStop.self) { $0 },
      Entry(PatienceStop.self) { $0 },
      Entry(ThresholdStop.self) { $0 },
    ])
}
