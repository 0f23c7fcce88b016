import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T5: what rescaling costs, a gradient that fewer samples make; the best power never falls with the budget.
///
/// Of T steps the weights leave (Σw)²/Σw² in effect. As a share of T that tends to (2p+1)/(p+1)² for w_t ∝ t^p. Noise of
/// variance σ² in the targets gives ∂E/∂ρ̂(s) the variance (4σ²/T²) Σ_{t≥s} w_t², which at lag 0 is 4σ² / (T share), and at the
/// lag uT tends to (4σ²/T) (p+1)² (1-u^{2p+1}) / (2p+1). Relative to its squared mean at the lag it grows with p by
/// (p+1)² (1-u^{2p+1}) (1-u) / ((2p+1) (1-u^{p+1})²): by the inverse share at lag 0, by nothing at the last.
/// In a noisy descent the error that is left is bias(p) + V(p)/N for N sequences a step. Since the bias falls with p, the best
/// power never falls with N: of two budgets the larger one's best power has no more bias. It need not grow, and is 0 at every
/// budget once the descent is long enough to leave no bias.
package struct PriceTheorem: Theorem {
  package static let name = "price"
  package static let summary =
    "rescaling lowers the bias and raises the variance, so the best power never falls with the budget"

  package static let numbers: [String: String] = [
    "convergenceRate": "slope of the share's log error against log length",
    "samples": "random inputs of which the variance was measured",
    "descents": "noisy descents that were run for each power",
    "trials": "random memory functions whose best powers were compared",
    "bestPowerSmall": "best power of 4 sequences a step in a descent of 20 steps",
    "bestPowerMiddle": "best power of 64 sequences a step in that descent",
    "bestPowerLarge": "best power of 1024 sequences a step in that descent",
    "bestPowerShort": "best power of 64 sequences a step in a descent of 5 steps",
    "bestPowerLong": "best power of 64 sequences a step in a descent of 200 steps",
    "growthShare": "share of the random descents in which the best power truly grows from 4 to 64 to 1024 sequences",
    "controlFailureShare": "share of the random descents whose best power does not fall with the budget",
    "varianceMiddle4":
      "variance of the gradient at lag T/2 under power 4 over that under equal weights, by the formula",
    "relativeVarianceMiddle4": "the same relative to the squared mean of the gradient at that lag",
  ].merging(
    powers.flatMap { power in
      [
        ("effectiveShare\(Int(power))", "share of the samples left in effect, closed form, power \(Int(power))"),
        (
          "varianceRatio\(Int(power))",
          "measured variance of the gradient over the formula at lag 0, power \(Int(power))"
        ),
        (
          "middleRatio\(Int(power))",
          "measured variance of the gradient over the formula at lag T/2, power \(Int(power))"
        ),
      ]
    }
  ) { $1 }

  package static let curves: [String: Curve] = [
    "effectiveShare": Curve("closed form", x: "power $p$", y: "effective share of the samples"),
    "measuredShare": Curve("measured", x: "power $p$", y: "effective share of the samples"),
    "bias": Curve("bias", x: "power $p$", y: #"$\mathrm{E}\,\|\delta\|^2$"#),
    "relativeVariance0": Curve("lag 0", x: "power $p$", y: "variance over squared mean, relative to $p = 0$"),
    "relativeVarianceMiddle": Curve("lag $T/2$", x: "power $p$", y: "variance over squared mean, relative to $p = 0$"),
    "relativeVarianceLate": Curve(
      "lag $0.9\\,T$", x: "power $p$", y: "variance over squared mean, relative to $p = 0$"),
  ].merging(
    budgets.map { name, budget in
      ("error\(name)", Curve("\(Int(budget)) sequences a step", x: "power $p$", y: #"$\mathrm{E}\,\|\delta\|^2$"#))
    }
      + durations.map { ("bestPower\($0)", Curve("\($0) steps", x: "sequences a step", y: "best power $p$")) }
  ) { $1 }

  let samples: Int
  let length: Int
  let descents: Int
  let trials: Int
  let seed: Int

  package init(settings: Settings) {
    samples = settings.count(
      "samples", default: 40_000, 100...1_000_000, help: "random inputs of the measured variance")
    length = settings.count("length", default: 100, 10...400, help: "length of those inputs")
    descents = settings.count("descents", default: 6000, 10...100_000, help: "noisy descents for each power")
    trials = settings.count("trials", default: 500, 10...100_000, help: "random memory functions to compare powers on")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of inputs, noise and memory functions")
  }

  /// The effective share of the samples in the limit of a long sequence, from the power.
  package typealias Share = (Double) -> Double

  package func check() -> TheoremCheck { check(share: Self.effectiveShare) }

  /// The check with `share` in the place of (2p+1)/(p+1)².
  func check(share: Share) -> TheoremCheck {
    let shares = Convergence(lengths: (0..<7).map { 50 << $0 }, powers: Self.powers.filter { $0 > 0 }) {
      length, power in
      let weights = RescaledError.weights(length: length, power: power)
      return abs(SensitivityProfile(weights: weights).effectiveSampleShare - share(power))
    }
    let variances = varianceRatios()
    let descent = descentRatios()
    let best = bestPowerTrials()
    let inputs = "\(samples) white inputs with noisy targets"
    let variance = "measured variance over the formula"
    return TheoremCheck(
      evidence: [
        shares.evidence("effective samples", "the effective share of the samples against its limit")
      ]
        + zip(Self.powers, variances.effective).map { power, ratio in
          .samplingRatio(
            "gradient variance, power \(Int(power))", "variance of the gradient at lag 0 over \(inputs)", ratio,
            of: variance, margin: 0.04)
        }
        + zip(Self.powers, variances.middle).map { power, ratio in
          .samplingRatio(
            "middle variance, power \(Int(power))", "variance of the gradient at lag T/2 over \(inputs)", ratio,
            of: variance, margin: 0.04)
        }
        + zip(Self.powers, descent).map { power, ratio in
          .samplingRatio(
            "descent, power \(Int(power))",
            "what is left of the residual after 20 noisy steps, against bias and variance",
            ratio, of: "measured squared residual over bias and variance", margin: 0.05)
        } + [
          .everyTrial(
            "bias", "the bias left after descent falls with the power, for random memory functions", biasTrials()),
          .everyTrial(
            "best power",
            "the best power does not fall from 4 to 64 to 1024 sequences a step, for random memory functions, noise, rates and "
              + "2 to 500 steps", best.never),
          .samplingRatio(
            "every step counts", "as gradient variance of power 4, as if all samples were in effect", isControl: true,
            variances.nominal, of: variance, margin: 0.04),
          .samplingRatio(
            "lag 0 everywhere", "as middle variance of power 1, with the share of lag 0", isControl: true,
            variances.uniform, of: variance, margin: 0.04),
          .everyTrial(
            "always grows", "the best power grows with the budget, whatever the steps", isControl: true, best.grows),
          .everyTrial("falls", "the best power falls with the budget", isControl: true, best.falls),
        ],
      numbers: numbers(shares, variances, best, share), series: series(variances.effective, share))
  }

  private static let powers = [0.0, 1, 2, 4]
  private static let budgets = [("Small", 4.0), ("Middle", 64.0), ("Large", 1024.0)]
  private static let grid = Array(stride(from: 0.0, through: 8, by: 0.25))
  /// Steps of the descents whose best powers are drawn.
  private static let durations = [5, 20, 80, 200]
}

extension PriceTheorem {
  /// (2p+1)/(p+1)².
  static func effectiveShare(power: Double) -> Double { (2 * power + 1) / ((power + 1) * (power + 1)) }

  /// (p+1)² (1-u^{2p+1}) (1-u) / ((2p+1) (1-u^{p+1})²), by which the relative variance at the lag uT grows.
  static func relativeVariance(power: Double, lagShare u: Double) -> Double {
    let kept = 1 - pow(u, power + 1)
    return (power + 1) * (power + 1) * (1 - pow(u, 2 * power + 1)) * (1 - u) / ((2 * power + 1) * kept * kept)
  }

  /// Measured variances of the gradient over their formulae.
  private struct Variances {
    /// At lag 0 over 4/(T share), and at lag T/2 over (4/T²) Σ_{t≥T/2} w_t², power by power.
    var effective: [SampleMean]
    var middle: [SampleMean]
    /// The mistakes of two negative controls: the greatest power at lag 0 over 4/T, and the power 1 at lag T/2 over 4/(T share).
    var nominal = SampleMean()
    var uniform = SampleMean()
  }

  /// Squares of ∂E/∂ρ̂(s) = -(2/T) Σ_{t≥s} w_t ε_t x_{t-s} at δ = 0, for s = 0 and T/2.
  private func varianceRatios() -> Variances {
    var generator = Generator(seed: UInt64(seed), stream: "variance")
    let weights = Self.powers.map { RescaledError.weights(length: length, power: $0) }
    let half = length / 2
    let squares = weights.map { SensitivityProfile(weights: $0.map { $0 * $0 }).values }
    var result = Variances(
      effective: Self.powers.map { _ in SampleMean() }, middle: Self.powers.map { _ in SampleMean() })
    for _ in 0..<samples {
      let inputs = (0..<length).map { _ in generator.gaussian() }
      let noise = (0..<length).map { _ in generator.gaussian() }
      for index in weights.indices {
        func square(at lag: Int) -> Double {
          var sum = 0.0
          for time in lag..<length { sum += weights[index][time] * noise[time] * inputs[time - lag] }
          return sum * sum
        }
        let (first, middle) = (square(at: 0), square(at: half))
        result.effective[index].add(first / squares[index][0])
        result.middle[index].add(middle / squares[index][half])
        if Self.powers[index] == 1 { result.uniform.add(middle / squares[index][0]) }
        if index == weights.indices.last { result.nominal.add(first / Double(length)) }
      }
    }
    return result
  }

  /// ‖δ‖² of noisy descents on what is left of a polynomial memory, over its expectation, power by power.
  private func descentRatios() -> [SampleMean] {
    let descent = NoisyDescent(memory: Self.polynomial(length: 8), noise: 4)
    let batch = Double(PopulationError.whiteInputs(length: 8).count)
    return Self.powers.map { power in
      var generator = Generator(seed: UInt64(seed), stream: "descent")
      let weights = RescaledError.weights(length: 8, power: power)
      let expected = descent.bias(weights: weights) + descent.variance(weights: weights, budget: batch)
      var mean = SampleMean()
      for _ in 0..<descents { mean.add(descent.run(weights: weights, from: &generator) / expected) }
      return mean
    }
  }

  private func biasTrials() -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "bias")
    var result = Trials()
    for _ in 0..<trials {
      let descent = NoisyDescent(memory: randomResidual(length: 16, using: &generator))
      let biases = Self.powers.map { descent.bias(weights: RescaledError.weights(length: 16, power: $0)) }
      result.record(zip(biases, biases.dropFirst()).allSatisfy { $0 > $1 })
    }
    return result
  }

  /// Whether the best power never falls, always grows and always falls from 4 to 64 to 1024 sequences a step.
  private func bestPowerTrials() -> (never: Trials, grows: Trials, falls: Trials) {
    var generator = Generator(seed: UInt64(seed), stream: "best power")
    var result = (never: Trials(), grows: Trials(), falls: Trials())
    for _ in 0..<trials {
      var descent = NoisyDescent(memory: randomResidual(length: 16, using: &generator))
      descent.steps = Int(2 * exp(log(250) * generator.uniform()))
      descent.rate = 0.05 + 0.9 * generator.uniform()
      descent.noise = exp(2 * generator.uniform() - 1)
      let best = [4.0, 64, 1024].map { descent.bestPower(among: Self.grid, budget: $0) }
      result.never.record(best[0] <= best[1] && best[1] <= best[2])
      result.grows.record(best[0] < best[1] && best[1] < best[2])
      result.falls.record(best[0] > best[1] && best[1] > best[2])
    }
    return result
  }

  private func numbers(
    _ shares: Convergence, _ variances: Variances, _ best: (never: Trials, grows: Trials, falls: Trials), _ share: Share
  ) -> [String: Double] {
    var numbers = [
      "convergenceRate": shares.rate.value, "samples": Double(samples), "descents": Double(descents),
      "trials": Double(trials), "controlFailureShare": best.falls.failureShare,
      "growthShare": 1 - best.grows.failureShare,
      "relativeVarianceMiddle4": Self.relativeVariance(power: 4, lagShare: 0.5),
    ]
    // Σ_{t≥T/2} w_t² over T/2: (p+1)² (1-u^{2p+1}) / ((2p+1) (1-u)).
    numbers["varianceMiddle4"] = 25.0 / 9 * (1 - pow(0.5, 9)) / 0.5
    for (index, power) in Self.powers.enumerated() {
      numbers["effectiveShare\(Int(power))"] = share(power)
      numbers["varianceRatio\(Int(power))"] = variances.effective[index].value
      numbers["middleRatio\(Int(power))"] = variances.middle[index].value
    }
    for (name, budget) in Self.budgets { numbers["bestPower\(name)"] = Self.bestPower(steps: 20, budget: budget) }
    numbers["bestPowerShort"] = Self.bestPower(steps: 5, budget: 64)
    numbers["bestPowerLong"] = Self.bestPower(steps: 200, budget: 64)
    return numbers
  }

  /// The best power of a descent on a polynomial memory.
  private static func bestPower(steps: Int, budget: Double) -> Double {
    var descent = NoisyDescent(memory: polynomial(length: 32))
    descent.steps = steps
    return descent.bestPower(among: grid, budget: budget)
  }

  private func series(_ ratios: [SampleMean], _ share: Share) -> [String: Series] {
    let descent = NoisyDescent(memory: Self.polynomial(length: 32))
    let weights = Self.grid.map { RescaledError.weights(length: 32, power: $0) }
    let biases = weights.map { descent.bias(weights: $0) }
    let sequences = (0..<15).map { pow(2, Double($0)) }
    let measured = zip(Self.powers, ratios).map { power, ratio in
      SensitivityProfile(weights: RescaledError.weights(length: length, power: power)).effectiveSampleShare
        / ratio.value
    }
    var series = [
      "effectiveShare": Series(x: Self.grid, y: Self.grid.map(share)),
      "measuredShare": Series(x: Self.powers, y: measured),
      "bias": Series(x: Self.grid, y: biases),
    ]
    for (name, share) in [("0", 0.0), ("Middle", 0.5), ("Late", 0.9)] {
      series["relativeVariance\(name)"] = Series(
        x: Self.grid, y: Self.grid.map { Self.relativeVariance(power: $0, lagShare: share) })
    }
    for steps in Self.durations {
      series["bestPower\(steps)"] = Series(
        x: sequences, y: sequences.map { Self.bestPower(steps: steps, budget: $0) })
    }
    for (name, budget) in Self.budgets {
      let errors = zip(weights, biases).map { $1 + descent.variance(weights: $0, budget: budget) }
      series["error\(name)"] = Series(x: Self.grid, y: errors)
    }
    return series
  }

  /// (1 + 0.1 s)^{-1.1}.
  private static func polynomial(length: Int) -> [Double] { (0..<length).map { pow(1 + 0.1 * Double($0), -1.1) } }
}
