/// A block is one feature of one vector of sequences at all times, one vector after another.

/// Copies a feature of a group of sequences into a block.
@inline(__always)
package func gather<Element: Scalar>(
  _ signal: Signal<Element>, feature: Int, group: Int, into block: UnsafeMutablePointer<Element>
) {
  let lanes = Element.Lanes.scalarCount
  let offset = feature * signal.stride + group * lanes
  for time in 0..<signal.length { store(load(signal.step(time) + offset), to: block + time * lanes) }
}

/// Copies a block to a feature of a group of sequences.
@inline(__always)
package func scatter<Element: Scalar>(
  _ block: UnsafePointer<Element>, to signal: Signal<Element>, feature: Int, group: Int
) {
  let lanes = Element.Lanes.scalarCount
  let offset = feature * signal.stride + group * lanes
  for time in 0..<signal.length { store(load(block + time * lanes), to: signal.step(time) + offset) }
}

@inline(__always)
package func clear<Element: Scalar>(_ values: UnsafeMutablePointer<Element>, count: Int) {
  values.update(repeating: 0, count: count)
}

/// y_t = Σ_{s≤t} K(s) x_{t-s} by the sum itself; K stands between margins of 4 zeros.
///
/// Four outputs at a time share what they read.
@inline(__always)
func convolveDirectly<Element: Scalar>(
  _ x: UnsafePointer<Element>, kernel: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, length: Int,
  adding: Bool
) {
  typealias Lanes = Element.Lanes
  let lanes = Lanes.scalarCount
  for time in stride(from: 0, to: length, by: 4) {
    var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
    for origin in 0..<min(time + 4, length) {
      let value: Lanes = load(x + origin * lanes)
      let weights = kernel + (time - origin)
      a = Element.multiplyAdd(Lanes(repeating: weights[0]), value, a)
      b = Element.multiplyAdd(Lanes(repeating: weights[1]), value, b)
      c = Element.multiplyAdd(Lanes(repeating: weights[2]), value, c)
      d = Element.multiplyAdd(Lanes(repeating: weights[3]), value, d)
    }
    for offset in 0..<min(4, length - time) {
      let sum = offset < 2 ? (offset == 0 ? a : b) : (offset == 2 ? c : d)
      let target = y + (time + offset) * lanes
      store(adding ? load(target) + sum : sum, to: target)
    }
  }
}

/// G(s) = G(s) + Σ_t g_t x_{t-s}, summed over the lanes: the gradient of the kernel K where g is that of y.
@inline(__always)
func correlateDirectly<Element: Scalar>(
  _ slopes: UnsafePointer<Element>, _ x: UnsafePointer<Element>, addingTo gradient: UnsafeMutablePointer<Element>,
  length: Int
) {
  typealias Lanes = Element.Lanes
  let lanes = Lanes.scalarCount
  for lag in stride(from: 0, to: length, by: 4) {
    var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
    let whole = max(0, length - lag - 3)
    for origin in 0..<whole {
      let value: Lanes = load(x + origin * lanes)
      let slope = slopes + (origin + lag) * lanes
      a = Element.multiplyAdd(load(slope), value, a)
      b = Element.multiplyAdd(load(slope + lanes), value, b)
      c = Element.multiplyAdd(load(slope + 2 * lanes), value, c)
      d = Element.multiplyAdd(load(slope + 3 * lanes), value, d)
    }
    for origin in whole..<(length - lag) {
      let value: Lanes = load(x + origin * lanes)
      let slope = slopes + (origin + lag) * lanes
      let left = length - lag - origin
      a = Element.multiplyAdd(load(slope), value, a)
      if left > 1 { b = Element.multiplyAdd(load(slope + lanes), value, b) }
      if left > 2 { c = Element.multiplyAdd(load(slope + 2 * lanes), value, c) }
    }
    let sums = SIMD4(Element.total(a), Element.total(b), Element.total(c), Element.total(d))
    for offset in 0..<min(4, length - lag) { gradient[lag + offset] += sums[offset] }
  }
}

/// Y = K X for each frequency, or Y = Y + K X if `adding`; K has one complex number, X one vector for each.
@inline(__always)
func multiply<Element: Scalar>(
  _ x: UnsafePointer<Element>, _ kernel: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, count: Int,
  adding: Bool
) {
  let lanes = Element.Lanes.scalarCount
  for point in 0..<count {
    let product = ComplexLanes<Element>(at: x + point * lanes).times(kernel + 2 * point)
    let target = y + point * lanes
    (adding ? ComplexLanes(at: target) + product : product).store(to: target)
  }
}

/// S = S + Y conj(X) for each frequency and lane.
@inline(__always)
func multiplyConjugate<Element: Scalar>(
  _ y: UnsafePointer<Element>, _ x: UnsafePointer<Element>, addingTo sum: UnsafeMutablePointer<Element>, count: Int
) {
  let lanes = Element.Lanes.scalarCount
  for point in 0..<count {
    let target = sum + point * lanes
    ComplexLanes(at: target).adding(
      ComplexLanes(at: y + point * lanes), timesConjugateOf: ComplexLanes(at: x + point * lanes)
    )
    .store(to: target)
  }
}
