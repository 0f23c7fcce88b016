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
  /// Within three units in the last place.
  package static func tanh(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    kernel_apply(.tanh, x, y, count)
  }

  /// Within three units in the last place.
  package static func sigmoid(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    kernel_apply(.sigmoid, x, y, count)
  }

  /// e^x in each lane, within a unit in the last place.
  package static func exponential(_ x: Lanes) -> Lanes { apply(.exponential, to: x) }

  /// `function` of each lane.
  static func apply(_ function: KernelFunction, to x: Lanes) -> Lanes {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Lanes.scalarCount) { numbers in
      guard let base = numbers.baseAddress else { return x }
      store(x, to: base)
      kernel_apply(function, base, base, Lanes.scalarCount)
      return load(base)
    }
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
        store(Element.clamp(load(x + index)), to: y + index)
      }
    case .linear: if x != UnsafePointer(y) { y.update(from: x, count: count) }
    }
  }

  /// `slopes` times the derivative where the value is `y`: 1 - y² of tanh, of hardtanh 1 strictly within its bounds, and 1 of a
  /// linear unit.
  @inline(__always)
  package func passSlopes<Element: Scalar>(
    _ slopes: Element.Lanes, at y: Element.Lanes, _: Element.Type
  ) -> Element.Lanes {
    switch self {
    case .tanh: slopes * Element.multiplyAdd(Element.Lanes() - y, y, Element.Lanes(repeating: 1))
    case .hardtanh: Element.pass(slopes, whereInside: y)
    case .linear: slopes
    }
  }
}
