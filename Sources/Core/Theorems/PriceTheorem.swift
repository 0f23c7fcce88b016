import Errors
import Foundation
import Numerics
import Settings
import Statistics

/// T5: what rescaling costs, a gradient that fewer samples make, so that a best power exists and depends on the budget.
///
/// Of T steps the weights leave (Σw)²/Σw² in effect. As a share of T that tends to (2p+1)/(p+1)² for w_t ∝ t^p, and the
/// variance that noise of variance σ² in the targets gives to ∂E/∂ρ̂(0) is 4σ² / (T share).
package struct PriceTheorem: Theorem {
  package static let name = "price"
  package static let summary =
    "rescaling lowers the bias and raises the variance, so the best power grows with the budget"

  package static let numbers: [String: String] = [
    "convergenceRate": "slope of the share's log error against log length",
    "samples": "random inputs of which the variance was measured",
    "descents": "noisy descents that were run for each power",
    "trials": "random memory functions whose best powers were compared",
    "bestPowerSmall": "best power of the smallest budget, 4 sequences a step",
    "bestPowerMiddle": "best power of 64 sequences a step",
    "bestPowerLarge": "best power of 1024 sequences a step",
    "controlFailureShare": "share of the memory functions without noise whose best power does not grow",
  ].merging(
    powers.flatMap { power in
      [
        ("effectiveShare\(Int(power))", "share of the samples left in effect, closed form, power \(Int(power))"),
        ("varianceRatio\(Int(power))", "measured variance of the gradient over the formula, power \(Int(power))"),
      ]
    }
  ) { $1 }

  package static let curves: [String: Curve] = [
    "effectiveShare": Curve("closed form", x: "power $p$", y: "effective share of the samples"),
    "measuredShare": Curve("measured", x: "power $p$", y: "effective share of the samples"),
    "bias": Curve("bias", x: "power $p$", y: #"$\mathrm{E}\,\|\delta\|^2$"#),
    "bestPower": Curve("best power", x: "sequences a step", y: "power $p$"),
  ].merging(
    budgets.map { name, budget in
      ("error\(name)", Curve("\(Int(budget)) sequences a step", x: "power $p$", y: #"$\mathrm{E}\,\|\delta\|^2$"#))
    }
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
    let growth = bestPowerTrials(noise: 1)
    let silent = bestPowerTrials(noise: 0)
    let inputs = "\(samples) white inputs with noisy targets"
    let variance = "measured variance over the formula"
    return TheoremCheck(
      evidence: [
        shares.evidence("effective samples", "the effective share of the samples against its limit")
      ]
        + zip(Self.powers, variances.effective).map { power, ratio in
          .samplingRatio(
            "gradient variance, power \(Int(power))", "variance of the gradient over \(inputs)", ratio, of: variance,
            margin: 0.04)
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
            "best power", "the best power lies between 0 and 8 and grows with the budget, for random memory functions",
            growth),
          .samplingRatio(
            "every step counts", "as gradient variance of power 4, as if all samples were in effect", isControl: true,
            variances.nominal, of: variance, margin: 0.04),
          .everyTrial("no noise", "as best power, without noise in the targets", isControl: true, silent),
        ],
      numbers: numbers(shares, variances.effective, silent, share), series: series(variances.effective, share))
  }

  private static let powers = [0.0, 1, 2, 4]
  private static let budgets = [("Small", 4.0), ("Middle", 64.0), ("Large", 1024.0)]
  private static let grid = Array(stride(from: 0.0, through: 8, by: 0.25))
}

extension PriceTheorem {
  /// (2p+1)/(p+1)².
  static func effectiveShare(power: Double) -> Double { (2 * power + 1) / ((power + 1) * (power + 1)) }

  /// Squares of ∂E/∂ρ̂(0) = -(2/T) Σ_t w_t ε_t x_t at δ = 0 over 4/(T share), power by power; `nominal` with a share of 1.
  private func varianceRatios() -> (effective: [SampleMean], nominal: SampleMean) {
    var generator = Generator(seed: UInt64(seed), stream: "variance")
    let weights = Self.powers.map { RescaledError.weights(length: length, power: $0) }
    let shares = weights.map { SensitivityProfile(weights: $0).effectiveSampleShare }
    var result = (effective: Self.powers.map { _ in SampleMean() }, nominal: SampleMean())
    for _ in 0..<samples {
      let products = (0..<length).map { _ in generator.gaussian() * generator.gaussian() }
      for index in weights.indices {
        let gradient = 2 / Double(length) * zip(weights[index], products).reduce(0) { $0 + $1.0 * $1.1 }
        let square = gradient * gradient * Double(length) / 4
        result.effective[index].add(square * shares[index])
        if index == weights.indices.last { result.nominal.add(square) }
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

  /// Whether the best power grows from 16 to 64 to 1024 sequences a step, and is none of the ends of the grid for 64.
  private func bestPowerTrials(noise: Double) -> Trials {
    var generator = Generator(seed: UInt64(seed), stream: "best power")
    var result = Trials()
    for _ in 0..<trials {
      let descent = NoisyDescent(memory: randomResidual(length: 16, using: &generator), noise: noise)
      let best = [16.0, 64, 1024].map { descent.bestPower(among: Self.grid, budget: $0) }
      result.record(best[0] < best[1] && best[1] < best[2] && best[1] < 8)
    }
    return result
  }

  private func numbers(
    _ shares: Convergence, _ ratios: [SampleMean], _ silent: Trials, _ share: Share
  ) -> [String: Double] {
    var numbers = [
      "convergenceRate": shares.rate.value, "samples": Double(samples), "descents": Double(descents),
      "trials": Double(trials), "controlFailureShare": silent.failureShare,
    ]
    for (power, ratio) in zip(Self.powers, ratios) {
      numbers["effectiveShare\(Int(power))"] = share(power)
      numbers["varianceRatio\(Int(power))"] = ratio.value
    }
    let descent = NoisyDescent(memory: Self.polynomial(length: 32))
    for (name, budget) in Self.budgets {
      numbers["bestPower\(name)"] = descent.bestPower(among: Self.grid, budget: budget)
    }
    return numbers
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
      "bestPower": Series(
        x: sequences, y: sequences.map { descent.bestPower(among: Self.grid, budget: $0) }),
    ]
    for (name, budget) in Self.budgets {
      let errors = zip(weights, biases).map { $1 + descent.variance(weights: $0, budget: budget) }
      series["error\(name)"] = Series(x: Self.grid, y: errors)
    }
    return series
  }

  /// (1 + 0.1 s)^{-1.1}.
  private static func polynomial(length: Int) -> [Double] { (0..<length).map { pow(1 + 0.1 * Double($0), -1.1) } }
}
