import Foundation

/// The probability that a Student t variable with `degreesOfFreedom` > 0, whole or not, stays below `t`.
///
/// P(T < t) = 1 - I_x(ν/2, 1/2)/2 for t ≥ 0, with x = ν/(ν + t²) and the regularised incomplete beta function I.
package func studentProbability(below t: Double, degreesOfFreedom: Double) -> Double {
  if t.isInfinite { return t > 0 ? 1 : 0 }
  let x = degreesOfFreedom / (degreesOfFreedom + t * t)
  let tail = regularisedBeta(x, degreesOfFreedom / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
}

/// The value that a Student t variable stays below with probability `share`, for `share` of at least one half.
///
/// Works on the upper tail, so that it is exact for shares close to one, and halves an interval that holds the value.
package func studentQuantile(_ share: Double, degreesOfFreedom: Double) -> Double {
  guard share < 1 else { return .infinity }
  guard share > 0.5, degreesOfFreedom > 0 else { return 0 }
  func tail(_ t: Double) -> Double {
    regularisedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
  }
  let target = 1 - share
  var (low, high) = (0.0, 1.0)
  while tail(high) > target, high < 1e300 { (low, high) = (high, 2 * high) }
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle == low || middle == high { break }
    if tail(middle) > target { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// The probability that a standard normal variable is below `x`.
func normalProbability(below x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

/// The value that a standard normal variable stays below with probability `share`.
func normalQuantile(_ share: Double) -> Double {
  if share <= 0 { return -.infinity }
  if share >= 1 { return .infinity }
  var (low, high) = (-40.0, 40.0)
  for _ in 0..<100 {
    let middle = (low + high) / 2
    if normalProbability(below: middle) < share { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// I_x(a, b), the regularised incomplete beta function, by its continued fraction (DLMF 8.17.22).
func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  // The fraction converges fast below the mean; above it the complement does.
  if x > (a + 1) / (a + b + 2) { return 1 - regularisedBeta(1 - x, b, a) }
  let scale = exp(a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  return scale / betaFraction(x, a, b)
}

/// The continued fraction of the incomplete beta function, evaluated forwards (Lentz's method).
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  var (value, above, below) = (1.0, 1.0, 0.0)
  for step in 1...10_000 {
    let m = Double(step / 2)
    let term =
      step.isMultiple(of: 2)
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    below = 1 + term * below
    below = 1 / (abs(below) < tiny ? tiny : below)
    above = 1 + term / above
    if abs(above) < tiny { above = tiny }
    value *= above * below
    if abs(above * below - 1) < 1e-15 { break }
  }
  return value
}

/// log Γ(x) for x > 0.
private func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}
