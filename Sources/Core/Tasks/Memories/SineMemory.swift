import Foundation
import Settings

/// ρ(s) = sin(2π s / period).
package struct SineMemory: MemoryFunction {
  package static let name = "sine"
  package static let summary = "memory that oscillates and never decays, sin(2 pi s / period)"

  let period: Double

  package init(settings: Settings) {
    period = settings.number("period", default: 20, .positive, help: "the period, in units of time")
  }

  package func callAsFunction(_ lag: Double) -> Double { sin(2 * .pi * lag / period) }
}
