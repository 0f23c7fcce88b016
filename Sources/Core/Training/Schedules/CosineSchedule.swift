import Foundation
import Settings

/// Half a cosine from the learning rate down to `final` of it (Loshchilov and Hutter 2017), after a linear rise.
///
/// Of N steps the first M = warm-up N have the factors 1/M, 2/M … 1; then it is f + (1 - f) (1 + cos(π (k - M) / (N - M))) / 2.
package struct CosineSchedule: LearningRateSchedule {
  package static let name = "cosine"
  package static let summary = "a learning rate that rises in a line and falls as half a cosine"

  private let warmUp: Double
  private let final: Double

  package init(settings: Settings) {
    warmUp = settings.number("warm-up", default: 0, .range(0...0.9), help: "the share of the steps in which it rises")
    final = settings.number("final", default: 0, .range(0...1), help: "the share of the learning rate that is left")
  }

  package func factor(at step: Int, of steps: Int, _ state: ScheduleState) -> Double {
    let rise = Int((warmUp * Double(steps)).rounded())
    if step < rise { return Double(step + 1) / Double(rise) }
    return final + (1 - final) * (1 + cos(.pi * Double(step - rise) / Double(steps - rise))) / 2
  }
}
