import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T6: the error under coloured inputs, E e_t² = δᵀ R_t δ with the autocovariance R_t of the inputs up to t.
///
/// Summed over t it is E Σ_t w_t e_t² = Σ_{s,s'} B_w(max(s, s')) R(s-s') δ(s) δ(s'). Inputs have variance 1, R(0) = 1, so
/// that a deviation at one lag alone is seen by B_w(s), whatever the colour; in general by R(0) B_w(s). Where the other lags
/// are free to make up for it, 1/(M⁻¹)_{ss} of it is left, where M is the matrix of this form.
package struct ColourTheorem: Theorem {
  package static let name = "colour"
  package static let summary = "coloured inputs mix the lags of an error, and leave its bias at each lag alone"

  package static let numbers: [String: String] = [
    "comparisons": "pairs of weights and residual that were enumerated",
    "largestDifference": "largest relative difference over all enumerations",
    "autoregressiveRatio": "sampled error over the formula, autoregressive inputs",
    "movingAverageRatio": "sampled error over the formula, moving averages of noise",
    "persistence": "autocorrelation at lag 1 of the autoregressive inputs",
    "colourFactor": "error of a polynomial residual under these inputs over that under white ones",
    "meanLagWhite": "mean lag of that error's contributions over T, white inputs",
    "meanLagColoured": "mean lag of that error's contributions over T, autoregressive inputs",
    "compensatedShare": "share of the sensitivity at half the length that is left when other lags make up for it",
    "controlFailureShare": "share of the enumerations in which the formula for white inputs fails",
  ]
  package static let curves: [String: Curve] = [
    "contributionWhite": Curve("white inputs", x: "lag $s$", y: #"$\delta(s)\,(M\delta)(s)$, as a share"#),
    "contributionColoured": Curve("coloured inputs", x: "lag $s$", y: #"$\delta(s)\,(M\delta)(s)$, as a share"#),
    "profileWhite": Curve("white inputs", x: "lag $s$", y: "sensitivity, other lags free"),
    "profileColoured": Curve("coloured inputs", x: "lag $s$", y: "sensitivity, other lags free"),
    "meanLag": Curve("equal weights", x: "autocorrelation at lag 1", y: "mean lag of the contributions over $T$"),
    "meanLagRescaled": Curve("power 2", x: "autocorrelation at lag 1", y: "mean lag of the contributions over $T$"),
  ]

  let longest: Int
  let pairs: Int
  let length: Int
  let samples: Int
  let persistence: Double
  let seed: Int

  package init(settings: Settings) {
    longest = settings.count("longest", default: 12, 2...16, help: "longest sequence whose sign inputs are enumerated")
    pairs = settings.count("pairs", default: 10, 1...200, help: "random weights and residuals for each length")
    length = settings.count("length", default: 64, 4...200, help: "length of the sampled sequences")
    samples = settings.count(
      "samples", default: 40_000, 100...1_000_000, help: "Gaussian inputs sampled of each colour")
    persistence = settings.number(
      "persistence", default: 0.6, .openRange(-1, 1), help: "autocorrelation at lag 1 of the autoregressive inputs")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of weights, residuals and inputs")
  }

  /// E Σ_t w_t e_t² from the profile B_w, the autocovariance R and the residual δ.
  package typealias Form = (_ profile: [Double], _ autocovariance: [Double], _ residual: [Double]) -> Double

  package func check() -> TheoremCheck { check(form: Self.form) }

  /// The check with `form` in the place of the theorem's own.
  func check(form: Form) -> TheoremCheck {
    let exact = enumerated(form)
    let white = enumerated { profile, _, residual in Self.form(profile, [1], residual) }
    let autoregressive = sampled(.autoregressive(persistence), form)
    let movingAverage = sampled(.movingAverage([1, -0.5, 0.25, 1]), form)
    let signs = "correlated signs of length 2 to \(longest)"
    return TheoremCheck(
      evidence: [
        .agreement(
          "enumeration", "mean squared error over all \(signs), against the formula", differences: exact,
          tolerance: DecompositionTheorem.rounding),
        .samplingRatio(
          "autoregressive", "autoregressive Gaussian inputs of length \(length)", autoregressive, of: Self.ratio),
        .samplingRatio("moving average", "moving averages of Gaussian noise", movingAverage, of: Self.ratio),
        .everyTrial(
          "lag alone",
          "the error of a deviation at one lag alone decreases with the lag, for random colours and weights",
          lagsAlone(form)),
        .agreement(
          "white formula", "the enumeration against the formula for white inputs", isControl: true, differences: white,
          tolerance: DecompositionTheorem.rounding),
        .agreement(
          "another variance", "the enumeration against the formula for inputs of variance 2", isControl: true,
          differences: enumerated { profile, autocovariance, residual in
            form(profile, autocovariance.map { 2 * $0 }, residual)
          }, tolerance: DecompositionTheorem.rounding),
        .agreement(
          "earlier lag", "the enumeration with the profile at the earlier of two lags", isControl: true,
          differences: enumerated(Self.earlierForm), tolerance: DecompositionTheorem.rounding),
      ],
      numbers: numbers(exact, white, autoregressive, movingAverage), series: series)
  }

  private static let ratio = "sampled error over the formula"
}

extension ColourTheorem {
  /// Σ_{s,s'} B_w(max(s, s')) R(s-s') δ(s) δ(s').
  static func form(_ profile: [Double], _ autocovariance: [Double], _ residual: [Double]) -> Double {
    contributions(profile, autocovariance, residual).reduce(0, +)
  }

  /// δ(s) Σ_{s'} B_w(max(s, s')) R(s-s') δ(s'); R is 0 beyond the lags that are given.
  static func contributions(_ profile: [Double], _ autocovariance: [Double], _ residual: [Double]) -> [Double] {
    residual.indices.map { lag in
      residual[lag]
        * residual.indices.reduce(0) { sum, other in
          let distance = abs(lag - other)
          guard distance < autocovariance.count else { return sum }
          return sum + profile[max(lag, other)] * autocovariance[distance] * residual[other]
        }
    }
  }

  /// The form with B_w(min(s, s')), the mistake that a negative control makes.
  private static func earlierForm(_ profile: [Double], _ autocovariance: [Double], _ residual: [Double]) -> Double {
    var sum = 0.0
    for lag in residual.indices {
      for other in residual.indices {
        sum += profile[min(lag, other)] * autocovariance[abs(lag - other)] * residual[lag] * residual[other]
      }
    }
    return sum
  }

  /// 1/(M⁻¹)_{ss}: what an error sees of a deviation at a lag if all other lags are free to make up for it.
  static func compensatedProfile(_ profile: [Double], _ autocovariance: [Double]) -> [Double] {
    let count = profile.count
    let matrix = (0..<count).map { row in
      (0..<count).map { profile[max(row, $0)] * autocovariance[abs(row - $0)] }
    }
    return inverseDiagonal(of: matrix).map { 1 / $0 }
  }

  private func enumerated(_ form: Form) -> [Double] {
    var generator = Generator(seed: UInt64(seed), stream: "enumeration")
    var differences: [Double] = []
    for length in 2...longest {
      let autocovariance = ColouredInputs.autoregressive(persistence).autocovariance(length: length)
      for pair in 0..<pairs {
        let weights = WeightFamily.weights(ofTrial: pair, length: length, using: &generator)
        let residual = randomResidual(length: length, using: &generator)
        let found = DecompositionTheorem.enumerate(weights: weights, residual: residual, persistence: persistence)
        let expected = form(SensitivityProfile(weights: weights).values, autocovariance, residual)
        differences.append(abs(found.coloured - expected) / abs(found.coloured))
      }
    }
    return differences
  }

  /// Σ_t w_t e_t² of sampled inputs over the formula, for what an exponential leaves of a polynomial memory.
  private func sampled(_ inputs: ColouredInputs, _ form: Form) -> SampleMean {
    var generator = Generator(seed: UInt64(seed), stream: "sampling")
    let weights = WeightFamily.uniform.weights(length: length, using: &generator)
    let residual = (0..<length).map { pow(1 + 0.1 * Double($0), -1.1) - exp(-0.2 * Double($0)) }
    let expected = form(
      SensitivityProfile(weights: weights).values, inputs.autocovariance(length: length), residual)
    var mean = SampleMean()
    for _ in 0..<samples {
      let input = inputs.sample(length: length, from: &generator)
      let error = weights.indices.reduce(0.0) { sum, time in
        sum + weights[time] * pow(DecompositionTheorem.deviation(residual, input, at: time), 2)
      }
      mean.add(error / expected)
    }
    return mean
  }

  private func lagsAlone(_ form: Form) -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "lags alone")
    var result = Trials()
    for trial in 0..<200 {
      let length = generator.count(in: 3...24)
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      let coefficients = (0..<5).map { _ in generator.gaussian() }
      let autocovariance = ColouredInputs.movingAverage(coefficients).autocovariance(length: length)
      let profile = SensitivityProfile(weights: weights).values
      let errors = (0..<length).map { lag in
        form(profile, autocovariance, (0..<length).map { $0 == lag ? 1 : 0 })
      }
      result.record(BiasTheorem.strictlyDecreases(errors))
    }
    return result
  }
}

extension ColourTheorem {
  /// The share of each lag in the error of a polynomial residual, and that error.
  private func polynomial(persistence: Double, power: Double = 0) -> (shares: [Double], error: Double) {
    let profile = SensitivityProfile(weights: RescaledError.weights(length: length, power: power)).values
    let autocovariance = ColouredInputs.autoregressive(persistence).autocovariance(length: length)
    let residual = (0..<length).map { pow(1 + 0.1 * Double($0), -1.1) }
    let contributions = Self.contributions(profile, autocovariance, residual)
    let error = contributions.reduce(0, +)
    return (contributions.map { $0 / error }, error)
  }

  private func meanLag(persistence: Double, power: Double = 0) -> Double {
    polynomial(persistence: persistence, power: power).shares.enumerated()
      .reduce(0) { $0 + Double($1.offset) * $1.element } / Double(length)
  }

  private func compensatedProfile(persistence: Double) -> [Double] {
    Self.compensatedProfile(
      SensitivityProfile(weights: Array(repeating: 1, count: length)).normalised,
      ColouredInputs.autoregressive(persistence).autocovariance(length: length))
  }

  private func numbers(
    _ exact: [Double], _ white: [Double], _ autoregressive: SampleMean, _ movingAverage: SampleMean
  ) -> [String: Double] {
    let middle = length / 2
    return [
      "comparisons": Double(exact.count), "largestDifference": exact.max() ?? 0,
      "autoregressiveRatio": autoregressive.value, "movingAverageRatio": movingAverage.value,
      "persistence": persistence,
      "colourFactor": polynomial(persistence: persistence).error / polynomial(persistence: 0).error,
      "meanLagWhite": meanLag(persistence: 0), "meanLagColoured": meanLag(persistence: persistence),
      "compensatedShare": compensatedProfile(persistence: persistence)[middle]
        / compensatedProfile(persistence: 0)[middle],
      "controlFailureShare": Double(white.count { $0 > DecompositionTheorem.rounding }) / Double(white.count),
    ]
  }

  private var series: [String: Series] {
    let persistences = stride(from: -0.9, through: 0.91, by: 0.1).map { ($0 * 10).rounded() / 10 }
    return [
      "contributionWhite": Series(polynomial(persistence: 0).shares),
      "contributionColoured": Series(polynomial(persistence: persistence).shares),
      "profileWhite": Series(compensatedProfile(persistence: 0)),
      "profileColoured": Series(compensatedProfile(persistence: persistence)),
      "meanLag": Series(x: persistences, y: persistences.map { meanLag(persistence: $0) }),
      "meanLagRescaled": Series(x: persistences, y: persistences.map { meanLag(persistence: $0, power: 2) }),
    ]
  }
}
