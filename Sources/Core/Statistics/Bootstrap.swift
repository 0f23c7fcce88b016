/// The arithmetic mean, NaN of nothing.
package func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

extension Estimate {
  /// The mean of `samples`, one for each seed, with its 95 % percentile bootstrap interval (Efron 1979).
  ///
  /// Give differences or log-ratios of pairs to compare two things that ran from the same seeds. Equal samples give
  /// equal intervals; of one sample the interval is the sample.
  package init(bootstrapping samples: [Double], resamples: Int = 10_000, seed: UInt64 = 1) {
    var generator = Generator(seed: seed, stream: "bootstrap")
    let count = samples.count
    var means = (0..<(count > 1 ? resamples : 0)).map { _ in
      var sum = 0.0
      for _ in 0..<count { sum += samples[Int(generator.uniform() * Double(count))] }
      return sum / Double(count)
    }
    means.sort()
    func quantile(_ share: Double) -> Double {
      guard let last = means.indices.last else { return Core.mean(samples) }
      return means[Int((share * Double(last)).rounded())]
    }
    self.init(Core.mean(samples), lower: quantile(0.025), upper: quantile(0.975), count: count)
  }
}

extension Verdict {
  /// Whether a quantity is below `threshold`: undecided while its interval contains it, or rests on fewer than 2 samples.
  package init(_ estimate: Estimate, isBelow threshold: Double) {
    self =
      estimate.count < 2
      ? .undecided : estimate.upper < threshold ? .holds : estimate.lower > threshold ? .fails : .undecided
  }
}
