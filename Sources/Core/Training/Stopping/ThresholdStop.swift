import Settings

/// An end once a metric is low enough.
package struct ThresholdStop: StopRule {
  package static let name = "threshold"
  package static let summary = "training ends when a metric is low enough"

  package let watch: Watch?
  private let bound: Double

  package init(settings: Settings) {
    watch = Watch(settings: settings)
    bound = settings.number("below", default: 0.01, .positive, help: "the metric that is low enough")
  }

  package func isOver(at value: Double, _ patience: inout Patience) -> Bool { value < bound }
}
