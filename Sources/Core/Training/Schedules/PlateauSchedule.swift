import Settings

/// A learning rate that falls whenever the training error, averaged over windows of steps, has stopped improving.
package struct PlateauSchedule: LearningRateSchedule {
  package static let name = "plateau"
  package static let summary = "a learning rate that falls when the training error stops improving"

  private let factor: Double
  private let window: Int
  private let wait: Int
  private let improvement: Double
  private let least: Double

  package init(settings: Settings) {
    factor = settings.number(
      "factor", default: 0.5, .openRange(0, 1), help: "the factor by which the learning rate falls")
    window = settings.count("window", default: 50, 1...1_000_000, help: "the steps that the error is averaged over")
    wait = settings.count("wait", default: 5, 1...1_000_000, help: "the windows without improvement before it falls")
    improvement = settings.number(
      "improvement", default: 0.01, .range(0...1), help: "the share by which an error must be below the best so far")
    least = settings.number("least", default: 0.001, .range(0...1), help: "the smallest share of the learning rate")
  }

  package func factor(at step: Int, of steps: Int, _ state: ScheduleState) -> Double { state.factor }

  package func observe(_ error: Double, _ state: inout ScheduleState) {
    state.sum += error
    state.count += 1
    guard state.count == window else { return }
    if state.patience.isOver(after: state.sum / Double(window), improvement: improvement, wait: wait) {
      state.factor = max(least, factor * state.factor)
    }
    (state.sum, state.count) = (0, 0)
  }
}
