import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T1: the error of a linear functional is a sum over lags, each weighted by the sensitivity profile.
///
/// For white inputs of unit variance E Σ_t w_t e_t² = Σ_s B_w(s) δ(s)²; in the worst case over |x| ≤ 1, taken at each
/// step, Σ_t w_t sup_x |e_t| = Σ_s B_w(s) |δ(s)|, where e_t = Σ_{s≤t} δ(s) x_{t-s} and B_w(s) = Σ_{t≥s} w_t.
package struct DecompositionTheorem: Theorem {
  package static let name = "decomposition"
  package static let summary = "the error of a linear functional splits over lags, weighted by the sensitivity profile"

  package static let numbers: [String: String] = [
    "ratio": "sampled error over its sum over lags, for white inputs",
    "standardError": "standard error of that ratio",
    "samples": "random inputs in the sampling",
    "largestDifference": "largest relative difference over all enumerations",
    "comparisons": "pairs of weights and residual that were enumerated",
    "inputs": "sign inputs in the longest enumeration",
    "colouredRatio": "the sampled ratio for coloured inputs, where the statement is false",
    "colouredStandardError": "its standard error",
    "controlFailureShare": "share of the enumerations with coloured signs that fail",
  ]
  package static let curves: [String: Curve] = [
    "samplingRatio": sampling("white inputs"), "samplingLower": sampling("white inputs, lower end"),
    "samplingUpper": sampling("white inputs, upper end"), "colouredRatio": sampling("coloured inputs"),
    "contribution": Curve("contribution of each lag", x: "lag $s$", y: #"$B_w(s)\,\delta(s)^2$"#),
    "profile": Curve("normalised profile", x: "lag $s$", y: "$B_w(s)/B_w(0)$"),
  ]

  private static func sampling(_ summary: String) -> Curve {
    Curve(summary, x: "random inputs", y: "sampled error over sum over lags")
  }

  let longest: Int
  let pairs: Int
  let length: Int
  let samples: Int
  let persistence: Double
  let seed: Int

  package init(settings: Settings) {
    longest = settings.count("longest", default: 12, 2...16, help: "longest sequence whose sign inputs are enumerated")
    pairs = settings.count("pairs", default: 20, 1...200, help: "random weights and residuals for each length")
    length = settings.count("length", default: 100, 2...400, help: "length of the sampled sequences")
    samples = settings.count("samples", default: 50000, 100...1_000_000, help: "Gaussian inputs sampled")
    persistence = settings.number(
      "persistence", default: 0.6, .openRange(0, 1), help: "autocorrelation at lag 1 of the coloured inputs")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of weights, residuals and inputs")
  }

  package func check() -> TheoremCheck { check { SensitivityProfile(weights: $0).values } }

  /// The check with `profile` in the place of B_w.
  func check(profile: ([Double]) -> [Double]) -> TheoremCheck {
    let exact = enumerated(profile)
    let wrongSide = enumerated(Self.wrongSideProfile)
    let white = sampled(persistence: 0, profile)
    let coloured = sampled(persistence: persistence, profile)
    let lengths = "all sign inputs of length 2 to \(longest)"
    let evidence: [TheoremCheck.Evidence] = [
      .agreement(
        "enumeration", "mean squared error over \(lengths), against the sum over lags", differences: exact.white,
        tolerance: Self.rounding),
      .agreement(
        "worst case", "largest error at each step among \(lengths), against the sum over lags",
        differences: exact.worst, tolerance: Self.rounding),
      .agreement(
        "maximiser", "inputs of length \(length) with the signs of the residual, against the sum over lags",
        differences: maximised(profile), tolerance: Self.rounding),
      .samplingRatio(
        "sampling", "white Gaussian inputs of length \(length), against the sum over lags", white.mean, of: Self.ratio),
      .agreement(
        "coloured signs", "the enumeration with neighbouring signs correlated", isControl: true,
        differences: exact.coloured, tolerance: Self.rounding),
      .agreement(
        "wrong side", "the enumeration with the weights before a lag summed, not those after it", isControl: true,
        differences: wrongSide.white, tolerance: Self.rounding),
      .samplingRatio(
        "coloured inputs", "autocorrelated Gaussian inputs, as sampling", isControl: true, coloured.mean, of: Self.ratio
      ),
    ]
    let contribution = Self.contributions(profile(white.weights), white.residual)
    return TheoremCheck(
      evidence: evidence,
      numbers: [
        "ratio": white.mean.value, "standardError": white.mean.standardError, "samples": Double(samples),
        "largestDifference": exact.white.max() ?? 0, "comparisons": Double(exact.white.count),
        "inputs": Double(1 << longest), "colouredRatio": coloured.mean.value,
        "colouredStandardError": coloured.mean.standardError,
        "controlFailureShare": Double(exact.coloured.count { $0 > Self.rounding }) / Double(exact.coloured.count),
      ],
      series: [
        "samplingRatio": white.series(\.value), "samplingLower": white.series(\.lower),
        "samplingUpper": white.series(\.upper), "colouredRatio": coloured.series(\.value),
        "contribution": Series(contribution),
        "profile": Series(SensitivityProfile(weights: white.weights).normalised),
      ])
  }

  /// Agreement up to the rounding of sums of a few thousand terms.
  static let rounding = 1e-12
  static let ratio = "sampled error over the sum over lags"
}

extension DecompositionTheorem {
  /// Relative differences over random weights and residuals of every length, by the kind of input.
  private func enumerated(_ profile: ([Double]) -> [Double]) -> (white: [Double], coloured: [Double], worst: [Double]) {
    var generator = Generator(seed: UInt64(seed), stream: "enumeration")
    var white: [Double] = []
    var coloured: [Double] = []
    var worst: [Double] = []
    for length in 2...longest {
      for pair in 0..<pairs {
        let weights = WeightFamily.weights(ofTrial: pair, length: length, using: &generator)
        let residual = randomResidual(length: length, using: &generator)
        let found = Self.enumerate(weights: weights, residual: residual, persistence: persistence)
        let values = profile(weights)
        let squared = Self.contributions(values, residual).reduce(0, +)
        let absolute = zip(values, residual).reduce(0) { $0 + $1.0 * abs($1.1) }
        white.append(abs(found.white - squared) / squared)
        coloured.append(abs(found.coloured - squared) / squared)
        worst.append(abs(found.worst - absolute) / absolute)
      }
    }
    return (white, coloured, worst)
  }

  /// Relative differences of Σ_t w_t |e_t| at the maximisers from Σ_s B_w(s) |δ(s)|.
  private func maximised(_ profile: ([Double]) -> [Double]) -> [Double] {
    var generator = Generator(seed: UInt64(seed), stream: "maximiser")
    return (0..<pairs).map { pair in
      let weights = WeightFamily.weights(ofTrial: pair, length: length, using: &generator)
      let residual = randomResidual(length: length, using: &generator)
      let reached = weights.indices.reduce(0.0) { sum, step in
        let input = Self.maximiser(residual: residual, step: step)
        return sum + weights[step] * abs(Self.deviation(residual, input, at: step))
      }
      let expected = zip(profile(weights), residual).reduce(0) { $0 + $1.0 * abs($1.1) }
      return abs(reached - expected) / expected
    }
  }

  private struct Sampled {
    let weights: [Double]
    let residual: [Double]
    let mean: SampleMean
    /// The ratio and the ends of its interval against the number of samples.
    let course: [(count: Int, estimate: Estimate)]

    func series(_ end: KeyPath<Estimate, Double>) -> Series {
      Series(x: course.map { Double($0.count) }, y: course.map { $0.estimate[keyPath: end] })
    }
  }

  /// Σ_t w_t e_t² of Gaussian inputs over Σ_s B_w(s) δ(s)², for what an exponential leaves of a polynomial memory.
  private func sampled(persistence: Double, _ profile: ([Double]) -> [Double]) -> Sampled {
    var generator = Generator(seed: UInt64(seed), stream: "sampling")
    let weights = WeightFamily.uniform.weights(length: length, using: &generator)
    let residual = (0..<length).map { pow(1 + 0.1 * Double($0), -1.1) - exp(-0.2 * Double($0)) }
    let expected = Self.contributions(profile(weights), residual).reduce(0, +)
    let innovation = (1 - persistence * persistence).squareRoot()
    var mean = SampleMean()
    var course: [(count: Int, estimate: Estimate)] = []
    var input = [Double](repeating: 0, count: length)
    for sample in 1...samples {
      for step in input.indices {
        let noise = generator.gaussian()
        input[step] = step == 0 ? noise : persistence * input[step - 1] + innovation * noise
      }
      var error = 0.0
      for step in input.indices {
        let deviation = Self.deviation(residual, input, at: step)
        error += weights[step] * deviation * deviation
      }
      mean.add(error / expected)
      let isPowerOfTwo = sample & (sample - 1) == 0
      if sample >= 16 && isPowerOfTwo || sample == samples { course.append((sample, mean.estimate)) }
    }
    return Sampled(weights: weights, residual: residual, mean: mean, course: course)
  }
}

extension DecompositionTheorem {
  /// B_w(s) δ(s)².
  static func contributions(_ profile: [Double], _ residual: [Double]) -> [Double] {
    zip(profile, residual).map { $0 * $1 * $1 }
  }

  /// e_t = Σ_{s≤t} δ(s) x_{t-s}.
  static func deviation(_ residual: [Double], _ input: [Double], at step: Int) -> Double {
    var sum = 0.0
    for lag in 0...step { sum += residual[lag] * input[step - lag] }
    return sum
  }

  /// The input of |x| ≤ 1 with the largest |e_t|: x_{t-s} = sign δ(s), and 0 after t.
  static func maximiser(residual: [Double], step: Int) -> [Double] {
    residual.indices.map { $0 > step ? 0 : residual[step - $0] < 0 ? -1 : 1 }
  }

  /// Σ_{t≤s} w_t, the mistake that a negative control makes.
  static func wrongSideProfile(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    return weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// E Σ_t w_t e_t² for independent signs and for signs with E x_i x_j = a^{|i-j|}, a = `persistence`,
  /// and Σ_t w_t max |e_t|, over all 2^T sign inputs.
  static func enumerate(
    weights: [Double], residual: [Double], persistence: Double
  ) -> (white: Double, coloured: Double, worst: Double) {
    let length = weights.count
    var white = 0.0
    var coloured = 0.0
    var largest = [Double](repeating: 0, count: length)
    var input = [Double](repeating: 0, count: length)
    for code in 0..<(1 << length) {
      var chance = 0.5
      for step in 0..<length {
        input[step] = code >> step & 1 == 0 ? 1 : -1
        if step > 0 { chance *= (1 + persistence * input[step] * input[step - 1]) / 2 }
      }
      var error = 0.0
      for step in 0..<length {
        let deviation = deviation(residual, input, at: step)
        error += weights[step] * deviation * deviation
        largest[step] = max(largest[step], abs(deviation))
      }
      white += error
      coloured += chance * error
    }
    let worst = zip(weights, largest).reduce(0) { $0 + $1.0 * $1.1 }
    return (white / Double(1 << length), coloured, worst)
  }
}
