import Foundation
import Statistics

/// The two sides of a comparison as one number for each seed and cell, and what is inferred of its mean.
package struct Contrast: Sendable {
  /// `[seed][cell]`: log-ratios, differences, or the left side less the number on the right; empty without pairs.
  package var samples: [[Double]]
  /// The mean over cells and seeds, NaN where a number is missing.
  package var mean: InferredMean
  /// Whether nothing in it was drawn at random, so that a single value decides.
  package var isExact: Bool
  /// What a sample is called, "seed" or "row".
  package var noun = "seed"
  /// How many samples each side has where they are not paired; empty where they are.
  package var sides: [Int] = []
  /// How many samples are left out since they lack a number.
  package var omitted = 0
  /// Which numbers are missing.
  package var missing: [String] = []
}

extension Comparison {
  /// Both sides brought together, by the scale, the pairing and the test of the comparison.
  ///
  /// Ratios are averaged as logarithms. A ratio of numbers that are not all positive, and a comparison with a missing number,
  /// have a mean that is NaN.
  package func contrast(_ datasets: [String: Dataset]) -> Contrast {
    let (left, right) = (
      left.samples(from: datasets, diverged: diverged), right.samples(from: datasets, diverged: diverged)
    )
    let isExact = self.left.isExact(in: datasets) && self.right.isExact(in: datasets)
    var contrast =
      pairing == .seed || isExact ? paired(left, right, isExact: isExact) : unpaired(left, right)
    contrast.noun = sources.lazy.compactMap { datasets[$0]?.offer.sampleNoun }.first ?? "seed"
    if !contrast.mean.value.isFinite { contrast.missing = self.missing(in: datasets) }
    return contrast
  }

  private func paired(_ left: Samples, _ right: Samples, isExact: Bool) -> Contrast {
    let pairs = Samples.paired(left, right) { scaled($0) - scaled($1) }
    let samples = pairs.bySample
    let isKnown = !samples.isEmpty && samples.allSatisfy { $0.allSatisfy(\.isFinite) }
    let mean = isKnown ? test.mean(of: samples) : InferredMean(.nan, spread: .unknown, count: samples.count)
    return Contrast(samples: isKnown ? samples : [], mean: mean, isExact: isExact, omitted: pairs.omittedCount)
  }

  private func unpaired(_ left: Samples, _ right: Samples) -> Contrast {
    let sides = [left, right].map { $0.mapped(scaled).meanBySample }
    let count = sides.map(\.count).min() ?? 0
    let isKnown = count > 0 && sides.joined().allSatisfy(\.isFinite)
    let mean =
      isKnown ? test.mean(of: sides[0], less: sides[1]) : InferredMean(.nan, spread: .unknown, count: count)
    var contrast = Contrast(
      samples: [], mean: mean, isExact: false, omitted: left.omittedCount + right.omittedCount)
    contrast.sides = sides.map(\.count)
    return contrast
  }

  private func scaled(_ number: Double) -> Double { scale != .ratio ? number : number > 0 ? log(number) : .nan }

  /// The level of its interval where it is judged alone, corrected for looking several times.
  package var ownLevel: Double { 1 - (1 - test.level) / Double(looks) }

  /// The verdict by the interval at `level`.
  ///
  /// One that is not decided is *equivalent* where both sides are equal within the margin, by two one-sided tests.
  package func verdict(on contrast: Contrast, level: Double) -> Verdict {
    let mean = contrast.mean
    guard mean.value.isFinite else { return .undecided }
    if contrast.isExact { return verdict(onExact: mean.value) }
    let interval = mean.interval(level: level)
    let isEqual = marginRange.map { mean.probability(isOutside: $0) <= 1 - level } ?? false
    if relation == .about {
      guard mean.count > 1, let range = marginRange else { return .undecided }
      let isApart = interval.lower > range.upperBound || interval.upper < range.lowerBound
      return isEqual ? .holds : isApart ? .fails : .undecided
    }
    if mean.count > 1, interval.upper < 0 || interval.lower > 0 {
      return (interval.upper < 0) == relation.wantsLess ? .holds : .fails
    }
    return isEqual ? .equivalent : .undecided
  }

  /// The verdict on left - right, or its logarithm, known exactly.
  private func verdict(onExact difference: Double) -> Verdict {
    switch relation {
    case .about: marginRange?.contains(difference) == true ? .holds : .fails
    case .lessOrEqual where difference == 0, .greaterOrEqual where difference == 0: .holds
    default: difference != 0 && (difference < 0) == relation.wantsLess ? .holds : .fails
    }
  }

  /// The p-value by which the comparison takes its place in a family; NaN where nothing is tested.
  package func probability(of contrast: Contrast) -> Double {
    guard contrast.mean.value.isFinite, !contrast.isExact else { return .nan }
    let one = relation == .about ? marginRange.map { contrast.mean.probability(isOutside: $0) } : nil
    return min(1, (one ?? contrast.mean.probability(is: 0)) * Double(looks))
  }

  /// The ratio, difference or value that a reader sees, with its interval at `level`.
  package func estimate(of contrast: Contrast, level: Double) -> Estimate {
    let interval =
      contrast.isExact
      ? Estimate(contrast.mean.value, count: contrast.mean.count) : contrast.mean.interval(level: level)
    switch scale {
    case .ratio: return interval.mapped(exp)
    case .difference: return interval
    case .value: return interval.mapped { $0 + (right.constant ?? 0) }
    }
  }

  /// The contrasts that count as equal.
  package var marginRange: ClosedRange<Double>? {
    guard let margin else { return nil }
    let reach = scale == .ratio ? log(margin) : margin
    return reach > 0 ? -reach...reach : nil
  }
}
