import Settings

/// The mean squared error, w_t = 1 and φ(e) = e².
package struct SquaredError: ResidualError {
  package static let name = "squared"
  package static let summary = "the mean squared error"

  package init() {}
  package init(settings: Settings) {}

  package var exponent: Double? { 2 }

  /// 1, for any distribution of variance σ².
  package func gaussianSlope(variance: Double) -> Double? { 1 }

  package func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for index in residuals.indices {
      sum += residuals[index] * residuals[index]
      residuals[index] *= 2
    }
    return sum
  }
}
