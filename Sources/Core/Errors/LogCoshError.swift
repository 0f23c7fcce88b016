import CKernels
import Foundation
import Settings

/// The error φ(e) = log cosh e, near e²/2 for small residuals and |e| - log 2 for large.
package struct LogCoshError: ResidualError {
  package static let name = "log-cosh"
  package static let summary = "the mean logarithm of the hyperbolic cosine, a smooth absolute error"

  package init(settings: Settings) {}

  package var exponent: Double? { nil }

  /// By the trapezium rule in z, which converges exponentially for this integrand where σ is not large.
  package func gaussianMean(variance: Double) -> Double? {
    let deviation = variance.squareRoot()
    let step = min(1, 1 / max(deviation, 1)) / 4
    let sum = stride(from: step, through: 9, by: step).reduce(0.0) { sum, z in
      sum + exp(-z * z / 2) * (deviation * z + log1p(exp(-2 * deviation * z)) - M_LN2)
    }
    return 2 * sum * step / (2 * Double.pi).squareRoot()
  }

  /// ½ E sech²(σz), by the trapezium rule in u = σz, which converges exponentially for this integrand.
  package func gaussianSlope(variance: Double) -> Double? {
    guard variance > 0 else { return 0.5 }
    let deviation = variance.squareRoot()
    let step = min(deviation, 1) / 8
    let sum = stride(from: step, through: min(9 * deviation, 20), by: step).reduce(0.5) { sum, u in
      sum + exp(-u * u / (2 * variance)) / (cosh(u) * cosh(u))
    }
    return sum * step / (deviation * (2 * Double.pi).squareRoot())
  }

  package func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for first in stride(from: 0, to: residuals.count, by: Self.chunk) {
      sum += differentiate(residuals, first..<min(first + Self.chunk, residuals.count))
    }
    return sum
  }

  /// Residuals of which the logarithms are on the stack together.
  private static let chunk = 64

  /// log cosh e = |e| + log(1 + e^{-2|e|}) - log 2.
  private func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>, _ places: Range<Int>) -> Double {
    guard let base = residuals.baseAddress else { return 0 }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.chunk) { buffer in
      guard let logarithms = buffer.baseAddress else { return .nan }
      for (index, place) in places.enumerated() { logarithms[index] = -2 * abs(residuals[place]) }
      kernel_apply(.softplus, logarithms, logarithms, places.count)
      let sum = places.enumerated().reduce(0.0) { sum, item in
        sum + (abs(residuals[item.element]) + logarithms[item.offset] - M_LN2)
      }
      kernel_apply(.tanh, base + places.lowerBound, base + places.lowerBound, places.count)
      return sum
    }
  }
}
