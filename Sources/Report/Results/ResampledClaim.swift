import Foundation
import Numerics
import Statistics

/// How often the interval of a claim holds the truth, on data drawn anew from those that it rests on.
package struct ResampledClaim: Sendable, Equatable {
  /// The share of replicates in which the interval, taken alone, holds the truth.
  package let coverage: Double
  /// The share of replicates in which both sides count as equal although they lie the whole margin apart; nil without a margin.
  package let falseEquivalence: Double?

  package init(of inference: Inference, replicates: Int, seed: UInt64) {
    let comparison = inference.comparison
    self.init(
      of: inference.contrast.samples, by: comparison.test, level: comparison.ownLevel, margin: comparison.marginRange,
      replicates: replicates, seed: seed)
  }

  /// `count` samples are drawn in each replicate, by default as many as there are.
  init(
    of samples: [[Double]], count: Int? = nil, by test: any StatisticalTest, level: Double,
    margin: ClosedRange<Double>? = nil, replicates: Int, seed: UInt64
  ) {
    let source = SmoothedResiduals(of: samples)
    var generator = Generator(seed: seed, stream: "resampling")
    // With the truth, 0, at the upper end of the margin.
    let edge = margin.map { $0.lowerBound - $0.upperBound...0 }
    var (held, equal) = (0, 0)
    for _ in 0..<replicates {
      let mean = test.mean(of: source.samples(count ?? samples.count, from: &generator))
      if mean.probability(is: 0) > 1 - level { held += 1 }
      if let edge, mean.probability(isOutside: edge) <= 1 - level { equal += 1 }
    }
    coverage = Double(held) / Double(replicates)
    falseEquivalence = edge.map { _ in Double(equal) / Double(replicates) }
  }
}

/// The residuals of samples, as a distribution from which samples of mean 0 and the same covariance between cells are drawn.
///
/// A draw is x = (r_i + h z r_k) / √(1 + h²), with i and k drawn from the samples, z standard normal and the bandwidth
/// h = 1.06 n^(-1/5): a smoothed bootstrap (Silverman and Young 1987). The residuals r are the samples less their mean, spread
/// by √(n/(n-1)).
private struct SmoothedResiduals {
  private let residuals: [[Double]]
  private let bandwidth: Double

  init(of samples: [[Double]]) {
    let count = Double(samples.count)
    let means = (samples.first ?? []).indices.map { cell in mean(samples.map { $0[cell] }) }
    let spread = (count / (count - 1)).squareRoot()
    residuals = samples.map { row in zip(row, means).map { ($0 - $1) * spread } }
    bandwidth = 1.06 / pow(count, 0.2)
  }

  func samples(_ count: Int, from generator: inout Generator) -> [[Double]] {
    let range = 0...max(residuals.count - 1, 0)
    let scale = 1 / (1 + bandwidth * bandwidth).squareRoot()
    return (0..<count).map { _ in
      let (centre, other) = (residuals[generator.count(in: range)], residuals[generator.count(in: range)])
      let reach = bandwidth * generator.gaussian()
      return zip(centre, other).map { ($0 + reach * $1) * scale }
    }
  }
}
