import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T7: the bias comes from outputs that have no long past, and inputs before the scored window take it away.
///
/// With a warm-up of M inputs before a window of T scored steps, B_w(s) = Σ_t w_t 1[s ≤ t + M] for s < T + M. It is flat up to
/// s = M and, for positive weights, decreases strictly from there: the bias is gone for lags s ≤ M and for no longer ones. So
/// for M ≥ T-1 every error sees all lags s < T alike. The masked squared error is the case of a window that is the second half
/// of a sequence: b(s) = min(1, 2(1 - s/T)) in the limit of a long sequence.
package struct WarmUpTheorem: Theorem {
  package static let name = "warm-up"
  package static let summary =
    "inputs before the scored window take the bias away, all of it if they are as many as lags"

  package static let numbers: [String: String] = [
    "comparisons": "pairs of weights and residual that were enumerated",
    "largestDifference": "largest relative difference over all enumerations",
    "trials": "random weights in each check",
    "flatShareAtLeast":
      "share of weights that are unbiased for lags up to the warm-up: at least this, with the stated confidence",
    "confidence": "confidence with which the share is at least that",
    "controlFailureShare": "share of the weights that are biased from the next lag on",
    "equalPrice": "power of the rescaled error that uses as many samples as the masked one",
    "maskedMeanLag": "mean lag of the masked error's profile over T", "maskedHalfBias": "its half-bias lag over T",
    "rescaledMeanLag": "mean lag of the profile of the rescaled error of equal price over T",
    "rescaledHalfBias": "its half-bias lag over T",
  ]
  package static let curves: [String: Curve] = Dictionary(
    uniqueKeysWithValues: [
      ("masked", "masked, first half"), ("maskedLimit", "masked, closed form"),
      ("rescaled", "rescaled at equal price"), ("plain", "no warm-up"), ("quarter", "warm-up of a quarter"),
      ("half", "warm-up of a half"), ("whole", "warm-up of the whole length"),
    ].map { ($0, Curve($1, x: "lag $s/T$", y: "sensitivity $b(s)$")) })

  let longest: Int
  let pairs: Int
  let trials: Int
  let length: Int
  let seed: Int

  package init(settings: Settings) {
    longest = settings.count("longest", default: 12, 3...16, help: "longest sequence, warm-up included, to enumerate")
    pairs = settings.count("pairs", default: 10, 1...200, help: "random windows and residuals for each length")
    trials = settings.count("trials", default: 2000, 10...1_000_000, help: "random weights and warm-ups")
    length = settings.count("length", default: 200, 16...10_000, help: "length T of the profiles that are drawn")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of weights and residuals")
  }

  /// B_w at s = 0 … T+M-1 from the weights of the window and the warm-up M.
  package typealias Profile = (_ weights: [Double], _ warmUp: Int) -> [Double]

  package func check() -> TheoremCheck { check(profile: Self.profile) }

  /// The check with `profile` in the place of the theorem's own.
  func check(profile: Profile) -> TheoremCheck {
    let exact = enumerated(profile)
    let reached = flat(profile) { $0 }
    let beyond = flat(profile) { $0 + 1 }
    let masked = maskedDifferences(profile)
    return TheoremCheck(
      evidence: [
        .agreement(
          "enumeration", "mean squared error over all signs of length 3 to \(longest), against the sum over lags",
          differences: exact, tolerance: DecompositionTheorem.rounding),
        .everyTrial(
          "warm-up", "lags up to the warm-up are seen alike and longer ones less and less, for random positive weights",
          reached
        ),
        .everyTrial(
          "longer warm-up", "no lag is seen less and the last lag more with one input more before the window",
          growing(profile)),
        .agreement(
          "masked", "the profile of the masked squared error against that of a warm-up of half the length",
          differences: masked.warmUp, tolerance: DecompositionTheorem.rounding),
        .agreement(
          "masked limit", "that profile for a long sequence against min(1, 2(1 - s/T))", differences: masked.limit,
          tolerance: 2 / Double(length) + 1e-9, of: "largest difference"),
        .everyTrial("one lag more", "as warm-up, for the lag behind it too", isControl: true, beyond),
        .agreement(
          "no warm-up", "the enumeration against the profile without the warm-up", isControl: true,
          differences: enumerated { weights, warmUp in
            SensitivityProfile(weights: weights).values + Array(repeating: 0, count: warmUp)
          }, tolerance: DecompositionTheorem.rounding),
      ],
      numbers: numbers(exact, reached, beyond), series: series(profile))
  }
}

extension WarmUpTheorem {
  /// Σ_t w_t 1[s ≤ t + M].
  static func profile(weights: [Double], warmUp: Int) -> [Double] {
    (0..<weights.count + warmUp).map { lag in weights[max(0, lag - warmUp)...].reduce(0, +) }
  }

  /// min(1, 2(1 - s/T)).
  static func maskedLimit(share: Double) -> Double { min(1, 2 * (1 - share)) }

  /// The power with (2p+1)/(p+1)² = 1/2, the effective share of the samples of the masked error.
  static let equalPrice = 1 + 2.0.squareRoot()

  /// The enumeration is that of the whole sequence, where the weights of the warm-up are 0.
  private func enumerated(_ profile: Profile) -> [Double] {
    var generator = Generator(seed: UInt64(seed), stream: "enumeration")
    var differences: [Double] = []
    for length in 3...longest {
      for pair in 0..<pairs {
        let warmUp = generator.count(in: 1...length - 1)
        let weights = WeightFamily.weights(ofTrial: pair, length: length - warmUp, using: &generator)
        let residual = randomResidual(length: length, using: &generator)
        let whole = Array(repeating: 0, count: warmUp) + weights
        let found = DecompositionTheorem.enumerate(weights: whole, residual: residual, persistence: 0).white
        let expected = DecompositionTheorem.contributions(profile(weights, warmUp), residual).reduce(0, +)
        differences.append(abs(found - expected) / found)
      }
    }
    return differences
  }

  /// Whether B_w is the same up to a lag that is a function of the warm-up, and decreases strictly from there.
  private func flat(_ profile: Profile, upTo last: (Int) -> Int) -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "flat")
    var result = Trials()
    for trial in 0..<trials {
      let length = generator.count(in: 3...40)
      let warmUp = generator.count(in: 0...2 * length)
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      let values = profile(weights, warmUp)
      let last = last(warmUp)
      result.record(
        values[...last].allSatisfy { $0 == values[0] } && BiasTheorem.strictlyDecreases(Array(values[last...])))
    }
    return result
  }

  private func growing(_ profile: Profile) -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "growing")
    var result = Trials()
    for trial in 0..<trials {
      let length = generator.count(in: 2...40)
      let weights = WeightFamily.weights(ofTrial: trial, length: length, using: &generator)
      let warmUp = generator.count(in: 0...length - 2)
      let (before, after) = (profile(weights, warmUp), profile(weights, warmUp + 1))
      result.record(zip(before, after).allSatisfy { $0 <= $1 } && before[length - 1] < after[length - 1])
    }
    return result
  }

  private func maskedDifferences(_ profile: Profile) -> (warmUp: [Double], limit: [Double]) {
    let half = length / 2
    let masked = SensitivityProfile(weights: MaskedError.weights(length: 2 * half, from: 0.5)).normalised
    let warmed = profile(Array(repeating: 1, count: half), half).map { $0 / Double(half) }
    let limit = masked.indices.map { Self.maskedLimit(share: Double($0) / Double(masked.count)) }
    return (zip(masked, warmed).map { abs($0 - $1) }, zip(masked, limit).map { abs($0 - $1) })
  }

  private func numbers(_ exact: [Double], _ reached: Trials, _ beyond: Trials) -> [String: Double] {
    let masked = SensitivityProfile(weights: MaskedError.weights(length: length, from: 0.5))
    let rescaled = SensitivityProfile(weights: RescaledError.weights(length: length, power: Self.equalPrice))
    let steps = Double(length)
    return [
      "comparisons": Double(exact.count), "largestDifference": exact.max() ?? 0, "trials": Double(trials),
      "flatShareAtLeast": reached.share.lower, "confidence": Trials.confidence,
      "controlFailureShare": beyond.failureShare, "equalPrice": Self.equalPrice,
      "maskedMeanLag": masked.meanLag / steps, "maskedHalfBias": masked.halfBiasLag / steps,
      "rescaledMeanLag": rescaled.meanLag / steps, "rescaledHalfBias": rescaled.halfBiasLag / steps,
    ]
  }

  private func series(_ profile: Profile) -> [String: Series] {
    let shares = (0..<length).map { Double($0) / Double(length) }
    let equal = Array(repeating: 1.0, count: length)
    func warmed(_ warmUp: Int) -> Series {
      Series(x: shares, y: profile(equal, warmUp)[..<length].map { $0 / Double(length) })
    }
    let rescaled = SensitivityProfile(weights: RescaledError.weights(length: length, power: Self.equalPrice))
    return [
      "masked": Series(
        x: shares, y: SensitivityProfile(weights: MaskedError.weights(length: length, from: 0.5)).normalised),
      "maskedLimit": Series(x: shares, y: shares.map(Self.maskedLimit)),
      "rescaled": Series(x: shares, y: rescaled.normalised),
      "plain": warmed(0), "quarter": warmed(length / 4), "half": warmed(length / 2), "whole": warmed(length),
    ]
  }
}
