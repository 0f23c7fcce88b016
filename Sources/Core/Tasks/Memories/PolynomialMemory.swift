import Foundation
import Settings

/// ρ(s) = (1 + rate s)^{-power}.
package struct PolynomialMemory: MemoryFunction {
  package static let name = "polynomial"
  package static let summary = "memory that decays as (1 + rate s)^(-power)"

  let rate: Double
  let power: Double

  package init(settings: Settings) {
    rate = settings.number("rate", default: 0.1, .positive, help: "the inverse of the lag at which decay sets in")
    power = settings.number("power", default: 1.1, .positive, help: "how fast the tail decays")
  }

  package func callAsFunction(_ lag: Double) -> Double { pow(1 + rate * lag, -power) }
}
