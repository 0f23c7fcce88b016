import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T4: the gradient that reaches a lag carries the sensitivity profile as a factor (claim C3).
///
/// With δ = ρ - ρ̂ and E = E Σ_t w_t e_t² over white inputs, ∂E/∂ρ̂(s) = -2 B_w(s) δ(s), and for the parameters θ of a
/// linear RNN ∂E/∂θ = -2 Σ_s g_s with the parts g_s = B_w(s) δ(s) ∂ρ̂(s)/∂θ. Rescaling removes the decay that B_w adds, at most
/// a factor T/(T-s), and leaves the exponential decay of ∂ρ̂(s)/∂θ as it is: it alleviates the vanishing and does not cure it.
/// The share of the lags beyond T/2 in Σ_s ‖g_s‖, a sum of norms, rises with the power, since B_{p'}(s)/B_p(s) increases in s.
/// The parts are vectors that may cancel: the norm of their sum over the long lags, beside that over the others, mostly rises too.
package struct GradientTheorem: Theorem {
  package static let name = "vanishing-gradient"
  package static let summary =
    "the gradient that reaches a lag is its sensitivity times a Jacobian that no rescaling changes"

  package static let numbers: [String: String] = [
    "networks": "random networks and residuals in each check",
    "trials": "random residuals for the share of long lags",
    "backpropagationDifference": "largest relative difference between backpropagation and the formula",
    "finiteDifference": "largest relative difference between finite differences and the formula",
    "jacobianDifference": "largest relative difference of the gradient through a lag from sensitivity times Jacobian",
    "vectorShareFailures": "share of the trials in which the norm of the long lags' sum, as a share, does not rise",
    "largestGainOverBound": "largest gain of rescaling at a lag beyond T/2 over the bound T/(T-s)",
    "jacobianDecay": "factor by which the Jacobian shrinks from lag to lag",
  ].merging(powers.map { ("longLagShare\(Int($0))", "share of lags beyond T/2 in the gradient, power \(Int($0))") }) {
    $1
  }

  package static let curves: [String: Curve] = powers.reduce(
    into: [
      "jacobianByLag": Curve(
        "Jacobian", x: "lag $s$", y: #"$|\partial\hat\rho(s)/\partial\theta|$, relative to lag 0"#)
    ]
  ) { curves, power in
    curves["gradientByLag\(Int(power))"] = Curve(
      "gradient, $p = \(Int(power))$", x: "lag $s$", y: "gradient through each lag, relative to lag 0")
    curves["gradientByTime\(Int(power))"] = Curve(
      "$p = \(Int(power))$", x: #"time step $\tau$"#, y: #"$|\partial E / \partial h_\tau|$"#)
  }

  let length: Int
  let width: Int
  let networks: Int
  let trials: Int
  let seed: Int

  package init(settings: Settings) {
    length = settings.count("length", default: 32, 4...64, help: "length of the sequences")
    width = settings.count("width", default: 4, 1...16, help: "hidden units of the linear RNNs")
    networks = settings.count("networks", default: 20, 2...100, help: "random linear RNNs to differentiate")
    trials = settings.count(
      "trials", default: 2000, 10...1_000_000, help: "random linear RNNs whose shares are compared")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of parameters and residuals")
  }

  /// The factor of δ(s) in the gradient, from the weights.
  package typealias Factor = ([Double]) -> [Double]

  package func check() -> TheoremCheck { check { SensitivityProfile(weights: $0).values } }

  /// The check with `factor` in the place of B_w.
  func check(factor: Factor) -> TheoremCheck {
    let cases = cases(count: networks)
    let gradients = differences(cases, factor)
    let single = singleLags(cases)
    let vectors = longLags(Self.powers, factor, of: Self.longLagVectorShare)
    let inputs = "white inputs of length \(length)"
    let through = "the gradient that backpropagation sends through each lag alone"
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
          "long lags",
          "the share of lags beyond half the length in the sum of the parts' norms rises with the power 0, 1, 2, 4",
          longLags(Self.powers, factor, of: Self.longLagShare)),
        .agreement(
          "two factors",
          "\(through), for the powers 0, 1, 2, 4, against the profile times the Jacobian of the powers of W",
          differences: single.differences(from: { factor($0.weights)[$0.lag] * $0.jacobian }), tolerance: 1e-8),
        .agreement(
          "bounded gain",
          "what rescaling adds to the gradient of each lag beyond half the length, over its bound T/(T-s)",
          differences: single.gains, tolerance: 1, of: "largest gain over its bound"),
        .everyTrial(
          "falling weights", "as long lags, with the powers 0, -1, -2, -4", isControl: true,
          longLags(Self.powers.map { -$0 }, factor, of: Self.longLagShare)),
        .everyTrial(
          "norm of the sum", "as long lags, for the norms of the two sums of parts in the place of the sums of norms",
          isControl: true, vectors),
        .agreement(
          "profile alone", "\(through) against the profile, as if rescaling were all that there is to it",
          isControl: true,
          differences: single.differences(from: { factor($0.weights)[$0.lag] * $0.firstJacobian }), tolerance: 1e-8),
        .agreement(
          "Jacobian alone", "\(through) against the Jacobian, as if rescaling changed nothing", isControl: true,
          differences: single.differences(from: { factor($0.weights)[0] * $0.jacobian }), tolerance: 1e-8),
        .agreement(
          "weight alone", "the formula with the weight of a step in the place of the profile", isControl: true,
          differences: differences(cases) { $0 }.backpropagation, tolerance: 1e-10),
      ],
      numbers: numbers(gradients.backpropagation, gradients.finite, single, vectors, factor), series: series(factor))
  }

  private static let powers = [0.0, 1, 2, 4]
}

extension GradientTheorem {
  private struct Case {
    let memory: LinearMemory
    let residual: [Double]
    let weights: [Double]

    /// ρ = ρ̂ + δ.
    var target: [Double] { zip(memory.values(length: residual.count), residual).map { $0 + $1 } }
  }

  private func cases(count: Int) -> [Case] {
    var generator = Generator(seed: UInt64(seed), stream: "networks")
    return (0..<count).map { trial in
      let decay = 0.8 + 0.18 * generator.uniform()
      return Case(
        memory: LinearMemory(width: width, decay: decay, from: &generator),
        residual: randomResidual(length: length, using: &generator),
        weights: RescaledError.weights(length: length, power: Self.powers[trial % Self.powers.count]))
    }
  }

  /// Relative differences of the formula for ∂E/∂θ from backpropagation through time and from central differences.
  private func differences(_ cases: [Case], _ factor: Factor) -> (backpropagation: [Double], finite: [Double]) {
    let error = PopulationError(width: width, length: length)
    var result: (backpropagation: [Double], finite: [Double]) = ([], [])
    for item in cases {
      let parameters = item.memory.parameters
      let formula = Self.parameterGradient(
        factor: factor(item.weights), residual: item.residual, jacobian: item.memory.jacobian(length: length))
      let target = item.target
      let backward = error.gradient(parameters: parameters, target: target, weights: item.weights)
      let finite = centralDifferences(at: parameters, step: { _ in 1e-5 }) {
        error.value(parameters: $0, target: target, weights: item.weights)
      }
      result.backpropagation.append(relativeDifference(formula, from: backward))
      result.finite.append(relativeDifference(formula, from: finite))
    }
    return result
  }

  /// Relative differences of ∂E/∂ρ̂(s) = -2 B_w(s) δ(s) from central differences, where ρ̂ itself is free.
  private func memoryDifferences(_ cases: [Case], _ factor: Factor) -> [Double] {
    let error = PopulationError(width: width, length: length)
    return cases.map { item in
      let target = item.target
      let finite = centralDifferences(at: item.memory.values(length: length), step: { _ in 1e-3 }) {
        error.value(memory: $0, target: target, weights: item.weights)
      }
      let formula = Self.memoryGradient(factor: factor(item.weights), residual: item.residual)
      return relativeDifference(formula, from: finite)
    }
  }

  /// A share of the long lags in the gradient, from the factor B, the residual and the Jacobian.
  private typealias Share = (_ factor: [Double], _ residual: [Double], _ jacobian: [[Double]]) -> Double

  /// Whether the share of long lags rises from each power to the next.
  private func longLags(_ powers: [Double], _ factor: Factor, of share: Share) -> Trials {
    let factors = powers.map { factor(RescaledError.weights(length: length, power: $0)) }
    var result = Trials()
    for item in cases(count: trials) {
      let jacobian = item.memory.jacobian(length: length)
      let shares = factors.map { share($0, item.residual, jacobian) }
      result.record(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    }
    return result
  }

  /// The gradient that one lag alone sends to the parameters, under one power.
  private struct Through {
    let lag: Int
    let weights: [Double]
    /// ‖∂E/∂θ‖ by backpropagation with a residual of 1 at the lag and 0 elsewhere.
    let gradient: Double
    /// The same under the power 0.
    let plain: Double
    /// ‖∂ρ̂(s)/∂θ‖ at the lag and at lag 0, from the powers of W.
    let jacobian: Double
    let firstJacobian: Double
  }

  private struct SingleLags {
    let all: [Through]

    /// Relative differences of ‖∂E/∂θ‖ from twice `expected`.
    func differences(from expected: (Through) -> Double) -> [Double] {
      all.map { abs($0.gradient / (2 * expected($0)) - 1) }
    }

    /// What each power adds to the gradient of a lag beyond T/2 relative to T/(T-s).
    var gains: [Double] {
      all.compactMap { item in
        let length = item.weights.count
        guard item.lag > length / 2 else { return nil }
        return item.gradient / item.plain * Double(length - item.lag) / Double(length)
      }
    }
  }

  private func singleLags(_ cases: [Case]) -> SingleLags {
    let error = PopulationError(width: width, length: length)
    var all: [Through] = []
    for item in cases {
      let memory = item.memory.values(length: length)
      let jacobians = item.memory.jacobian(length: length).map(euclideanNorm)
      for lag in 0..<length {
        var target = memory
        target[lag] += 1
        let norms = Self.powers.map { power in
          let weights = RescaledError.weights(length: length, power: power)
          return (
            weights, euclideanNorm(error.gradient(parameters: item.memory.parameters, target: target, weights: weights))
          )
        }
        for (weights, norm) in norms {
          all.append(
            Through(
              lag: lag, weights: weights, gradient: norm, plain: norms[0].1, jacobian: jacobians[lag],
              firstJacobian: jacobians[0]))
        }
      }
    }
    return SingleLags(all: all)
  }

  /// A linear RNN with λ = 0.9 and a residual of 1 at every lag, for what a chapter cites and draws.
  private var reference: Case {
    var generator = Generator(seed: UInt64(seed), stream: "reference")
    let memory = LinearMemory(width: width, decay: 0.9, from: &generator)
    return Case(
      memory: memory, residual: Array(repeating: 1, count: length), weights: Array(repeating: 1, count: length))
  }

  private func numbers(
    _ backpropagation: [Double], _ finite: [Double], _ single: SingleLags, _ vectors: Trials, _ factor: Factor
  ) -> [String: Double] {
    let (jacobian, residual) = (reference.memory.jacobian(length: length), reference.residual)
    var numbers = [
      "networks": Double(networks), "trials": Double(trials),
      "backpropagationDifference": backpropagation.max() ?? 0,
      "finiteDifference": finite.max() ?? 0,
      "jacobianDifference": single.differences(from: { factor($0.weights)[$0.lag] * $0.jacobian }).max() ?? .infinity,
      "vectorShareFailures": vectors.failureShare, "largestGainOverBound": single.gains.max() ?? .infinity,
      "jacobianDecay": exp(Self.decay(of: jacobian.map(euclideanNorm))),
    ]
    for power in Self.powers {
      let values = factor(RescaledError.weights(length: length, power: power))
      numbers["longLagShare\(Int(power))"] = Self.longLagShare(factor: values, residual: residual, jacobian: jacobian)
    }
    return numbers
  }

  private func series(_ factor: Factor) -> [String: Series] {
    let item = reference
    let norms = item.memory.jacobian(length: length).map(euclideanNorm)
    let error = PopulationError(width: width, length: length)
    var series = ["jacobianByLag": Series(norms.map { $0 / norms[0] })]
    for power in Self.powers {
      let weights = RescaledError.weights(length: length, power: power)
      let byLag = zip(Self.memoryGradient(factor: factor(weights), residual: item.residual), norms).map { abs($0 * $1) }
      let byTime = error.gradientByTime(parameters: item.memory.parameters, target: item.target, weights: weights)
      series["gradientByLag\(Int(power))"] = Series(byLag.map { $0 / byLag[0] })
      series["gradientByTime\(Int(power))"] = Series(byTime)
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
  static func parameterGradient(factor: [Double], residual: [Double], jacobian: [[Double]]) -> [Double] {
    var gradient = [Double](repeating: 0, count: jacobian[0].count)
    for (slope, row) in zip(memoryGradient(factor: factor, residual: residual), jacobian) {
      for index in row.indices { gradient[index] += slope * row[index] }
    }
    return gradient
  }

  /// Σ_{s>T/2} ‖B_w(s) δ(s) ∂ρ̂(s)/∂θ‖ over the same sum at every lag.
  static func longLagShare(factor: [Double], residual: [Double], jacobian: [[Double]]) -> Double {
    let sizes = factor.indices.map { abs(factor[$0] * residual[$0]) * euclideanNorm(jacobian[$0]) }
    return sizes[(sizes.count / 2 + 1)...].reduce(0, +) / sizes.reduce(0, +)
  }

  /// ‖Σ_{s>T/2} g_s‖ over the sum of that and ‖Σ_{s≤T/2} g_s‖, with g_s = B_w(s) δ(s) ∂ρ̂(s)/∂θ.
  static func longLagVectorShare(factor: [Double], residual: [Double], jacobian: [[Double]]) -> Double {
    let half = factor.count / 2
    func norm(_ lags: Range<Int>) -> Double {
      let kept = factor.indices.map { lags.contains($0) ? factor[$0] : 0 }
      return euclideanNorm(parameterGradient(factor: kept, residual: residual, jacobian: jacobian))
    }
    let (short, long) = (norm(0..<half + 1), norm(half + 1..<factor.count))
    return long / (short + long)
  }

  /// The slope of log x(s) in s over the second half of the lags, where the slowest mode is left.
  static func decay(of values: [Double]) -> Double {
    let lags = Array(values.count / 2..<values.count)
    return leastSquaresSlope(lags.map(Double.init), lags.map { log(values[$0]) })
  }
}
