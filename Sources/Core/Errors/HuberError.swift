import Foundation

/// The error of Huber (1964), φ(e) = e²/2 up to |e| = delta and delta (|e| - delta/2) beyond.
package struct HuberError: ResidualError {
  package static let name = "huber"
  package static let summary = "half the squared error for small residuals, and the absolute one for large"

  private let delta: Double

  package init(settings: Settings) {
    delta = settings.number("delta", default: 1, .positive, help: "the residual from which the error grows linearly")
  }

  package var exponent: Double? { nil }

  /// ½ E φ''(σz) = ½ P(|z| ≤ delta/σ).
  package func gaussianSlope(variance: Double) -> Double? { erf(delta / (2 * variance).squareRoot()) / 2 }

  package func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for index in residuals.indices {
      let residual = residuals[index]
      let slope = min(max(residual, -delta), delta)
      sum += slope * (residual - slope / 2)
      residuals[index] = slope
    }
    return sum
  }
}
