/// The arithmetic mean, NaN of nothing.
package func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

extension Estimate {
  /// The mean of `samples`, one for each seed, with its bootstrap interval of coverage `level`.
  ///
  /// Percentiles of the resampled means, widened for few samples to those of a Student interval (the expanded percentile
  /// interval, Hesterberg 2015): of 5 normal samples it covers the mean in 91 % of cases, and 83 % without.
  /// Give differences or log-ratios of pairs to compare two things that ran from the same seeds. Equal samples give
  /// equal intervals; of one sample the interval is the sample.
  package init(bootstrapping samples: [Double], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 1) {
    let question = EstimateMemory.Question(samples, level: level, resamples: resamples, seed: seed)
    self = EstimateMemory.shared.answer(question) {
      var generator = Generator(seed: seed, stream: "bootstrap")
      let means = (0..<(samples.count > 1 ? resamples : 0)).map { _ in resampledMean(samples, &generator) }
      return Estimate(Core.mean(samples), percentilesOf: means, level: level, count: samples.count)
    }
  }

  /// The mean of `left` less the mean of `right`, which have no pairs: each is resampled by itself.
  package init(
    bootstrapping left: [Double], less right: [Double], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 1
  ) {
    let question = EstimateMemory.Question(left, less: right, level: level, resamples: resamples, seed: seed)
    self = EstimateMemory.shared.answer(question) {
      var generator = Generator(seed: seed, stream: "bootstrap")
      let count = min(left.count, right.count)
      let means = (0..<(count > 1 ? resamples : 0)).map { _ in
        resampledMean(left, &generator) - resampledMean(right, &generator)
      }
      return Estimate(Core.mean(left) - Core.mean(right), percentilesOf: means, level: level, count: count)
    }
  }

  /// The expanded percentile interval of resampled means of `count` samples.
  fileprivate init(_ value: Double, percentilesOf resampled: [Double], level: Double, count: Int) {
    let means = resampled.sorted()
    guard let last = means.indices.last else {
      self.init(value, count: count)
      return
    }
    let student = studentQuantile((1 + level) / 2, degreesOfFreedom: count - 1)
    let widened = student * (Double(count) / Double(count - 1)).squareRoot()
    let cut = Int((normalProbability(below: -widened) * Double(last)).rounded())
    self.init(value, lower: means[cut], upper: means[last - cut], count: count)
  }
}

private func resampledMean(_ samples: [Double], _ generator: inout Generator) -> Double {
  var sum = 0.0
  for _ in samples.indices { sum += samples[Int(generator.uniform() * Double(samples.count))] }
  return sum / Double(samples.count)
}

extension Verdict {
  /// Whether a quantity is below `threshold`: undecided while its interval contains it, or rests on fewer than 2 samples.
  package init(_ estimate: Estimate, isBelow threshold: Double) {
    self =
      estimate.count < 2
      ? .undecided : estimate.upper < threshold ? .holds : estimate.lower > threshold ? .fails : .undecided
  }
}
