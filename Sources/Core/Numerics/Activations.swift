import Foundation

extension Float {
  /// tanh in each lane, within 2e-7 of its value; a NaN stays one.
  ///
  /// Below 0.625 the odd polynomial x + x³ P(x²), above it sign(x) (1 - 2 / (e^{2|x|} + 1)), as in Cephes (Moshier).
  @inline(__always)
  package static func tanh(_ x: Lanes) -> Lanes {
    let sign = unsafeBitCast(x, to: SIMD16<UInt32>.self) & 0x8000_0000
    let size = unsafeBitCast(unsafeBitCast(x, to: SIMD16<UInt32>.self) & 0x7FFF_FFFF, to: Lanes.self)
    let square = x * x
    var series = Lanes(repeating: -0.005704978)
    series = multiplyAdd(series, square, Lanes(repeating: 0.020639079))
    series = multiplyAdd(series, square, Lanes(repeating: -0.053739712))
    series = multiplyAdd(series, square, Lanes(repeating: 0.13331442))
    series = multiplyAdd(series, square, Lanes(repeating: -0.33333282))
    let small = multiplyAdd(series * square, x, x)
    let capped = size.replacing(with: 10, where: size .> 10)
    let large = 1 - 2 / (exponential(capped + capped) + 1)
    let signed = unsafeBitCast(unsafeBitCast(large, to: SIMD16<UInt32>.self) | sign, to: Lanes.self)
    return signed.replacing(with: small, where: size .< 0.625)
  }

  /// σ(x) = 1 / (1 + e^{-x}) in each lane, within 2e-7 of its value or 1e-37; a NaN stays one.
  @inline(__always)
  package static func sigmoid(_ x: Lanes) -> Lanes {
    let above = x.replacing(with: -87, where: x .< -87)
    let capped = above.replacing(with: 87, where: above .> 87)
    return 1 / (1 + exponential(-capped))
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
  /// tanh in each lane, as exact as the system's.
  package static func tanh(_ x: Lanes) -> Lanes {
    var result = x
    for index in x.indices { result[index] = Foundation.tanh(x[index]) }
    return result
  }

  /// σ(x) = 1 / (1 + e^{-x}) in each lane, as exact as the system's exponential.
  package static func sigmoid(_ x: Lanes) -> Lanes {
    var result = x
    for index in x.indices { result[index] = 1 / (1 + exp(-x[index])) }
    return result
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
  case tanh, hardtanh

  @inline(__always)
  func value<Element: Scalar>(_ x: Element.Lanes, _: Element.Type) -> Element.Lanes {
    switch self {
    case .tanh: return Element.tanh(x)
    case .hardtanh:
      let above = x.replacing(with: Element.Lanes(repeating: -1), where: x .< -1)
      return above.replacing(with: Element.Lanes(repeating: 1), where: above .> 1)
    }
  }

  /// The derivative where the value is `y`: 1 - y² of tanh, and of hardtanh 1 strictly within its bounds.
  @inline(__always)
  func slope<Element: Scalar>(at y: Element.Lanes, _: Element.Type) -> Element.Lanes {
    let one = Element.Lanes(repeating: 1)
    switch self {
    case .tanh: return Element.multiplyAdd(Element.Lanes() - y, y, one)
    case .hardtanh: return one.replacing(with: Element.Lanes(), where: (y .<= -1) .| (y .>= 1))
    }
  }
}
