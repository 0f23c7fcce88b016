import CKernels
import Foundation

extension Float {
  /// Within 3e-7 of its value and within (-1, 1); a NaN stays one.
  package static func tanh(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
    kernel_tanh(x, y, count)
  }

  /// Within 2e-7 of its value or 1e-37; a NaN stays one.
  package static func sigmoid(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
    kernel_sigmoid(x, y, count)
  }

  /// e^x for |x| ≤ 87: 2^n e^r with n = round(x / ln 2), found by adding 1.5 · 2²³, and a polynomial in |r| ≤ ln 2 / 2.
  @inline(__always)
  package static func exponential(_ x: Lanes) -> Lanes {
    let magic = Lanes(repeating: 12_582_912)
    let shifted = multiplyAdd(x, Lanes(repeating: 1.442695), magic)
    let whole = shifted - magic
    let high = multiplyAdd(whole, Lanes(repeating: -0.693359375), x)
    let rest = multiplyAdd(whole, Lanes(repeating: 2.1219444e-4), high)
    var series = Lanes(repeating: 0.0013813142)
    series = multiplyAdd(series, rest, Lanes(repeating: 0.008369419))
    series = multiplyAdd(series, rest, Lanes(repeating: 0.041668457))
    series = multiplyAdd(series, rest, Lanes(repeating: 0.16666515))
    series = multiplyAdd(series, rest, Lanes(repeating: 0.49999993))
    let power = multiplyAdd(series * rest, rest, rest) + 1
    let exponent = unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< 23
    return unsafeBitCast(unsafeBitCast(power, to: SIMD16<UInt32>.self) &+ exponent, to: Lanes.self)
  }
}

extension Double {
  /// As exact as the system's.
  package static func tanh(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    for index in 0..<count { y[index] = Foundation.tanh(x[index]) }
  }

  /// As exact as the system's exponential.
  package static func sigmoid(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    for index in 0..<count { y[index] = 1 / (1 + exp(-x[index])) }
  }

  /// e^x in each lane, as exact as the system's.
  package static func exponential(_ x: Lanes) -> Lanes {
    var result = x
    for index in x.indices { result[index] = exp(x[index]) }
    return result
  }
}

/// A function applied to each unit of a hidden state.
package enum Activation: String, CaseIterable, Sendable {
  case tanh, hardtanh, linear

  /// Of `count` numbers, a whole number of vectors, to another place or the same.
  package func apply<Element: Scalar>(
    _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, count: Int
  ) {
    switch self {
    case .tanh: Element.tanh(x, into: y, count: count)
    case .hardtanh:
      for index in stride(from: 0, to: count, by: Element.Lanes.scalarCount) {
        let value = load(x + index)
        let above = value.replacing(with: Element.Lanes(repeating: -1), where: value .< -1)
        store(above.replacing(with: Element.Lanes(repeating: 1), where: above .> 1), to: y + index)
      }
    case .linear: if x != UnsafePointer(y) { y.update(from: x, count: count) }
    }
  }

  /// The derivative where the value is `y`: 1 - y² of tanh, of hardtanh 1 strictly within its bounds, and 1 of a linear unit.
  @inline(__always)
  package func slope<Element: Scalar>(at y: Element.Lanes, _: Element.Type) -> Element.Lanes {
    let one = Element.Lanes(repeating: 1)
    switch self {
    case .tanh: return Element.multiplyAdd(Element.Lanes() - y, y, one)
    case .hardtanh: return one.replacing(with: Element.Lanes(), where: (y .<= -1) .| (y .>= 1))
    case .linear: return one
    }
  }
}
