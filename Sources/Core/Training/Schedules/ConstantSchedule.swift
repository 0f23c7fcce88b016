import Settings

/// One learning rate throughout.
package struct ConstantSchedule: LearningRateSchedule {
  package static let name = "constant"
  package static let summary = "the same learning rate throughout"

  package init(settings: Settings) {}

  package func factor(at step: Int, of steps: Int, _ state: ScheduleState) -> Double { 1 }
}
