import CKernels

/// Where the derivative Φ(x) + x φ(x) of x Φ(x) goes.
package enum GELUDerivative<Element: Scalar> {
  case written(UnsafeMutablePointer<Element>)
  /// Times what stands there.
  case multiplied(UnsafeMutablePointer<Element>)
}

extension Float {
  /// Φ by formula 7.1.26 of Abramowitz and Stegun, to 1.5e-7.
  package static func gelu(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, derivative: GELUDerivative<Float>?, count: Int
  ) {
    switch derivative {
    case .written(let place): kernel_gelu(x, y, place, 0, count)
    case .multiplied(let place): kernel_gelu(x, y, place, 1, count)
    case nil: kernel_gelu(x, y, nil, 0, count)
    }
  }
}

extension Double {
  /// Φ within ten units in the last place.
  package static func gelu(
    _ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, derivative: GELUDerivative<Double>?, count: Int
  ) {
    for index in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let number: Lanes = load(x + index)
      let cumulative = apply(.normalCumulative, to: number)
      store(number * cumulative, to: y + index)
      guard let derivative else { continue }
      let density = apply(.exponential, to: -0.5 * number * number) * 0.398942280401432677939946059934381868
      let slope = multiplyAdd(number, density, cumulative)
      switch derivative {
      case .written(let place): store(slope, to: place + index)
      case .multiplied(let place): store(load(place + index) * slope, to: place + index)
      }
    }
  }
}
