import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T2: every error with positive weights sees the short lags more than the long ones (claim C1).
///
/// For Gaussian inputs e_t is Gaussian with variance σ_t² = Σ_{s≤t} δ(s)², so E|e_t|^q = m_q σ_t^q, and
/// ∂E_{w,q}/∂(δ(s)²) = (q m_q / 2T) Σ_{t≥s} w_t σ_t^{q-2}. Let k be the first lag with δ(k) ≠ 0. From k on the sensitivity
/// decreases strictly in s for every w > 0 and q > 0. Before k, where σ_t = 0, it is that of lag k for q > 2 and infinite for
/// q < 2, so that it decreases at every lag just where δ(0) ≠ 0. Squared error is q = 2, where the sum is B_w(s) and no
/// distribution and no condition is needed; absolute error is q = 1.
package struct BiasTheorem: Theorem {
  package static let name = "bias"
  package static let summary = "every positive-weighted error sees a deviation less the longer its lag"

  package static let numbers: [String: String] = [
    "trials": "random pairs of weights and residual in each check",
    "shareAtLeast": "share of trials that hold, for any exponent: at least this, with the stated confidence",
    "confidence": "confidence with which the share is at least that",
    "smallestDrop": "smallest step down of a sensitivity, relative to lag 0",
    "derivativeDifference": "largest relative difference between formula and finite difference",
    "controlFailureShare": "share of the trials with signed weights that fail",
    "flatFailureShare":
      "share of the trials without residual at lag 0 in which the sensitivity does not fall from there",
  ]
  package static let curves: [String: Curve] = Dictionary(
    uniqueKeysWithValues: [("Absolute", 1), ("Squared", 2), ("Fourth", 4)].map { word, exponent in
      let summary = "q = \(exponent)"
      return ("sensitivity\(word)", Curve(summary, x: "lag $s$", y: #"$\partial E / \partial \delta(s)^2$"#))
    })

  let trials: Int
  let longest: Int
  let seed: Int

  package init(settings: Settings) {
    trials = settings.count("trials", default: 4000, 10...1_000_000, help: "random weights, residuals and exponents")
    longest = settings.count("longest", default: 64, 3...512, help: "longest of the random sequences")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of weights, residuals and exponents")
  }

  package func check() -> TheoremCheck {
    check { Self.sensitivity(weights: $0, residual: $1, exponent: $2) }
  }

  /// Σ_{t≥s} w_t σ_t^{q-2} of weights, residual and exponent.
  package typealias Sensitivity = ([Double], [Double], Double) -> [Double]

  /// The check with `sensitivity` in the place of the theorem's own.
  func check(sensitivity: Sensitivity) -> TheoremCheck {
    let profile: Sensitivity = { weights, _, _ in SensitivityProfile(weights: weights).values }
    let squared = decrease(profile, exponents: 2...2)
    let absolute = decrease(sensitivity, exponents: 1...1)
    let any = decrease(sensitivity, exponents: Self.exponents)
    let signed = decrease(profile, exponents: 2...2, signed: true)
    let late = lateResiduals(sensitivity)
    let slopes = derivatives(sensitivity)
    let draws = "random positive weights of length 3 to \(longest)"
    return TheoremCheck(
      evidence: [
        .everyTrial("squared error", "the sensitivity profile decreases for \(draws)", squared.trials),
        .everyTrial("absolute error", "the sensitivity to each lag decreases for \(draws)", absolute.trials),
        .everyTrial(
          "any exponent",
          "the sensitivity to each lag decreases for exponents 0.25 to 4, residuals with δ(0) ≠ 0 and \(draws)",
          any.trials),
        .everyTrial(
          "late residual",
          "where δ begins at a later lag, the sensitivity is flat (q > 2) or infinite (q < 2) up to it and "
            + "decreases from there", late.fromFirstLag),
        .agreement(
          "moments", "Gaussian moments of order 0.25 to 4, closed form against quadrature", differences: moments(),
          tolerance: 1e-10),
        .agreement(
          "derivative", "the sensitivity against finite differences of the error", differences: slopes,
          tolerance: 1e-6, of: "largest difference relative to lag 0"),
        .everyTrial("signed weights", "as squared error, half of the weights negative", isControl: true, signed.trials),
        .everyTrial(
          "no residual at lag 0", "as any exponent, where δ begins at a later lag", isControl: true, late.atEveryLag),
      ],
      numbers: [
        "trials": Double(trials), "shareAtLeast": any.trials.share.lower, "confidence": Trials.confidence,
        "smallestDrop": any.smallestDrop, "derivativeDifference": slopes.max() ?? 0,
        "controlFailureShare": signed.trials.failureShare, "flatFailureShare": late.atEveryLag.failureShare,
      ],
      series: [
        "sensitivityAbsolute": curve(sensitivity, exponent: 1), "sensitivitySquared": curve(sensitivity, exponent: 2),
        "sensitivityFourth": curve(sensitivity, exponent: 4),
      ])
  }

  private static let exponents = 0.25...4.0
}

extension BiasTheorem {
  /// In how many trials the sensitivity decreases at every lag, and its smallest step down relative to lag 0.
  private func decrease(
    _ sensitivity: Sensitivity, exponents: ClosedRange<Double>, signed: Bool = false
  ) -> (trials: Trials, smallestDrop: Double) {
    var generator = Generator(seed: UInt64(seed), stream: "decrease")
    var result = Trials()
    var smallestDrop = Double.infinity
    for trial in 0..<trials {
      let length = generator.count(in: 3...longest)
      var weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      if signed { weights = weights.map { $0 * generator.sign() } }
      var residual = randomResidual(length: length, using: &generator)
      // What a model has learned exactly at some lag; the first is the condition of the theorem.
      for lag in 1..<length where generator.uniform() < 0.25 { residual[lag] = 0 }
      let exponent = Double.random(in: exponents, using: &generator)
      let values = sensitivity(weights, residual, exponent)
      result.record(Self.strictlyDecreases(values))
      for (here, next) in zip(values, values.dropFirst()) {
        smallestDrop = min(smallestDrop, (here - next) / abs(values[0]))
      }
    }
    return (result, smallestDrop)
  }

  /// For residuals that begin at a later lag and exponents other than 2: whether the sensitivity decreases from that lag on
  /// and is flat or infinite before, and whether it decreases at every lag.
  private func lateResiduals(_ sensitivity: Sensitivity) -> (fromFirstLag: Trials, atEveryLag: Trials) {
    var generator = Generator(seed: UInt64(seed), stream: "late residuals")
    var result = (fromFirstLag: Trials(), atEveryLag: Trials())
    for trial in 0..<trials {
      let length = generator.count(in: 3...longest)
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      var residual = randomResidual(length: length, using: &generator)
      let first = generator.count(in: 1...length - 1)
      for lag in 0..<first { residual[lag] = 0 }
      let exponent = trial.isMultiple(of: 2) ? 2.25 + 1.75 * generator.uniform() : 0.25 + 1.5 * generator.uniform()
      let values = sensitivity(weights, residual, exponent)
      let before = exponent > 2 ? values[first] : .infinity
      result.fromFirstLag.record(
        Self.strictlyDecreases(Array(values[first...])) && values[..<first].allSatisfy { $0 == before })
      result.atEveryLag.record(Self.strictlyDecreases(values))
    }
    return result
  }

  /// Differences of ∂E/∂(δ(s)²) from central differences, relative to lag 0, at every lag of some of the trials.
  private func derivatives(_ sensitivity: Sensitivity) -> [Double] {
    var generator = Generator(seed: UInt64(seed), stream: "derivatives")
    return (0..<min(trials, 200)).map { trial in
      let length = generator.count(in: 3...min(longest, 24))
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      let residual = randomResidual(length: length, using: &generator)
      let exponent = Double.random(in: Self.exponents, using: &generator)
      let factor = exponent * absoluteGaussianMoment(exponent) / (2 * Double(length))
      let formula = sensitivity(weights, residual, exponent).map { factor * $0 }
      let squares = residual.map { $0 * $0 }
      let finite = centralDifferences(at: squares, step: { 1e-4 * $0 }) {
        Self.error(weights: weights, squares: $0, exponent: exponent)
      }
      return (zip(formula, finite).map { abs($0 - $1) }.max() ?? 0) / abs(finite[0])
    }
  }

  /// Relative differences of m_q from its integral.
  private func moments() -> [Double] {
    stride(from: Self.exponents.lowerBound, through: Self.exponents.upperBound, by: 0.25).map { exponent in
      let integral = Self.absoluteMomentByQuadrature(exponent)
      return abs(absoluteGaussianMoment(exponent) - integral) / integral
    }
  }

  /// The sensitivity relative to lag 0, for equal weights and a model that has learned nothing of a polynomial memory.
  private func curve(_ sensitivity: Sensitivity, exponent: Double) -> Series {
    let residual = (0..<100).map { pow(1 + 0.1 * Double($0), -1.1) }
    let values = sensitivity(Array(repeating: 1, count: residual.count), residual, exponent)
    return Series(values.map { $0 / values[0] })
  }
}

extension BiasTheorem {
  static func strictlyDecreases(_ values: [Double]) -> Bool { zip(values, values.dropFirst()).allSatisfy { $0 > $1 } }

  /// σ_t² = Σ_{s≤t} δ(s)², from the squares δ(s)².
  static func variances(squares: [Double]) -> [Double] {
    var sum = 0.0
    return squares.map { square in
      sum += square
      return sum
    }
  }

  /// Σ_{t≥s} w_t σ_t^{q-2}, the sensitivity profile of the weights w_t σ_t^{q-2}.
  static func sensitivity(weights: [Double], residual: [Double], exponent: Double) -> [Double] {
    let variances = variances(squares: residual.map { $0 * $0 })
    return SensitivityProfile(weights: zip(weights, variances).map { $0 * pow($1, exponent / 2 - 1) }).values
  }

  /// E_{w,q} = (1/T) Σ_t w_t m_q σ_t^q, as a function of the squares δ(s)².
  static func error(weights: [Double], squares: [Double], exponent: Double) -> Double {
    let moment = absoluteGaussianMoment(exponent) / Double(weights.count)
    return zip(weights, variances(squares: squares)).reduce(0) { $0 + $1.0 * moment * pow($1.1, exponent / 2) }
  }

  /// m_q = 2 ∫ e^{(q+1)u} φ(e^u) du by the trapezium rule, which converges exponentially for this integrand.
  static func absoluteMomentByQuadrature(_ exponent: Double) -> Double {
    let step = 0.02
    let sum = stride(from: -40.0, through: 4.0, by: step).reduce(0.0) { sum, u in
      sum + exp((exponent + 1) * u - exp(2 * u) / 2)
    }
    return 2 * step * sum / (2 * Double.pi).squareRoot()
  }
}
