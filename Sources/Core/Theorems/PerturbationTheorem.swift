import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// The bias in numbers: a deviation of the memory at one lag costs, on random inputs, what the sensitivity profile says.
///
/// A model whose memory differs from the target's by 1 at the lag s alone has e_t = x_{t-s} for t ≥ s and 0 before, so that for
/// independent inputs E Σ_t w_t φ(e_t) = B_w(s) E φ(x), whatever φ and the distribution of the inputs. Divided by the same at
/// lag 0 this is b_w(s), and at T-1 its inverse is the ratio of a head's to a tail's perturbation, B_w(0)/w_{T-1}, which for the
/// power p tends to T/(p+1). The errors are measured by the code that training uses.
package struct PerturbationTheorem: Theorem {
  package static let name = "perturbation"
  package static let summary = "what a deviation at one lag costs on random inputs is the sensitivity to that lag"

  package static let numbers: [String: String] = [
    "samples": "random sequences of each distribution", "length": "length of the sequences",
    "errors": "errors that were measured",
    "largestDifference": "largest relative difference of a measured sensitivity from the formula",
    "headOverTailSquared": "measured cost of a deviation at lag 0 over that of one at lag T-1, squared error",
    "headOverTailAbsolute": "the same for the absolute error",
    "leastHeadOverTail": "lower end of the interval of that ratio for the least biased of the positive-weighted errors",
    "confidence": "confidence of a lower end",
    "convergenceRate": "slope of the head-to-tail ratio's log error against log length",
  ].merging(
    powers.map { ("bias\(Int($0))", "memory bias at lag 0 of the power \(Int($0)): b(0) where b has the sum 1") }
      + powers.map { ("headOverTail\(Int($0))", "ratio of head to tail at the greatest length, power \(Int($0))") }
  ) { $1 }

  package static let curves: [String: Curve] = {
    let (share, cost) = ("lag $s/T$", "cost of a deviation over that at lag 0")
    var curves = ["measured": Curve("measured", x: share, y: cost), "predicted": Curve("predicted", x: share, y: cost)]
    for power in powers {
      curves["headOverTail\(Int(power))"] = Curve(
        "$p = \(Int(power))$", x: "length $T$", y: "error of a head over that of a tail")
    }
    for (name, power) in biases {
      let words = power.isFinite ? "$p = \(Int(power))$" : #"$p = \infty$"#
      curves["bias\(name)"] = Curve(words, x: "lag $s$", y: "memory bias, with the sum 1")
    }
    return curves
  }()

  let length: Int
  let samples: Int
  let seed: Int

  package init(settings: Settings) {
    length = settings.count("length", default: 64, 8...512, help: "length T of the sequences")
    samples = settings.count("samples", default: 20_000, 100...1_000_000, help: "random sequences of each distribution")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of the inputs")
  }

  /// B_w from the weights.
  package typealias Profile = ([Double]) -> [Double]

  package func check() -> TheoremCheck { check { SensitivityProfile(weights: $0).values } }

  /// The check with `profile` in the place of B_w.
  func check(profile: Profile) -> TheoremCheck {
    let gaussian = measurements(of: .gaussian)
    let uniform = measurements(of: .uniform)
    let ratios = gaussian.filter { $0.name != Self.lastStep }.map(\.headOverTail)
    let least = ratios.min { $0.lower < $1.lower } ?? Estimate(.nan, count: 0)
    let differences = (gaussian + uniform).flatMap { $0.differences(from: profile) }
    let slope = headConvergence(profile)
    return TheoremCheck(
      evidence: [
        TheoremCheck.Evidence(
          name: "head and tail",
          summary: "a deviation at lag 0 costs more than one at lag T-1 under every positive-weighted error",
          verdict: least.lower > 1 ? .holds : least.upper < 1 ? .fails : .undecided,
          quantity: "least ratio of head to tail over the errors", estimate: least, allowed: "an interval above 1",
          bounds: AllowedRange(lower: 1)),
        .agreement(
          "profile",
          "the measured sensitivity of each error at five lags, Gaussian and uniform inputs, against the formula",
          differences: differences, tolerance: tolerance),
        slope.evidence("long sequences", "the ratio of head to tail against T/(p+1), relative to it"),
        .agreement(
          "no bias", "the measured sensitivities against one that is equal at every lag", isControl: true,
          differences: gaussian.flatMap { $0.differences(from: Self.unbiased) },
          tolerance: tolerance),
        TheoremCheck.Evidence(
          name: "last step alone",
          summary: "as head and tail, for the last step alone, whose weights are not all positive",
          isControl: true, verdict: Self.verdict(on: gaussian.first { $0.name == Self.lastStep }?.headOverTail),
          quantity: "ratio of head to tail",
          estimate: gaussian.first { $0.name == Self.lastStep }?.headOverTail ?? Estimate(.nan, count: 0),
          allowed: "an interval above 1", bounds: AllowedRange(lower: 1)),
      ],
      numbers: numbers(gaussian, least, differences, slope), series: series(gaussian, profile))
  }

  /// A control finds no bias where the interval reaches down to 1.
  private static func verdict(on ratio: Estimate?) -> Verdict {
    guard let ratio else { return .undecided }
    return ratio.lower > 1 ? .holds : .fails
  }

  static let powers = [0.0, 1, 2, 10]
  static let biases = [("Falling", -1.0), ("0", 0), ("1", 1), ("2", 2), ("10", 10), ("Last", .infinity)]
  static let lengths = [4, 16, 64, 512, 1024, 4096]
  /// The errors that are measured: those with positive weights, and at the end the last step alone.
  private static let errors: [(name: String, error: any TemporalError)] = [
    ("squared", made(SquaredError.self)), ("absolute", made(AbsoluteError.self)), ("huber", made(HuberError.self)),
    ("log-cosh", made(LogCoshError.self)), ("exponential", made(ExponentialError.self)),
    ("rescaled, power 1", made(RescaledError.self, power: 1)),
    ("rescaled, power 2", made(RescaledError.self, power: 2)),
    ("rescaled, power 10", made(RescaledError.self, power: 10)), (lastStep, made(LastStepError.self)),
  ]
  private static let lastStep = "last step"

  private static func made(_ type: any TemporalError.Type, power: Double? = nil) -> any TemporalError {
    let arguments = power.map { [Argument(label: "power", value: Value(.number($0)))] } ?? []
    return type.init(settings: Settings(owner: type.name, arguments: arguments))
  }
  /// Four standard errors of the noisiest sensitivity, the square of one Gaussian number over its mean.
  private var tolerance: Double { (40_000 * (2 / Double(samples)).squareRoot()).rounded() / 10_000 }
}

extension PerturbationTheorem {
  private enum Inputs { case gaussian, uniform }

  /// What deviations at several lags cost under one error.
  private struct Measurement {
    let name: String
    let weights: [Double]
    let lags: [Int]
    /// Σ_t w_t φ(x_{t-s}) over the samples, lag by lag.
    let costs: [SampleMean]

    /// The cost at lag 0 over that at lag T-1; the two are taken as independent, which widens the interval.
    var headOverTail: Estimate {
      guard let head = costs.first, let tail = costs.last else { return Estimate(.nan, count: 0) }
      let ratio = head.value / tail.value
      let share = (pow(head.standardError / head.value, 2) + pow(tail.standardError / tail.value, 2)).squareRoot()
      let reach = ratio * Trials.normalQuantile * share
      return Estimate(ratio, lower: ratio - reach, upper: ratio + reach, count: head.count)
    }

    /// Relative differences of the costs from E φ(x) B_w(s), with E φ(x) from all of them together.
    func differences(from profile: Profile) -> [Double] {
      let expected = profile(weights)
      let scale = costs[0].value / expected[0]
      return zip(lags, costs).map { abs($1.value / (scale * expected[$0]) - 1) }
    }
  }

  private var lags: [Int] { [0, length / 4, length / 2, 3 * length / 4, length - 1] }

  /// Every error of the comparison by the code that training uses, on the same inputs.
  private func measurements(of inputs: Inputs) -> [Measurement] {
    let errors = Self.errors.map { (name: $0.name, error: $0.error, weights: $0.error.weights(length: length)) }
    var costs = errors.map { _ in lags.map { _ in SampleMean() } }
    var generator = Generator(seed: UInt64(seed), stream: "perturbation")
    for _ in 0..<samples {
      let input = (0..<length).map { _ in
        inputs == .gaussian ? generator.gaussian() : 3.0.squareRoot() * (2 * generator.uniform() - 1)
      }
      for (index, item) in errors.enumerated() {
        let values = input.map { Self.value(of: item.error, at: $0) }
        for (place, lag) in lags.enumerated() {
          var cost = 0.0
          for time in lag..<length { cost += item.weights[time] * values[time - lag] }
          costs[index][place].add(cost)
        }
      }
    }
    return zip(errors, costs).map { Measurement(name: $0.name, weights: $0.weights, lags: lags, costs: $1) }
  }

  /// φ(e) of a single residual.
  private static func value(of error: any TemporalError, at residual: Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { buffer in
      buffer[0] = residual
      buffer[1] = 0
      return error.compare(
        UnsafeMutableBufferPointer(rebasing: buffer[..<1]), with: UnsafeBufferPointer(rebasing: buffer[1...]), width: 1)
    }
  }

  /// How the ratio of head to tail, (p+1)/T of it, comes to 1 as T grows.
  private func headConvergence(_ profile: Profile) -> Convergence {
    Convergence(lengths: Self.lengths.suffix(4), powers: [1, 2]) { length, power in
      abs(
        Self.headOverTail(profile(RescaledError.weights(length: length, power: power))) * (power + 1) / Double(length)
          - 1)
    }
  }

  /// The mistake that a negative control makes: Σ_t w_t at every lag.
  private static func unbiased(_ weights: [Double]) -> [Double] {
    Array(repeating: weights.reduce(0, +), count: weights.count)
  }

  /// B(0)/B(T-1).
  private static func headOverTail(_ profile: [Double]) -> Double { profile[0] / profile[profile.count - 1] }

  /// b(s) with the sum 1, at T = 64.
  private static func bias(_ power: Double, _ profile: Profile) -> [Double] {
    let weights =
      power.isFinite ? RescaledError.weights(length: 64, power: power) : (0..<64).map { $0 == 63 ? 64.0 : 0 }
    let values = profile(weights)
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  private func numbers(
    _ measured: [Measurement], _ least: Estimate, _ differences: [Double], _ slope: Convergence
  ) -> [String: Double] {
    func ratio(_ name: String) -> Double { measured.first { $0.name == name }?.headOverTail.value ?? .nan }
    var numbers = [
      "samples": Double(samples), "length": Double(length), "errors": Double(Self.errors.count - 1),
      "largestDifference": differences.max() ?? .infinity, "headOverTailSquared": ratio("squared"),
      "headOverTailAbsolute": ratio("absolute"), "leastHeadOverTail": least.lower, "confidence": Trials.confidence,
      "convergenceRate": slope.rate.value,
    ]
    let profile: Profile = { SensitivityProfile(weights: $0).values }
    for power in Self.powers {
      numbers["bias\(Int(power))"] = Self.bias(power, profile)[0]
      let longest = Self.lengths[Self.lengths.count - 1]
      numbers["headOverTail\(Int(power))"] = Self.headOverTail(
        profile(RescaledError.weights(length: longest, power: power)))
    }
    return numbers
  }

  private func series(_ measured: [Measurement], _ profile: Profile) -> [String: Series] {
    var series: [String: Series] = [:]
    for power in Self.powers {
      series["headOverTail\(Int(power))"] = Series(
        x: Self.lengths.map(Double.init),
        y: Self.lengths.map { Self.headOverTail(profile(RescaledError.weights(length: $0, power: power))) })
    }
    for (name, power) in Self.biases { series["bias\(name)"] = Series(Self.bias(power, profile)) }
    let squared = measured.first { $0.name == "squared" }
    series["measured"] = Series(
      x: lags.map { Double($0) / Double(length) },
      y: squared.map { item in item.costs.map { $0.value / item.costs[0].value } } ?? [])
    let predicted = profile(Array(repeating: 1, count: length))
    series["predicted"] = Series(
      x: predicted.indices.map { Double($0) / Double(length) }, y: predicted.map { $0 / predicted[0] })
    return series
  }
}
