import Foundation

/// The value that a Student t variable stays below with probability `share`, for `share` of at least one half.
///
/// With t = √ν tan θ the probability A(θ) of lying within ±t is concave, so that Newton's method from θ = 0 rises to the
/// solution and never beyond it.
func studentQuantile(_ share: Double, degreesOfFreedom: Int) -> Double {
  let inside = 2 * share - 1
  guard inside < 1 else { return .infinity }
  var angle = 0.0
  for _ in 0..<100 {
    let (probability, slope) = studentProbability(within: angle, degreesOfFreedom: degreesOfFreedom)
    let step = (inside - probability) / slope
    guard step > 1e-16, angle + step < .pi / 2 else { break }
    angle += step
  }
  return Double(degreesOfFreedom).squareRoot() * tan(angle)
}

/// A(θ), a finite sum of positive terms (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4), and its derivative.
///
/// For even ν, A = sin θ (1 + ½ cos² θ + … + (1·3⋯(ν-3))/(2·4⋯(ν-2)) cos^{ν-2} θ); for odd ν,
/// A = (2/π) (θ + sin θ (cos θ + ⅔ cos³ θ + … + (2·4⋯(ν-3))/(1·3⋯(ν-2)) cos^{ν-2} θ)).
private func studentProbability(within angle: Double, degreesOfFreedom: Int) -> (value: Double, slope: Double) {
  let isOdd = degreesOfFreedom % 2 == 1
  let cosine = cos(angle)
  var (term, sum) = (isOdd ? cosine : 1, 0.0)
  for power in stride(from: isOdd ? 1 : 0, to: degreesOfFreedom, by: 2) {
    sum += term
    term *= Double(power + 1) / Double(power + 2) * cosine * cosine
  }
  let slope = term * Double(degreesOfFreedom) / cosine
  return isOdd ? (2 / .pi * (angle + sin(angle) * sum), 2 / .pi * slope) : (sin(angle) * sum, slope)
}

/// The probability that a standard normal variable is below `x`.
func normalProbability(below x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
