import Foundation

/// A temporally rescaled error, w_t ∝ ((t+1)/(T+1))^power (Wang and Yan 2023).
package struct RescaledError: TemporalError {
  package static let name = "rescaled"
  package static let summary = "an error rescaled temporally, with weights growing as a power of time"

  private let power: Double
  private let base: any TemporalError

  package init(settings: Settings) {
    power = settings.number("power", default: 2, .range(0...16), help: "the power of time that weights grow with")
    base = settings.part("of", from: .unweightedErrors, default: "squared", help: "the error that is rescaled")
  }

  package var exponent: Double { base.exponent }

  package func weights(length: Int) -> [Double] { Self.weights(length: length, power: power) }

  /// ((t+1)/(T+1))^power, scaled to mean 1.
  static func weights(length: Int, power: Double) -> [Double] {
    normalised((1...length).map { pow(Double($0) / Double(length + 1), power) })
  }

  package func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    base.differentiate(residuals)
  }
}
