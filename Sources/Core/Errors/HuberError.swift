import Foundation
import Settings

/// The error of Huber (1964), φ(e) = e²/2 up to |e| = delta and delta (|e| - delta/2) beyond.
package struct HuberError: ResidualError {
  package static let name = "huber"
  package static let summary = "half the squared error for small residuals, and the absolute one for large"

  private let delta: Double

  package init(settings: Settings) {
    delta = settings.number("delta", default: 1, .positive, help: "the residual beyond which the error grows linearly")
  }

  package var exponent: Double? { nil }

  /// (σ²/2) (P - 2 a f(a)) + delta (2 σ f(a) - (delta/2) (1 - P)) with a = delta/σ, P = P(|z| ≤ a) and f the density of z.
  package func gaussianMean(variance: Double) -> Double? {
    guard variance > 0 else { return 0 }
    let deviation = variance.squareRoot()
    let cut = delta / deviation
    let (inside, density) = (erf(cut / 2.0.squareRoot()), exp(-cut * cut / 2) / (2 * Double.pi).squareRoot())
    return variance / 2 * (inside - 2 * cut * density) + delta * (2 * deviation * density - delta / 2 * (1 - inside))
  }

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
