import Foundation

/// The value that a Student t variable stays below with probability `share`, for `share` of at least one half.
///
/// With t = √ν tan θ the density of θ is ∝ cos^{ν-1} θ; its integral is summed by the midpoint rule, within 1e-6.
func studentQuantile(_ share: Double, degreesOfFreedom: Int) -> Double {
  let cells = 20_000
  let width = Double.pi / 2 / Double(cells)
  let density = (0..<cells).map { pow(cos((Double($0) + 0.5) * width), Double(degreesOfFreedom - 1)) }
  var missing = (2 * share - 1) * density.reduce(0, +)
  for (cell, mass) in density.enumerated() {
    if missing <= mass {
      return Double(degreesOfFreedom).squareRoot() * tan((Double(cell) + missing / mass) * width)
    }
    missing -= mass
  }
  return .infinity
}

/// The probability that a standard normal variable is below `x`.
func normalProbability(below x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
