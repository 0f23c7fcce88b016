import Foundation
import Settings

/// ρ(s) = e^{-s} + e^{-(s-lag)²}.
package struct TwoPartMemory: MemoryFunction {
  package static let name = "two-part"
  package static let summary = "memory of now and of a bump at one lag, e^(-s) + e^(-(s-lag)^2)"

  let lag: Double

  package init(settings: Settings) {
    lag = settings.number("lag", default: 9, .nonNegative, help: "the middle of the bump, in units of time")
  }

  package func callAsFunction(_ lag: Double) -> Double {
    exp(-lag) + exp(-(lag - self.lag) * (lag - self.lag))
  }
}
