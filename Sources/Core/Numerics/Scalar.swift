import CKernels

/// A floating-point type in which models compute: `Float` to train, `Double` to check.
package protocol Scalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The vector that the kernels work on.
  associatedtype Lanes: SIMD where Lanes.Scalar == Self
  /// Half of it, the real or the imaginary parts of a vector of complex numbers.
  associatedtype HalfLanes: SIMD where HalfLanes.Scalar == Self
  /// x y + z, fused.
  static func multiplyAdd(_ x: Lanes, _ y: Lanes, _ z: Lanes) -> Lanes
  /// The sum of all lanes, always in the same order.
  static func total(_ lanes: Lanes) -> Self
  /// Φ(x) and φ(x) of the standard normal distribution.
  static func normalDistribution(_ x: Lanes) -> (cumulative: Lanes, density: Lanes)
  /// tanh in each lane.
  static func tanh(_ x: Lanes) -> Lanes
  /// σ(x) = 1 / (1 + e^{-x}) in each lane.
  static func sigmoid(_ x: Lanes) -> Lanes
  /// Y = A X, or Y = Y + A X if `adding`.
  static func multiply(_ product: PanelProduct<Self>)
  /// G = G + Σ_t L_t R_tᵀ.
  static func addOuterProducts(_ products: OuterProducts<Self>)
}

extension Scalar {
  package static func multiply(_ product: PanelProduct<Self>) { product.evaluate() }
  package static func addOuterProducts(_ products: OuterProducts<Self>) { products.evaluate() }
}

extension Float: Scalar {
  package typealias Lanes = SIMD16<Float>
  package typealias HalfLanes = SIMD8<Float>

  @inline(__always)
  package static func multiplyAdd(_ x: SIMD16<Float>, _ y: SIMD16<Float>, _ z: SIMD16<Float>) -> SIMD16<Float> {
    z.addingProduct(x, y)
  }

  @inline(__always)
  package static func total(_ lanes: SIMD16<Float>) -> Float {
    let half = lanes.lowHalf + lanes.highHalf
    let quarter = half.lowHalf + half.highHalf
    return (quarter.x + quarter.y) + (quarter.z + quarter.w)
  }

  package static func multiply(_ product: PanelProduct<Float>) {
    kernel_multiply(
      product.panels, product.rows, product.columns, product.x, product.y, product.stride, product.adding ? 1 : 0)
  }

  package static func addOuterProducts(_ products: OuterProducts<Float>) {
    kernel_add_outer_products(
      products.left, products.leftStep, products.rows, products.right, products.rightStep, products.columns,
      products.stride, products.length, products.gradient, products.pitch)
  }
}

extension Double: Scalar {
  package typealias Lanes = SIMD8<Double>
  package typealias HalfLanes = SIMD4<Double>

  @inline(__always)
  package static func multiplyAdd(_ x: SIMD8<Double>, _ y: SIMD8<Double>, _ z: SIMD8<Double>) -> SIMD8<Double> {
    z.addingProduct(x, y)
  }

  @inline(__always)
  package static func total(_ lanes: SIMD8<Double>) -> Double {
    let half = lanes.lowHalf + lanes.highHalf
    return (half.x + half.y) + (half.z + half.w)
  }
}
