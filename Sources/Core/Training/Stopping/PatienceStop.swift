import Settings

/// An end once a metric has stopped improving.
package struct PatienceStop: StopRule {
  package static let name = "patience"
  package static let summary = "training ends when a metric has stopped improving"

  package let watch: Watch?
  private let wait: Int
  private let improvement: Double

  package init(settings: Settings) {
    watch = Watch(settings: settings)
    wait = settings.count(
      "wait", default: 5, 1...1_000_000, help: "evaluations without improvement before training ends")
    improvement = settings.number(
      "improvement", default: 0.01, .range(0...1), help: "the share by which the metric must be below the best so far")
  }

  package func isOver(at value: Double, _ patience: inout Patience) -> Bool {
    patience.isOver(after: value, improvement: improvement, wait: wait)
  }
}
