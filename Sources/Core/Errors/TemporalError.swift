import Foundation
import Settings
import Statistics

/// An error over time, E = (1/T) Σ_t w_t φ(ŷ_t, y_t), averaged over sequences.
package protocol TemporalError: Catalogued, Sendable {
  /// w_t for t = 0 … T-1, none negative and with mean 1.
  func weights(length: Int) -> [Double]
  /// What is wrong with the weights for sequences of `length` steps, nil if nothing. By default a negative weight, one that is
  /// not finite, and weights that are all 0; write one of your own if the weights can be wrong otherwise.
  func flaw(length: Int) -> String?
  /// Replaces the outputs ŷ of one step by ∂φ/∂ŷ, and returns Σ φ over the sequences.
  ///
  /// Both buffers are laid out [feature][sequence], with `width` features.
  func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int
  ) -> Double
  /// The same for an error whose φ changes from step to step, at step `time` of `length`; by default φ is the same at all steps.
  func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int, time: Int,
    length: Int
  ) -> Double
  /// Whether targets are symbols, one of the features 1 and the others 0; by default they are numbers.
  var comparesSymbols: Bool { get }
  /// q where φ is proportional to |ŷ - y|^q, nil if it is not a power.
  var exponent: Double? { get }
  /// E φ(σz) for standard normal z and σ² = `variance`, nil if φ is not a function of ŷ - y. By default that of the power
  /// `exponent`, and nil without one; training on the expectation needs it.
  func gaussianMean(variance: Double) -> Double?
  /// ∂ E φ(σz) / ∂(σ²), with the same default.
  func gaussianSlope(variance: Double) -> Double?
}

extension TemporalError {
  package var comparesSymbols: Bool { false }

  package func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int, time: Int,
    length: Int
  ) -> Double {
    compare(outputs, with: targets, width: width)
  }

  package func flaw(length: Int) -> String? {
    let weights = weights(length: length)
    if let step = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      let wrong = weights[step].isFinite ? "negative" : "not a number"
      return "the weight of step t = \(step) of T = \(length) is \(wrong)"
    }
    return weights.contains { $0 > 0 } ? nil : "every weight is 0 for T = \(length)"
  }

  /// m_q σ^q for a power.
  package func gaussianMean(variance: Double) -> Double? {
    exponent.map { absoluteGaussianMoment($0) * pow(variance, $0 / 2) }
  }

  /// (q/2) m_q σ^{q-2} for a power.
  package func gaussianSlope(variance: Double) -> Double? {
    exponent.map { $0 / 2 * absoluteGaussianMoment($0) * pow(variance, $0 / 2 - 1) }
  }
}

/// An error whose φ is a function of the residual e = ŷ - y, averaged over outputs, with equal weights.
package protocol ResidualError: TemporalError {
  /// Replaces each residual e by φ'(e), and returns Σ φ(e).
  func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double
}

extension ResidualError {
  package func weights(length: Int) -> [Double] { Array(repeating: 1, count: length) }

  package func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int
  ) -> Double {
    for index in outputs.indices { outputs[index] -= targets[index] }
    let sum = differentiate(outputs)
    guard width > 1 else { return sum }
    for index in outputs.indices { outputs[index] /= Double(width) }
    return sum / Double(width)
  }
}

/// An error that takes φ from another and gives it weights.
package protocol WeightingError: TemporalError {
  var base: any TemporalError { get }
}

extension WeightingError {
  package var comparesSymbols: Bool { base.comparesSymbols }
  package var exponent: Double? { base.exponent }

  package func gaussianMean(variance: Double) -> Double? { base.gaussianMean(variance: variance) }
  package func gaussianSlope(variance: Double) -> Double? { base.gaussianSlope(variance: variance) }

  package func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int
  ) -> Double {
    base.compare(outputs, with: targets, width: width)
  }

  /// Reads and declares the error that is weighted.
  package static func base(_ settings: Settings) -> any TemporalError {
    settings.part("of", from: .unweightedErrors, default: "squared", help: "the error that is weighted")
  }
}

/// `weights` divided by their mean, or as they are if that is not positive, so that a flaw stays one.
package func normalised(_ weights: [Double]) -> [Double] {
  let average = mean(weights)
  return average > 0 ? weights.map { $0 / average } : weights
}

extension Catalogue where Element == any TemporalError {
  /// Every error, one line each.
  package static let errors = Catalogue(
    "error",
    unweighted + [
      Entry(RescaledError.self) { $0 },
      Entry(ExponentialError.self) { $0 },
      Entry(LastStepError.self) { $0 },
      Entry(MaskedError.self) { $0 },
      Entry(WeightedError.self) { $0 },
    ],
    expression: { WeightedError(formula: $0, of: SquaredError(), settings: $1) })

  /// The errors that a weighting can be put on.
  static let unweightedErrors = Catalogue("unweighted error", unweighted)

  private static let unweighted = [
    Entry(SquaredError.self) { $0 },
    Entry(AbsoluteError.self) { $0 },
    Entry(HuberError.self) { $0 },
    Entry(LogCoshError.self) { $0 },
    Entry(CrossEntropyError.self) { $0 },
  ]
}
