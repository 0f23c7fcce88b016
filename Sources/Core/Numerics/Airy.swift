import Foundation

/// The Airy function Ai(x), within 1e-10 (DLMF 9.4.1 up to |x| = 7, the expansions 9.7.5 and 9.7.9 beyond).
package func airy(_ x: Double) -> Double {
  if abs(x) <= 7 { return airySeries(x) }
  let argument = 2.0 / 3.0 * pow(abs(x), 1.5)
  let root = Double.pi.squareRoot() * pow(abs(x), 0.25)
  var (even, odd, term) = (0.0, 0.0, 1.0)
  // u_k / ζ^k, DLMF 9.7.2; the terms shrink up to k = 2ζ > 24.
  for order in 0..<20 {
    let sign: Double = x > 0 ? (order % 2 == 0 ? 1 : -1) : (order / 2 % 2 == 0 ? 1 : -1)
    if order % 2 == 0 { even += sign * term } else { odd += sign * term }
    let k = Double(order + 1)
    term *= (6 * k - 5) * (6 * k - 3) * (6 * k - 1) / ((2 * k - 1) * 216 * k * argument)
  }
  if x > 0 { return exp(-argument) / (2 * root) * (even + odd) }
  return (cos(argument - .pi / 4) * even + sin(argument - .pi / 4) * odd) / root
}

private func airySeries(_ x: Double) -> Double {
  let cube = x * x * x
  var (f, g) = (1.0, x)
  var (sumF, sumG) = (f, g)
  for order in stride(from: 3.0, through: 180, by: 3) {
    f *= cube / (order * (order - 1))
    g *= cube / (order * (order + 1))
    sumF += f
    sumG += g
  }
  return 0.355_028_053_887_817_24 * sumF - 0.258_819_403_792_806_8 * sumG
}
