import Foundation
import Settings

/// ρ(s) = e^{-rate s}.
package struct ExponentialMemory: MemoryFunction {
  package static let name = "exponential"
  package static let summary = "memory that decays as e^(-rate s)"

  let rate: Double

  package init(settings: Settings) {
    rate = settings.number("rate", default: 1, .nonNegative, help: "how fast it decays, per unit of time")
  }

  package func callAsFunction(_ lag: Double) -> Double { exp(-rate * lag) }
}
