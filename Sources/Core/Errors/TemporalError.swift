import Foundation

/// An error over time, E = (1/T) Σ_t w_t φ(ŷ_t - y_t), averaged over sequences and outputs.
package protocol TemporalError: Catalogued, Sendable {
  /// w_t for t = 0 … T-1, positive and with mean 1.
  func weights(length: Int) -> [Double]
  /// q where φ(e) = |e|^q.
  var exponent: Double { get }
  /// Replaces each residual e by φ'(e), and returns Σ φ(e).
  func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double
}

extension TemporalError {
  package func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for index in residuals.indices {
      let size = abs(residuals[index])
      let power = pow(size, exponent)
      sum += power
      residuals[index] = size == 0 ? 0 : exponent * power / residuals[index]
    }
    return sum
  }

  /// What is wrong with the weights for sequences of `length` steps, nil if they are positive numbers.
  package func flaw(length: Int) -> String? {
    let weights = weights(length: length)
    guard let step = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) else { return nil }
    return "the weight of step t = \(step) of T = \(length) is \(weights[step].isFinite ? "not positive" : "no number")"
  }
}

/// `weights` divided by their mean, or as they are if that is not positive, so that a flaw stays one.
func normalised(_ weights: [Double]) -> [Double] {
  let average = mean(weights)
  return average > 0 ? weights.map { $0 / average } : weights
}

extension Catalogue where Element == any TemporalError {
  /// Every error, one line each.
  package static let errors = Catalogue(
    "error",
    [
      Entry(SquaredError.self) { $0 },
      Entry(AbsoluteError.self) { $0 },
      Entry(RescaledError.self) { $0 },
      Entry(WeightedError.self) { $0 },
    ],
    expression: { WeightedError(formula: $0, of: SquaredError(), settings: $1) })

  /// The errors that a weighting can be put on.
  static let unweightedErrors = Catalogue(
    "unweighted error",
    [
      Entry(SquaredError.self) { $0 },
      Entry(AbsoluteError.self) { $0 },
    ])
}
