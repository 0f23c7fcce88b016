import Foundation
import Settings

/// An exponentially weighted error, w_t ∝ e^{-rate (T-1-t)} towards the end and e^{-rate t} towards the start.
package struct ExponentialError: WeightingError {
  package enum Side: String, CaseIterable, Sendable { case start, end }

  package static let name = "exponential"
  package static let summary = "an error with weights that grow exponentially towards one end of the sequence"

  private let rate: Double
  private let side: Side
  package let base: any TemporalError

  package init(settings: Settings) {
    rate = settings.number("rate", default: 0.05, .range(0...10), help: "how fast the weights grow, per step")
    side = settings.choice("towards", default: .end, help: "the end of the sequence where weights are largest")
    base = Self.base(settings)
  }

  package func weights(length: Int) -> [Double] {
    let weights = normalised((0..<length).map { exp(-rate * Double($0)) })
    return side == .start ? weights : weights.reversed()
  }
}
