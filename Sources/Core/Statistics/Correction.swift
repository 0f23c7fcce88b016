/// The outcome of one of several tests that are judged together.
package struct JointDecision: Sendable, Equatable {
  /// Whether its hypothesis is rejected.
  package var isRejected: Bool
  /// The level of the single interval that excludes the hypothesis just where it is rejected.
  package var level: Double

  package init(isRejected: Bool, level: Double) {
    self.isRejected = isRejected
    self.level = level
  }
}

/// How tests that are judged together are kept from finding what is not there.
package enum Correction: String, CaseIterable, Sendable {
  /// The chance of any false finding is at most α, by the same level for all.
  case bonferroni
  /// The chance of any false finding is at most α, step by step (Holm 1979): decides at least as often as Bonferroni.
  case holm
  /// On average at most the share α of the findings is false (Benjamini and Hochberg 1995).
  case falseDiscovery = "false-discovery"
  /// Each test by itself.
  case none

  /// The decision on each of the hypotheses with these p-values, at `level` = 1 - α; one that is NaN is not tested.
  package func decisions(_ probabilities: [Double], level: Double) -> [JointDecision] {
    let order = probabilities.indices.filter { !probabilities[$0].isNaN }
      .sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    let alpha = 1 - level
    var decisions = probabilities.map { _ in JointDecision(isRejected: false, level: level) }
    let thresholds = thresholds(count: order.count, alpha: alpha)
    let rejected = rejectedCount(order.map { probabilities[$0] }, thresholds)
    for (rank, index) in order.enumerated() {
      // A step-up procedure judges all by the threshold of the last rejection, a step-down one those left by the first miss.
      let step = self == .falseDiscovery ? max(rejected - 1, 0) : min(rank, min(rejected, order.count - 1))
      decisions[index] = JointDecision(isRejected: rank < rejected, level: 1 - thresholds[step])
    }
    return decisions
  }

  /// What the p-value of each rank must not exceed.
  private func thresholds(count: Int, alpha: Double) -> [Double] {
    (0..<count).map { rank in
      switch self {
      case .bonferroni: alpha / Double(count)
      case .holm: alpha / Double(count - rank)
      case .falseDiscovery: alpha * Double(rank + 1) / Double(count)
      case .none: alpha
      }
    }
  }

  /// How many of the sorted p-values are rejected.
  private func rejectedCount(_ sorted: [Double], _ thresholds: [Double]) -> Int {
    switch self {
    case .falseDiscovery: sorted.indices.last { sorted[$0] <= thresholds[$0] }.map { $0 + 1 } ?? 0
    case .bonferroni, .holm, .none: sorted.indices.first { sorted[$0] > thresholds[$0] } ?? sorted.count
    }
  }
}
