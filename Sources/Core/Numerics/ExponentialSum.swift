/// K(s) = Re Σ_n w_n λ_n^s for complex λ and w, and its gradient, in rows of memory that others own.
///
/// Rows hold Re λ, Im λ, Re w and Im w, `stride` elements apart; `stride` is whole vectors and the padding is zero.
package struct ExponentialSum<Element: Scalar> {
  package let stride: Int

  package init(stride: Int) {
    self.stride = stride
  }

  private typealias Lanes = Element.Lanes

  /// K(0) … K(length-1).
  @inline(__always)
  package func evaluate(_ modes: UnsafePointer<Element>, into kernel: UnsafeMutablePointer<Element>, length: Int) {
    for lag in 0..<length { kernel[lag] = 0 }
    for column in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
      let (real, imaginary): (Lanes, Lanes) = (load(modes + column), load(modes + stride + column))
      var (a, b): (Lanes, Lanes) = (load(modes + 2 * stride + column), load(modes + 3 * stride + column))
      for lag in 0..<length {
        kernel[lag] += Element.total(a)
        (a, b) = (a * real - b * imaginary, a * imaginary + b * real)
      }
    }
  }

  /// The gradient with respect to each mode, in rows as those of `modes`, where ∂E/∂K(s) is given.
  ///
  /// ∂E/∂w = conj Σ_s ∂E/∂K(s) λ^s and ∂E/∂λ = conj(w Σ_s s ∂E/∂K(s) λ^{s-1}), real parts for the derivative by
  /// the real part, imaginary parts for that by the imaginary part.
  @inline(__always)
  package func differentiate(
    _ modes: UnsafePointer<Element>, _ slope: UnsafePointer<Element>, length: Int,
    into gradient: UnsafeMutablePointer<Element>
  ) {
    for column in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
      let (real, imaginary): (Lanes, Lanes) = (load(modes + column), load(modes + stride + column))
      var (a, b) = (Lanes(repeating: 1), Lanes())
      var (sumA, sumB, momentA, momentB) = (Lanes(), Lanes(), Lanes(), Lanes())
      for lag in 0..<length {
        let weight = Lanes(repeating: slope[lag])
        sumA = Element.multiplyAdd(weight, a, sumA)
        sumB = Element.multiplyAdd(weight, b, sumB)
        if lag + 1 < length {
          let moment = Lanes(repeating: slope[lag + 1] * Element(lag + 1))
          momentA = Element.multiplyAdd(moment, a, momentA)
          momentB = Element.multiplyAdd(moment, b, momentB)
        }
        (a, b) = (a * real - b * imaginary, a * imaginary + b * real)
      }
      let (c, d): (Lanes, Lanes) = (load(modes + 2 * stride + column), load(modes + 3 * stride + column))
      store(c * momentA - d * momentB, to: gradient + column)
      store(Lanes() - (c * momentB + d * momentA), to: gradient + stride + column)
      store(sumA, to: gradient + 2 * stride + column)
      store(Lanes() - sumB, to: gradient + 3 * stride + column)
    }
  }
}
