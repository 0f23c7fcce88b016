/// y_t = Σ_{s≤t} K(s) x_{t-s} for one vector of sequences, by the sum itself; K stands between margins of 4 zeros.
///
/// Four outputs at a time share what they read.
@inline(__always)
func convolveDirectly<Element: Scalar>(
  _ x: UnsafePointer<Element>, stride inputStride: Int, kernel: UnsafePointer<Element>,
  into y: UnsafeMutablePointer<Element>, stride: Int, length: Int, adding: Bool
) {
  typealias Lanes = Element.Lanes
  for time in Swift.stride(from: 0, to: length, by: 4) {
    var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
    for origin in 0..<min(time + 4, length) {
      let value: Lanes = load(x + origin * inputStride)
      let weights = kernel + (time - origin)
      a = Element.multiplyAdd(Lanes(repeating: weights[0]), value, a)
      b = Element.multiplyAdd(Lanes(repeating: weights[1]), value, b)
      c = Element.multiplyAdd(Lanes(repeating: weights[2]), value, c)
      d = Element.multiplyAdd(Lanes(repeating: weights[3]), value, d)
    }
    for offset in 0..<min(4, length - time) {
      let sum = offset < 2 ? (offset == 0 ? a : b) : (offset == 2 ? c : d)
      let target = y + (time + offset) * stride
      store(adding ? load(target) + sum : sum, to: target)
    }
  }
}

/// G(s) = G(s) + Σ_t Σ g_t x_{t-s} over one vector of sequences, the gradient of the kernel K where g is that of y.
@inline(__always)
func correlateDirectly<Element: Scalar>(
  _ slopes: UnsafePointer<Element>, stride: Int, _ x: UnsafePointer<Element>, stride inputStride: Int,
  addingTo gradient: UnsafeMutablePointer<Element>, length: Int
) {
  typealias Lanes = Element.Lanes
  for lag in Swift.stride(from: 0, to: length, by: 4) {
    var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
    let whole = max(0, length - lag - 3)
    for origin in 0..<whole {
      let value: Lanes = load(x + origin * inputStride)
      let slope = slopes + (origin + lag) * stride
      a = Element.multiplyAdd(load(slope), value, a)
      b = Element.multiplyAdd(load(slope + stride), value, b)
      c = Element.multiplyAdd(load(slope + 2 * stride), value, c)
      d = Element.multiplyAdd(load(slope + 3 * stride), value, d)
    }
    for origin in whole..<(length - lag) {
      let value: Lanes = load(x + origin * inputStride)
      let slope = slopes + (origin + lag) * stride
      let left = length - lag - origin
      a = Element.multiplyAdd(load(slope), value, a)
      if left > 1 { b = Element.multiplyAdd(load(slope + stride), value, b) }
      if left > 2 { c = Element.multiplyAdd(load(slope + 2 * stride), value, c) }
    }
    let sums = SIMD4(Element.total(a), Element.total(b), Element.total(c), Element.total(d))
    for offset in 0..<min(4, length - lag) { gradient[lag + offset] += sums[offset] }
  }
}
