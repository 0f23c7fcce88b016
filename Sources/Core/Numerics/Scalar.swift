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
  /// Adds to each of `count` numbers at `to` the total of a vector of `rows`.
  static func addTotals(of rows: UnsafePointer<Self>, to: UnsafeMutablePointer<Self>, count: Int)
  /// e^x in each lane, for |x| ≤ 87.
  static func exponential(_ x: Lanes) -> Lanes
  /// tanh of `count` numbers, a whole number of vectors, to another place or the same.
  static func tanh(_ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)
  /// σ(x) = 1 / (1 + e^{-x}) likewise.
  static func sigmoid(_ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)
  /// x Φ(x) likewise, with Φ of the standard normal distribution; and its derivative where a place is given for it.
  static func gelu(
    _ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, derivative: GELUDerivative<Self>?, count: Int)
  /// Y = A X, or Y = Y + A X if `adding`. This product and the three below have a plain form in Swift by default, which a
  /// faster one must equal to the last bit.
  static func multiply(_ product: PanelProduct<Self>)
  /// G = G + Σ_t L_t R_tᵀ.
  static func addOuterProducts(_ products: OuterProducts<Self>)
  /// Y_t = S + Σ_j A_j X_{t+j}.
  static func multiply(_ product: ColumnProduct<Self>)
  /// C = A B in each lane, or C = C + A B.
  static func multiply(_ product: LaneProduct<Self>)
  /// Runs a chain of element-wise operations.
  static func run(_ chain: ElementChain<Self>)
  /// The greater of x and y in each lane; `y` if one is not a number.
  static func greater(_ x: Lanes, _ y: Lanes) -> Lanes
  /// x where y > 0 or y is not a number, 0 elsewhere.
  static func pass(_ x: Lanes, wherePositive y: Lanes) -> Lanes
  /// x cut to [-1, 1] in each lane; a NaN stays one.
  static func clamp(_ x: Lanes) -> Lanes
  /// x where |y| < 1 or y is not a number, 0 elsewhere.
  static func pass(_ x: Lanes, whereInside y: Lanes) -> Lanes
}

extension Scalar {
  package static func multiply(_ product: PanelProduct<Self>) { product.evaluate() }
  package static func addOuterProducts(_ products: OuterProducts<Self>) { products.evaluate() }
  package static func multiply(_ product: ColumnProduct<Self>) { product.evaluate() }
  package static func multiply(_ product: LaneProduct<Self>) { product.evaluate() }
  package static func run(_ chain: ElementChain<Self>) { chain.evaluate() }
}

extension Float: Scalar {
  package typealias Lanes = SIMD16<Float>
  package typealias HalfLanes = SIMD8<Float>

  @inline(__always)
  package static func multiplyAdd(_ x: SIMD16<Float>, _ y: SIMD16<Float>, _ z: SIMD16<Float>) -> SIMD16<Float> {
    kernel_multiply_add(x, y, z)
  }

  @inline(__always)
  package static func total(_ lanes: SIMD16<Float>) -> Float {
    let half = lanes.lowHalf + lanes.highHalf
    let quarter = half.lowHalf + half.highHalf
    return (quarter.x + quarter.y) + (quarter.z + quarter.w)
  }

  package static func addTotals(of rows: UnsafePointer<Float>, to: UnsafeMutablePointer<Float>, count: Int) {
    kernel_add_totals(rows, to, count)
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

  package static func multiply(_ product: ColumnProduct<Float>) {
    kernel_multiply_columns(
      product.matrix.base, product.matrix.rows, product.matrix.columns, product.matrix.taps, product.taps,
      product.x.base, product.x.step, product.lag, product.y.base, product.y.step, product.count, product.constants,
      product.adding ? 1 : 0)
  }

  package static func multiply(_ product: LaneProduct<Float>) {
    func lanes(_ matrix: LaneMatrix<Float>) -> KernelLanes {
      KernelLanes(base: matrix.base, row: matrix.row, column: matrix.column)
    }
    kernel_multiply_lanes(
      lanes(product.a), lanes(product.b), lanes(product.c), product.rows, product.columns, product.depth,
      product.adding ? 1 : 0)
  }

  @inline(__always)
  package static func greater(_ x: SIMD16<Float>, _ y: SIMD16<Float>) -> SIMD16<Float> {
    y.replacing(with: x, where: x .> y)
  }

  @inline(__always)
  package static func pass(_ x: SIMD16<Float>, wherePositive y: SIMD16<Float>) -> SIMD16<Float> {
    x.replacing(with: 0, where: y .<= 0)
  }

  @inline(__always)
  package static func clamp(_ x: SIMD16<Float>) -> SIMD16<Float> { kernel_clamp(x) }

  @inline(__always)
  package static func pass(_ x: SIMD16<Float>, whereInside y: SIMD16<Float>) -> SIMD16<Float> {
    kernel_pass_inside(x, y)
  }
}

extension Double: Scalar {
  package typealias Lanes = SIMD8<Double>
  package typealias HalfLanes = SIMD4<Double>

  @inline(__always)
  package static func multiplyAdd(_ x: SIMD8<Double>, _ y: SIMD8<Double>, _ z: SIMD8<Double>) -> SIMD8<Double> {
    kernel_multiply_add_double(x, y, z)
  }

  @inline(__always)
  package static func total(_ lanes: SIMD8<Double>) -> Double {
    let half = lanes.lowHalf + lanes.highHalf
    return (half.x + half.y) + (half.z + half.w)
  }

  package static func addTotals(of rows: UnsafePointer<Double>, to: UnsafeMutablePointer<Double>, count: Int) {
    for row in 0..<count { to[row] += total(load(rows + row * Lanes.scalarCount)) }
  }

  @inline(__always)
  package static func greater(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> {
    y.replacing(with: x, where: x .> y)
  }

  @inline(__always)
  package static func pass(_ x: SIMD8<Double>, wherePositive y: SIMD8<Double>) -> SIMD8<Double> {
    x.replacing(with: 0, where: y .<= 0)
  }

  @inline(__always)
  package static func clamp(_ x: SIMD8<Double>) -> SIMD8<Double> { kernel_clamp_double(x) }

  @inline(__always)
  package static func pass(_ x: SIMD8<Double>, whereInside y: SIMD8<Double>) -> SIMD8<Double> {
    kernel_pass_inside_double(x, y)
  }
}
