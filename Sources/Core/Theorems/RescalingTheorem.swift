import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T3: rescaling an error in time reduces its bias towards short lags (claim C2).
///
/// The normalised profile b_p(s) = B_p(s)/B_p(0) of the weights ((t+1)/(T+1))^p tends to 1 - (s/T)^{p+1} as T grows,
/// increases with p at every s > 0 and tends to 1. If w'_t/w_t increases in t then b_{w'} ≥ b_w at every lag
/// (monotone likelihood ratio), so that every increasing rescaling helps; yet no positive weight makes b constant.
package struct RescalingTheorem: Theorem {
  package static let name = "rescaling"
  package static let summary = "weights that grow in time make the sensitivity to long lags larger, never equal"

  package static let numbers: [String: String] = [
    "convergenceRate": "slope of the profile's log error against log length", "meanLagRate": "that of the mean lag",
    "halfBiasRate": "that of the half-bias lag", "errorAtLongest": "error of the profile at the greatest length",
    "trials": "random powers and pairs of weights",
    "controlFailureShare": "share of the trials with a shrinking ratio that fail",
  ].merging(
    powers.flatMap { power in
      [
        ("meanLagShare\(Int(power))", "mean lag over T at the greatest length, power \(Int(power))"),
        ("halfBiasShare\(Int(power))", "half-bias lag over T at the greatest length, power \(Int(power))"),
      ]
    }
  ) { $1 }

  package static let curves: [String: Curve] = powers.reduce(
    into: [
      "convergence": error("profile"), "meanLagConvergence": error("mean lag"),
      "halfBiasConvergence": error("half-bias lag"),
      "limit": Curve("last lag", x: "power $p$", y: "$1 - b_p(T-1)$"),
    ]
  ) { curves, power in
    for (name, word) in [("sum", "sum"), ("closedForm", "closed form")] {
      curves["\(name)\(Int(power))"] = Curve(
        "\(word), $p = \(Int(power))$", x: "lag $s/T$", y: "sensitivity $b_p(s)$")
    }
  }

  private static func error(_ summary: String) -> Curve {
    Curve(summary, x: "length $T$", y: "largest difference from the closed form")
  }

  let longest: Int
  let trials: Int
  let seed: Int

  package init(settings: Settings) {
    longest = settings.count("longest", default: 3200, 1600...20000, help: "longest sequence of the closed forms")
    trials = settings.count("trials", default: 4000, 10...1_000_000, help: "random powers and pairs of weights")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of powers and weights")
  }

  /// b_p at the share s/T of the sequence, for the power p.
  package typealias ClosedForm = (_ share: Double, _ power: Double) -> Double

  package func check() -> TheoremCheck { check(closedForm: Self.closedForm) }

  /// The check with `closedForm` in the place of 1 - (s/T)^{p+1}.
  func check(closedForm: ClosedForm) -> TheoremCheck {
    let profile = Convergence(lengths: lengths, powers: [1, 2, 4]) { length, power in
      Self.profileError(length: length, power: power, closedForm: closedForm)
    }
    let meanLag = Convergence(lengths: lengths, powers: Self.powers) { length, power in
      let profile = SensitivityProfile(weights: RescaledError.weights(length: length, power: power))
      return abs(profile.meanLag / Double(length) - Self.meanLagShare(power: power))
    }
    let halfBias = Convergence(lengths: lengths, powers: [1, 2, 4]) { length, power in
      let profile = SensitivityProfile(weights: RescaledError.weights(length: length, power: power))
      return abs(profile.halfBiasLag / Double(length) - Self.halfBiasShare(power: power))
    }
    let limit = stride(from: 0.0, through: 1000, by: 50).map { (power: $0, rest: Self.restAfterLastLag(power: $0)) }
    let growing = orderings { 1 + $0 }
    let shrinking = orderings { 1 / (1 + $0) }
    let range = "sequences of length \(lengths[0]) to \(longest)"
    return TheoremCheck(
      evidence: [
        profile.evidence("closed form", "the profile against its limit for \(range)"),
        meanLag.evidence("mean lag", "the mean lag against T(p+2)/(2(p+3)) for \(range)"),
        halfBias.evidence("half-bias lag", "the lag of half the bias against T/2^(1/(p+1)) for \(range)"),
        .everyTrial("power", "the profile grows with the power at every lag but 0, for random powers", powerOrder()),
        .agreement(
          "limit", "the profile of the power 1000 at the last lag of \(Self.limitLength) steps, against 1",
          differences: [limit.last?.rest ?? .infinity], tolerance: 1e-6, of: "largest difference"),
        .everyTrial("growing ratio", "the profile nowhere falls for random weights times a growing ratio", growing),
        .everyTrial("never flat", "the profile at the last lag is below 1 for random positive weights", neverFlat()),
        .everyTrial("shrinking ratio", "as growing ratio, with its inverse", isControl: true, shrinking),
        .everyTrial("last step alone", "as never flat, for weights of 0 but at the last step", isControl: true, flat()),
      ],
      numbers: numbers(profile, meanLag, halfBias, shrinking),
      series: series(profile, meanLag, halfBias, closedForm).merging([
        "limit": Series(x: limit.map(\.power), y: limit.map(\.rest))
      ]) { $1 })
  }

  private static let powers = [0.0, 1, 2, 4]
  private static let limitLength = 50
  private var lengths: [Int] { (0..<7).reversed().map { longest >> $0 } }
}

extension RescalingTheorem {
  /// Whether b_p < b_{p'} at every s > 0 for random p < p'.
  private func powerOrder() -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "powers")
    var result = Trials()
    for _ in 0..<trials {
      let length = generator.count(in: 2...100)
      let power = 8 * generator.uniform()
      let larger = power + 0.05 + generator.uniform()
      let before = Self.complement(RescaledError.weights(length: length, power: power))
      let after = Self.complement(RescaledError.weights(length: length, power: larger))
      result.record(zip(before, after).dropFirst().allSatisfy { $0 > $1 })
    }
    return result
  }

  /// Whether b_{w'} ≥ b_w at every lag for w' = w r, where r is a function of a growing sequence.
  private func orderings(ratio: (Double) -> Double) -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "ratios")
    var result = Trials()
    for trial in 0..<trials {
      let length = generator.count(in: 2...100)
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      var growing = 0.0
      let rescaled = weights.map { weight in
        growing += 0.01 + generator.uniform()
        return weight * ratio(growing)
      }
      result.record(zip(Self.complement(weights), Self.complement(rescaled)).allSatisfy { $0 >= $1 })
    }
    return result
  }

  /// Whether b_w(T-1) < 1.
  private func neverFlat() -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "flat")
    var result = Trials()
    for trial in 0..<trials {
      let length = generator.count(in: 2...100)
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      result.record(SensitivityProfile(weights: weights).normalised[length - 1] < 1)
    }
    return result
  }

  private func flat() -> Trials {
    var result = Trials()
    for length in 2...100 {
      let weights = (0..<length).map { $0 == length - 1 ? 1.0 : 0 }
      result.record(SensitivityProfile(weights: weights).normalised[length - 1] < 1)
    }
    return result
  }

  private func numbers(
    _ profile: Convergence, _ meanLag: Convergence, _ halfBias: Convergence, _ shrinking: Trials
  ) -> [String: Double] {
    var numbers = [
      "convergenceRate": profile.rate.value, "meanLagRate": meanLag.rate.value, "halfBiasRate": halfBias.rate.value,
      "errorAtLongest": profile.worst.y.last ?? 0, "trials": Double(trials),
      "controlFailureShare": shrinking.failureShare,
    ]
    for power in Self.powers {
      let profile = SensitivityProfile(weights: RescaledError.weights(length: longest, power: power))
      numbers["meanLagShare\(Int(power))"] = profile.meanLag / Double(longest)
      numbers["halfBiasShare\(Int(power))"] = profile.halfBiasLag / Double(longest)
    }
    return numbers
  }

  private func series(
    _ profile: Convergence, _ meanLag: Convergence, _ halfBias: Convergence, _ closedForm: ClosedForm
  ) -> [String: Series] {
    let length = 100
    let shares = (0..<length).map { Double($0) / Double(length) }
    var series = [
      "convergence": profile.worst, "meanLagConvergence": meanLag.worst, "halfBiasConvergence": halfBias.worst,
    ]
    for power in Self.powers {
      let sums = SensitivityProfile(weights: RescaledError.weights(length: length, power: power)).normalised
      series["sum\(Int(power))"] = Series(x: shares, y: sums)
      series["closedForm\(Int(power))"] = Series(x: shares, y: shares.map { closedForm($0, power) })
    }
    return series
  }
}

extension RescalingTheorem {
  /// b_p = 1 - (s/T)^{p+1} in the limit of a long sequence.
  package static func closedForm(share: Double, power: Double) -> Double { 1 - pow(share, power + 1) }

  /// The mean lag over T, (p+2)/(2(p+3)), from 1/3 at p = 0 to 1/2.
  static func meanLagShare(power: Double) -> Double { (power + 2) / (2 * (power + 3)) }

  /// The half-bias lag over T, 2^{-1/(p+1)}.
  static func halfBiasShare(power: Double) -> Double { pow(2, -1 / (power + 1)) }

  /// max_s |b_p(s) - closed form|.
  static func profileError(length: Int, power: Double, closedForm: ClosedForm) -> Double {
    SensitivityProfile(weights: RescaledError.weights(length: length, power: power)).normalised.enumerated()
      .map { lag, value in abs(value - closedForm(Double(lag) / Double(length), power)) }.max() ?? 0
  }

  /// 1 - b_w(s) = Σ_{t<s} w_t / Σ_t w_t, which keeps its digits where b_w is close to 1.
  static func complement(_ weights: [Double]) -> [Double] {
    let total = weights.reduce(0, +)
    var sum = 0.0
    return weights.map { weight in
      defer { sum += weight }
      return sum / total
    }
  }

  /// The largest 1 - b_p(s), which is that of the last lag.
  private static func restAfterLastLag(power: Double) -> Double {
    complement(RescaledError.weights(length: limitLength, power: power))[limitLength - 1]
  }
}
