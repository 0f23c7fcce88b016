/// How much an error sees of a deviation at each lag: B_w(s) = Σ_{t≥s} w_t, for s = 0 … T-1.
package struct SensitivityProfile: Sendable, Equatable {
  /// B_w(s).
  package let values: [Double]
  /// w_t.
  package let weights: [Double]

  package init(weights: [Double]) {
    self.weights = weights
    var sum = 0.0
    var values = weights
    for step in weights.indices.reversed() {
      sum += weights[step]
      values[step] = sum
    }
    self.values = values
  }

  /// b_w(s) = B_w(s) / B_w(0).
  package var normalised: [Double] { values.map { $0 / values[0] } }

  /// Σ_s s B_w(s) / Σ_s B_w(s), in steps.
  package var meanLag: Double {
    zip(values.indices, values).reduce(0) { $0 + Double($1.0) * $1.1 } / values.reduce(0, +)
  }

  /// The lag at which b_w falls to one half, interpolated linearly between steps.
  package var halfBiasLag: Double {
    let profile = normalised
    guard let after = profile.firstIndex(where: { $0 <= 0.5 }), after > 0 else { return Double(profile.count) }
    return Double(after - 1) + (profile[after - 1] - 0.5) / (profile[after - 1] - profile[after])
  }

  /// (Σ w)² / (T Σ w²), the share of the samples that the weights leave in effect.
  package var effectiveSampleShare: Double {
    let sum = weights.reduce(0, +)
    return sum * sum / (Double(weights.count) * weights.reduce(0) { $0 + $1 * $1 })
  }
}
