import Settings

/// The mean absolute error, w_t = 1 and φ(e) = |e|; the slope at 0 is 0.
package struct AbsoluteError: ResidualError {
  package static let name = "absolute"
  package static let summary = "the mean absolute error"

  package init(settings: Settings) {}

  package var exponent: Double? { 1 }

  package func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for index in residuals.indices {
      let residual = residuals[index]
      sum += abs(residual)
      residuals[index] = residual > 0 ? 1 : residual < 0 ? -1 : 0
    }
    return sum
  }
}
