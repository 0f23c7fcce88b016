import Foundation

/// T4: the gradient that reaches a lag carries the sensitivity profile as a factor (claim C3).
///
/// With δ = ρ - ρ̂ and E = E Σ_t w_t e_t² over white inputs, ∂E/∂ρ̂(s) = -2 B_w(s) δ(s), and for the parameters θ of a
/// linear recurrence ∂E/∂θ = -2 Σ_s B_w(s) δ(s) ∂ρ̂(s)/∂θ. Rescaling removes the decay that B_w adds, at most a factor
/// T/(T-s), and leaves the exponential decay of ∂ρ̂(s)/∂θ as it is: it alleviates the vanishing and does not cure it.
package struct GradientTheorem: Theorem {
  package static let name = "gradient"
  package static let summary = "the gradient that reaches a lag carries the sensitivity profile, and the Jacobian apart"

  let length: Int
  let width: Int
  let recurrences: Int
  let trials: Int
  let seed: Int

  package init(settings: Settings) {
    length = settings.count("length", default: 32, 4...64, help: "length of the sequences")
    width = settings.count("width", default: 4, 1...16, help: "hidden units of the linear recurrences")
    recurrences = settings.count("recurrences", default: 20, 2...1000, help: "random recurrences to differentiate")
    trials = settings.count("trials", default: 1000, 10...1_000_000, help: "random recurrences whose shares are compared")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of recurrences and residuals")
  }

  /// The factor of δ(s) in the gradient, from the weights.
  typealias Factor = ([Double]) -> [Double]

  package func check() -> TheoremCheck { check { SensitivityProfile(weights: $0).values } }

  /// The check with `factor` in the place of B_w.
  func check(factor: Factor) -> TheoremCheck {
    let cases = cases(count: recurrences)
    let gradients = differences(cases, factor)
    let decay = decay(cases.prefix(5))
    let gain = decay.gain.max() ?? .infinity
    let change = decay.change.max() ?? 0
    let inputs = "white inputs of length \(length)"
    return TheoremCheck(
      evidence: [
        .agreement(
          "memory function", "the gradient by the learned memory against finite differences over \(inputs)",
          differences: memoryDifferences(cases, factor), tolerance: 1e-8),
        .agreement(
          "backpropagation", "the formula against backpropagation through time over \(inputs)",
          differences: gradients.backpropagation, tolerance: 1e-10),
        .agreement(
          "finite differences", "the formula against finite differences of the error over \(inputs)",
          differences: gradients.finite, tolerance: 1e-6),
        .everyTrial(
          "long lags", "the gradient's share from lags beyond half the length rises with the power 0, 1, 2, 4",
          longLags(Self.powers, factor)),
        .agreement(
          "bounded gain", "what rescaling adds to the gradient of a lag, over its bound T/(T-s)",
          differences: decay.gain, tolerance: 1 + 1e-6, of: "largest gain over its bound"),
        .everyTrial(
          "falling weights", "as long lags, with the powers 0, -1, -2, -4", isControl: true,
          longLags(Self.powers.map { -$0 }, factor)),
        TheoremCheck.Evidence(
          name: "Jacobian decay", summary: "that rescaling changes how the Jacobian of the memory decays over lags",
          isControl: true, verdict: change > Self.negligible ? .holds : .fails,
          quantity: "largest change of the logarithmic decay per lag", estimate: Estimate(change, count: decay.change.count),
          allowed: "above \(Value.text(of: Self.negligible))"),
        .agreement(
          "weight alone", "the formula with the weight of a step in the place of the profile", isControl: true,
          differences: differences(cases) { $0 }.backpropagation, tolerance: 1e-10),
      ],
      numbers: numbers(gradients.backpropagation, gradients.finite, decay.change, gain, factor), series: series(factor))
  }

  private static let powers = [0.0, 1, 2, 4]
  private static let negligible = 1e-6
}

extension GradientTheorem {
  private struct Case {
    let model: LinearRecurrence
    let residual: [Double]
    let weights: [Double]
  }

  private func cases(count: Int) -> [Case] {
    var generator = Generator(seed: UInt64(seed), stream: "recurrences")
    return (0..<count).map { trial in
      let decay = 0.8 + 0.18 * generator.uniform()
      return Case(
        model: LinearRecurrence(width: width, decay: decay, using: &generator),
        residual: randomResidual(length: length, using: &generator),
        weights: powerWeights(length: length, power: Self.powers[trial % Self.powers.count]))
    }
  }

  /// Relative differences of the formula for ∂E/∂θ from backpropagation through time and from central differences.
  private func differences(_ cases: [Case], _ factor: Factor) -> (backpropagation: [Double], finite: [Double]) {
    var result: (backpropagation: [Double], finite: [Double]) = ([], [])
    for item in cases {
      let formula = Self.parameterGradient(item.model, factor: factor(item.weights), residual: item.residual)
      let backward = Self.backpropagated(item.model, weights: item.weights, residual: item.residual)
      let target = zip(item.model.impulseResponse(length: length), item.residual).map { $0 + $1 }
      let finite = Self.centralDifferences(at: item.model.parameters, step: 1e-5) { parameters in
        var model = item.model
        model.parameters = parameters
        return Self.error(weights: item.weights, target: target) { model.outputs($0) }
      }
      result.backpropagation.append(Self.relativeDifference(formula, backward))
      result.finite.append(Self.relativeDifference(formula, finite))
    }
    return result
  }

  /// Relative differences of ∂E/∂ρ̂(s) = -2 B_w(s) δ(s) from central differences, where ρ̂ itself is free.
  private func memoryDifferences(_ cases: [Case], _ factor: Factor) -> [Double] {
    cases.prefix(8).map { item in
      let memory = item.model.impulseResponse(length: length)
      let target = zip(memory, item.residual).map { $0 + $1 }
      let finite = Self.centralDifferences(at: memory, step: 1e-3) { memory in
        Self.error(weights: item.weights, target: target) { Self.convolution(memory, $0) }
      }
      return Self.relativeDifference(Self.memoryGradient(factor: factor(item.weights), residual: item.residual), finite)
    }
  }

  /// Whether the share of long lags rises from each power to the next.
  private func longLags(_ powers: [Double], _ factor: Factor) -> Trials {
    let factors = powers.map { factor(powerWeights(length: length, power: $0)) }
    var result = Trials()
    for item in cases(count: trials) {
      let jacobian = item.model.impulseResponseJacobian(length: length)
      let shares = factors.map { Self.longLagShare(factor: $0, residual: item.residual, jacobian: jacobian) }
      result.record(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    }
    return result
  }

  /// From backpropagation with a residual of 1 at one lag alone: the gain of each power over the power 0 relative to
  /// T/(T-s), and how much the fitted decay of the Jacobian that is left after division by 2 B_w(s) differs.
  private func decay(_ cases: ArraySlice<Case>) -> (gain: [Double], change: [Double]) {
    var result: (gain: [Double], change: [Double]) = ([], [])
    for item in cases {
      let norms = Self.powers.map { power in
        let weights = powerWeights(length: length, power: power)
        return (0..<length).map { lag in
          let residual = (0..<length).map { $0 == lag ? 1.0 : 0 }
          return norm(Self.backpropagated(item.model, weights: weights, residual: residual))
        }
      }
      let slopes = zip(Self.powers, norms).map { power, norms in
        let profile = SensitivityProfile(weights: powerWeights(length: length, power: power)).values
        return Self.decay(of: zip(norms, profile).map { $0 / (2 * $1) })
      }
      for (gradient, slope) in zip(norms, slopes).dropFirst() {
        result.change.append(abs(slope - slopes[0]))
        for lag in 0..<length {
          result.gain.append(gradient[lag] / norms[0][lag] * Double(length - lag) / Double(length))
        }
      }
    }
    return result
  }

  /// A recurrence with λ = 0.9 and a residual of 1 at every lag, for what a chapter cites and draws.
  private var reference: (jacobian: [[Double]], residual: [Double]) {
    var generator = Generator(seed: UInt64(seed), stream: "reference")
    let model = LinearRecurrence(width: width, decay: 0.9, using: &generator)
    return (model.impulseResponseJacobian(length: length), Array(repeating: 1, count: length))
  }

  private func numbers(
    _ backpropagation: [Double], _ finite: [Double], _ change: [Double], _ gain: Double, _ factor: Factor
  ) -> [String: Double] {
    let (jacobian, residual) = reference
    var numbers = [
      "recurrences": Double(recurrences), "trials": Double(trials),
      "backpropagationDifference": backpropagation.max() ?? 0,
      "finiteDifference": finite.max() ?? 0, "decayChange": change.max() ?? 0, "largestGainOverBound": gain,
      "jacobianDecay": exp(Self.decay(of: jacobian.map(norm))),
    ]
    for power in Self.powers {
      let values = factor(powerWeights(length: length, power: power))
      numbers["longLagShare\(Int(power))"] = Self.longLagShare(factor: values, residual: residual, jacobian: jacobian)
    }
    return numbers
  }

  private func series(_ factor: Factor) -> [String: Series] {
    let (jacobian, residual) = reference
    let norms = jacobian.map(norm)
    var series = ["jacobianByLag": Series(norms.map { $0 / norms[0] })]
    for power in Self.powers {
      let values = factor(powerWeights(length: length, power: power))
      let gradient = zip(Self.memoryGradient(factor: values, residual: residual), norms).map { abs($0 * $1) }
      series["gradientByLag\(Int(power))"] = Series(gradient.map { $0 / gradient[0] })
    }
    return series
  }
}

extension GradientTheorem {
  /// -2 B_w(s) δ(s).
  static func memoryGradient(factor: [Double], residual: [Double]) -> [Double] {
    zip(factor, residual).map { -2 * $0 * $1 }
  }

  /// -2 Σ_s B_w(s) δ(s) ∂ρ̂(s)/∂θ.
  static func parameterGradient(_ model: LinearRecurrence, factor: [Double], residual: [Double]) -> [Double] {
    var gradient = [Double](repeating: 0, count: model.parameters.count)
    let jacobian = model.impulseResponseJacobian(length: residual.count)
    for (slope, row) in zip(memoryGradient(factor: factor, residual: residual), jacobian) {
      for index in row.indices { gradient[index] += slope * row[index] }
    }
    return gradient
  }

  /// Σ_{s>T/2} ‖B_w(s) δ(s) ∂ρ̂(s)/∂θ‖ over the same sum at every lag.
  static func longLagShare(factor: [Double], residual: [Double], jacobian: [[Double]]) -> Double {
    let sizes = factor.indices.map { abs(factor[$0] * residual[$0]) * norm(jacobian[$0]) }
    return sizes[(sizes.count / 2 + 1)...].reduce(0, +) / sizes.reduce(0, +)
  }

  /// Rows of a Hadamard matrix (Sylvester 1867), x_t = (-1)^{bits of r & t}: over the rows the mean of x_i x_j is
  /// exactly 0 for i ≠ j and 1 for i = j, as for white inputs, so that means of what is quadratic in x are exact.
  static func whiteInputs(length: Int) -> [[Double]] {
    var count = 1
    while count < length { count *= 2 }
    return (0..<count).map { row in (0..<length).map { (row & $0).nonzeroBitCount.isMultiple(of: 2) ? 1 : -1 } }
  }

  /// Σ_{s≤t} ρ(s) x_{t-s} for t = 0 … T-1.
  static func convolution(_ memory: [Double], _ inputs: [Double]) -> [Double] {
    inputs.indices.map { step in (0...step).reduce(0) { $0 + memory[$1] * inputs[step - $1] } }
  }

  /// E Σ_t w_t (y_t - ŷ_t)² over white inputs, for outputs ŷ of any linear model.
  static func error(weights: [Double], target: [Double], outputs: ([Double]) -> [Double]) -> Double {
    let inputs = whiteInputs(length: weights.count)
    let sum = inputs.reduce(0.0) { sum, input in
      let deviations = zip(convolution(target, input), outputs(input)).map { $0 - $1 }
      return sum + zip(weights, deviations).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    }
    return sum / Double(inputs.count)
  }

  /// ∂E/∂θ for the target ρ̂ + δ, by backpropagation through time: the mean over white inputs, ∂E/∂ŷ_t = -2 w_t e_t.
  static func backpropagated(_ model: LinearRecurrence, weights: [Double], residual: [Double]) -> [Double] {
    let target = zip(model.impulseResponse(length: weights.count), residual).map { $0 + $1 }
    let inputs = whiteInputs(length: weights.count)
    var mean = [Double](repeating: 0, count: model.parameters.count)
    for input in inputs {
      let targets = convolution(target, input)
      let gradient = model.gradient(input) { outputs in
        outputs.indices.map { -2 * weights[$0] * (targets[$0] - outputs[$0]) }
      }
      for index in mean.indices { mean[index] += gradient[index] / Double(inputs.count) }
    }
    return mean
  }

  /// (f(θ + h e_i) - f(θ - h e_i)) / 2h.
  static func centralDifferences(at point: [Double], step: Double, _ function: ([Double]) -> Double) -> [Double] {
    point.indices.map { index in
      var (above, below) = (point, point)
      above[index] += step
      below[index] -= step
      return (function(above) - function(below)) / (2 * step)
    }
  }

  /// ‖a - b‖ / ‖b‖.
  static func relativeDifference(_ left: [Double], _ right: [Double]) -> Double {
    norm(zip(left, right).map { $0 - $1 }) / norm(right)
  }

  /// The slope of log x(s) in s over the second half of the lags, where the slowest mode is left.
  static func decay(of values: [Double]) -> Double {
    let lags = Array(values.count / 2..<values.count)
    return leastSquaresSlope(lags.map(Double.init), lags.map { log(values[$0]) })
  }
}
