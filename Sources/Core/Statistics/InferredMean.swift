/// An estimated mean and what is known of its error, from which intervals and p-values follow.
package struct InferredMean: Sendable, Equatable {
  /// How the estimate may lie about the true mean.
  package enum Spread: Sendable, Equatable {
    /// Nothing is known of the error: fewer than two samples.
    case unknown
    /// (estimate - mean) / error follows Student's distribution.
    case student(error: Double, degreesOfFreedom: Double)
    /// Means of resampled samples, sorted; percentiles of them are widened for `count` samples.
    case resampled([Double])
  }

  package var value: Double
  package var spread: Spread
  /// How many seeds, pairs or trials the mean rests on.
  package var count: Int

  package init(_ value: Double, spread: Spread, count: Int) {
    (self.value, self.spread, self.count) = (value, spread, count)
  }

  /// The interval of coverage `level` around the estimate; the estimate alone where nothing is known of its error.
  package func interval(level: Double) -> Estimate {
    switch spread {
    case .unknown: return Estimate(value, count: count)
    case .student(let error, let freedom):
      guard error > 0 else { return Estimate(value, count: count) }
      let reach = error * studentQuantile((1 + level) / 2, degreesOfFreedom: freedom)
      return Estimate(value, lower: value - reach, upper: value + reach, count: count)
    case .resampled(let means):
      let student = studentQuantile((1 + level) / 2, degreesOfFreedom: Double(count - 1))
      let cut = Int((normalProbability(below: -student * widening) * Double(means.count - 1)).rounded())
      return Estimate(value, lower: means[cut], upper: means[means.count - 1 - cut], count: count)
    }
  }

  /// The p-value of the hypothesis that the true mean is at least `bound`: small where it is clearly below.
  package func probability(isAtLeast bound: Double) -> Double {
    switch spread {
    case .unknown: return 1
    case .student(let error, let freedom):
      if error <= 0 { return value < bound ? 0 : 1 }
      return studentProbability(below: (value - bound) / error, degreesOfFreedom: freedom)
    case .resampled(let means):
      let above = Double(means.count { $0 >= bound }) / Double(means.count)
      let z = normalQuantile(min(max(above, 0.5 / Double(means.count)), 1 - 0.5 / Double(means.count)))
      return studentProbability(below: z / widening, degreesOfFreedom: Double(count - 1))
    }
  }

  /// The p-value of the hypothesis that the true mean is at most `bound`: small where it is clearly above.
  package func probability(isAtMost bound: Double) -> Double {
    switch spread {
    case .unknown: return 1
    case .student(let error, _) where error <= 0: return value > bound ? 0 : 1
    case .student: return 1 - probability(isAtLeast: bound)
    case .resampled(let means):
      let mirrored = InferredMean(-value, spread: .resampled(means.reversed().map { -$0 }), count: count)
      return mirrored.probability(isAtLeast: -bound)
    }
  }

  /// The two-sided p-value of the hypothesis that the true mean is `bound`.
  package func probability(is bound: Double) -> Double {
    min(1, 2 * min(probability(isAtLeast: bound), probability(isAtMost: bound)))
  }

  /// The p-value of the hypothesis that the true mean lies outside of `range`, by two one-sided tests (Schuirmann 1987).
  package func probability(isOutside range: ClosedRange<Double>) -> Double {
    max(probability(isAtLeast: range.upperBound), probability(isAtMost: range.lowerBound))
  }

  /// √(n/(n-1)), by which percentiles of resampled means are widened for few samples (Hesterberg 2015).
  private var widening: Double { count > 1 ? (Double(count) / Double(count - 1)).squareRoot() : 1 }
}

extension InferredMean {
  /// How many seeds would decide whether the true mean is `bound`, were it what it seems, in four of five studies.
  ///
  /// The least n with |estimate - bound| ≥ (t_{1-α/2} + t_{0.8}) σ/√n, where σ is the deviation of a single seed; nil where
  /// more than `limit` would be needed or the deviation is not known.
  package func seedsToDecide(against bound: Double, level: Double, atMost limit: Int = 100_000) -> Int? {
    guard case .student(let error, let freedom) = spread, error > 0, count > 1 else { return nil }
    let deviation = error * Double(count).squareRoot()
    let freedomOfSeed = freedom / Double(count - 1)
    func decides(_ seeds: Int) -> Bool {
      seedsSuffice(
        seeds, distance: abs(value - bound), deviation: deviation, degreesOfFreedom: freedomOfSeed * Double(seeds - 1),
        level: level, power: 0.8)
    }
    return leastCount(from: 2, atMost: limit, where: decides)
  }
}

/// The seeds with which an effect at `distance` from nothing is found with probability `power`; nil where more than `limit`.
package func plannedSeeds(
  distance: Double, deviation: Double, level: Double, power: Double, atMost limit: Int = 100_000
) -> Int? {
  leastCount(from: 2, atMost: limit) { seeds in
    seedsSuffice(
      seeds, distance: distance, deviation: deviation, degreesOfFreedom: Double(seeds - 1), level: level, power: power)
  }
}

private func seedsSuffice(
  _ seeds: Int, distance: Double, deviation: Double, degreesOfFreedom: Double, level: Double, power: Double
) -> Bool {
  let reach =
    studentQuantile((1 + level) / 2, degreesOfFreedom: degreesOfFreedom)
    + studentQuantile(power, degreesOfFreedom: degreesOfFreedom)
  return distance * Double(seeds).squareRoot() >= reach * deviation
}

/// The least count for which a condition that stays true once it is true holds, found by doubling and halving.
private func leastCount(from first: Int, atMost limit: Int, where holds: (Int) -> Bool) -> Int? {
  guard holds(limit) else { return nil }
  var (low, high) = (first - 1, limit)
  while high - low > 1 {
    let middle = (low + high) / 2
    if holds(middle) { high = middle } else { low = middle }
  }
  return high
}
