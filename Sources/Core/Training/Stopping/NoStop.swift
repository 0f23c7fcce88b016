import Settings

/// No early end.
package struct NoStop: StopRule {
  package static let name = "never"
  package static let summary = "training goes on to its last step"

  package init(settings: Settings) {}

  package var watch: Watch? { nil }
  package func isOver(at value: Double, _ patience: inout Patience) -> Bool { false }
}
