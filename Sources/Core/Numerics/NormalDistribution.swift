import Foundation

extension Float {
  /// Φ and φ of the standard normal distribution; Φ by formula 7.1.26 of Abramowitz and Stegun, to 1.5e-7.
  @inline(__always)
  package static func normalDistribution(_ x: SIMD16<Float>) -> (cumulative: SIMD16<Float>, density: SIMD16<Float>) {
    let size = x.replacing(with: -x, where: x .< 0)
    let exponent = -0.5 * x * x
    let exponential = exponential(exponent.replacing(with: -87, where: exponent .< -87))
    let t = 1 / multiplyAdd(size, SIMD16(repeating: 0.3275911 * 0.70710678), SIMD16(repeating: 1))
    var tail = SIMD16<Float>(repeating: 0.5 * 1.061405429)
    tail = multiplyAdd(tail, t, SIMD16(repeating: 0.5 * -1.453152027))
    tail = multiplyAdd(tail, t, SIMD16(repeating: 0.5 * 1.421413741))
    tail = multiplyAdd(tail, t, SIMD16(repeating: 0.5 * -0.284496736))
    tail = multiplyAdd(tail, t, SIMD16(repeating: 0.5 * 0.254829592))
    tail *= t * exponential
    return ((1 - tail).replacing(with: tail, where: x .< 0), exponential * 0.3989422804)
  }
}

extension Double {
  /// Φ and φ of the standard normal distribution, within ten units in the last place of Φ.
  package static func normalDistribution(_ x: SIMD8<Double>) -> (cumulative: SIMD8<Double>, density: SIMD8<Double>) {
    let density = apply(.exponential, to: -0.5 * x * x) * 0.398942280401432677939946059934381868
    return (apply(.normalCumulative, to: x), density)
  }
}
