/// The expected error of a model with a memory over white inputs of unit variance, exactly.
///
/// E = (1/T) Σ_t w_t M(σ_t²) with σ_t² = Σ_{s≤t} δ(s)² and M(v) = E φ(v^½ z) for standard normal z, so that
/// ∂E/∂ρ̂(s) = (2/T) (ρ̂(s) - ρ(s)) Σ_{t≥s} w_t M'(σ_t²). The squared error needs no Gaussian inputs, the others do.
package struct ExpectedError {
  private let error: any TemporalError
  /// ρ.
  private let target: [Double]
  private let weights: [Double]
  /// ∂E/∂ρ̂(s) at the last memory.
  package private(set) var gradient: [Double]

  /// Nil for an error that is not a function of the residual.
  package init?(_ error: any TemporalError, target: [Double]) {
    guard error.gaussianMean(variance: 1) != nil, error.gaussianSlope(variance: 1) != nil else { return nil }
    self.error = error
    self.target = target
    weights = error.weights(length: target.count)
    gradient = Array(repeating: 0, count: target.count)
  }

  /// Whether it holds for `error` whatever the distribution of the inputs.
  package static func holdsForAllWhiteInputs(_ error: any TemporalError) -> Bool { error.exponent == 2 }

  /// E at ρ̂ = `memory`, leaving the gradient.
  package mutating func evaluate(_ memory: [Double]) -> Double {
    let share = 1 / Double(target.count)
    var (sum, variance) = (0.0, 0.0)
    for step in target.indices {
      let deviation = memory[step] - target[step]
      variance += deviation * deviation
      sum += share * weights[step] * (error.gaussianMean(variance: variance) ?? .nan)
      // A slope is infinite only where the residual is 0 so far, and so is the gradient there.
      let slope = error.gaussianSlope(variance: variance) ?? .nan
      gradient[step] = slope == .infinity ? 0 : share * weights[step] * slope
    }
    var sensitivity = 0.0
    for lag in target.indices.reversed() {
      sensitivity += gradient[lag]
      gradient[lag] = 2 * sensitivity * (memory[lag] - target[lag])
    }
    return sum
  }
}
