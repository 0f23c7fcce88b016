import Foundation

extension Float {
  /// Φ and φ of the standard normal distribution; Φ by formula 7.1.26 of Abramowitz and Stegun, to 1.5e-7.
  @inline(__always)
  package static func normalDistribution(_ x: SIMD16<Float>) -> (cumulative: SIMD16<Float>, density: SIMD16<Float>) {
    let size = x.replacing(with: -x, where: x .< 0)
    let exponential = exponential(-0.5 * x * x)
    let t = 1 / (SIMD16(repeating: 1).addingProduct(size, SIMD16(repeating: 0.3275911 * 0.70710678)))
    var tail = SIMD16<Float>(repeating: 0.5 * 1.061405429)
    for coefficient in [-1.453152027, 1.421413741, -0.284496736, 0.254829592] as [Float] {
      tail = SIMD16(repeating: 0.5 * coefficient).addingProduct(tail, t)
    }
    tail *= t * exponential
    return ((1 - tail).replacing(with: tail, where: x .< 0), exponential * 0.3989422804)
  }

  /// e^x for -87 ≤ x ≤ 0, and e^{-87} below: a power of 2 times a polynomial on ±(ln 2)/2.
  @inline(__always)
  private static func exponential(_ x: SIMD16<Float>) -> SIMD16<Float> {
    let bounded = x.replacing(with: -87, where: x .< -87)
    // Adding 3 2^22 rounds to a whole number, which then stands in the lowest bits.
    let shifted = SIMD16(repeating: 12_582_912).addingProduct(bounded, SIMD16(repeating: 1.442695041))
    let whole = shifted - 12_582_912
    let high = bounded.addingProduct(whole, SIMD16(repeating: -0.693359375))
    let rest = high.addingProduct(whole, SIMD16(repeating: 2.12194440e-4))
    var sum = SIMD16<Float>(repeating: 1.0 / 720)
    for coefficient in [1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1] as [Float] {
      sum = SIMD16(repeating: coefficient).addingProduct(sum, rest)
    }
    let bits = SIMD16<UInt32>(truncatingIfNeeded: unsafeBitCast(shifted, to: SIMD16<Int32>.self))
    return sum * unsafeBitCast((bits &+ 127) &<< 23, to: SIMD16<Float>.self)
  }
}

extension Double {
  /// Φ and φ of the standard normal distribution, to rounding.
  package static func normalDistribution(_ x: SIMD8<Double>) -> (cumulative: SIMD8<Double>, density: SIMD8<Double>) {
    var (cumulative, density) = (x, x)
    for lane in x.indices {
      cumulative[lane] = erfc(-x[lane] / 2.0.squareRoot()) / 2
      density[lane] = exp(-x[lane] * x[lane] / 2) / (2 * Double.pi).squareRoot()
    }
    return (cumulative, density)
  }
}
