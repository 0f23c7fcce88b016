import Settings

/// How the learning rate changes in the course of a run.
package protocol LearningRateSchedule: Catalogued, Sendable {
  /// What the learning rate is multiplied by in the step number `step` of `steps`, from 0.
  func factor(at step: Int, of steps: Int, _ state: ScheduleState) -> Double
  /// Takes in the training error of a step; does nothing by default, which suits a schedule that goes by the step alone.
  func observe(_ error: Double, _ state: inout ScheduleState)
}

extension LearningRateSchedule {
  package func observe(_ error: Double, _ state: inout ScheduleState) {}
}

/// What a schedule remembers from step to step.
package struct ScheduleState: Codable, Sendable {
  /// What a schedule that looks at errors has made of the learning rate.
  var factor = 1.0
  var patience = Patience()
  /// Of the errors since the last look.
  var sum = 0.0
  var count = 0

  package init() {}
}

extension Catalogue where Element == any LearningRateSchedule {
  /// Every schedule, one line each.
  package static let schedules = Catalogue(
    "schedule",
    [
      Entry(ConstantSchedule.self) { $0 },
      Entry(CosineSchedule.self) { $0 },
      Entry(PlateauSchedule.self) { $0 },
    ])
}
