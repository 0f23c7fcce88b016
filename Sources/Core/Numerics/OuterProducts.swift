/// G = G + Σ_t L_t R_tᵀ, the gradient of a matrix that maps R_t to an output with slope L_t.
///
/// `left` and `right` are signals of one batch and G is (left.width, right.width), stored row after row. The sum runs over
/// the `length` steps of `left` from 0 and of `right` from `first`.
@inline(__always)
package func addOuterProducts<Element: Scalar>(
  _ left: Signal<Element>, _ right: Signal<Element>, first: Int = 0, length: Int,
  to gradient: UnsafeMutablePointer<Element>
) {
  let stepBytes = (left.width + right.width) * left.stride * MemoryLayout<Element>.stride
  let blockLength = max(1, 131_072 / stepBytes)
  for start in stride(from: 0, to: length, by: blockLength) {
    let times = start..<min(start + blockLength, length)
    for column in 0..<right.width {
      var row = 0
      while row + 4 <= left.width {
        let sums = fourProducts(left, row, right, column, first: first, times: times)
        for offset in 0..<4 { gradient[(row + offset) * right.width + column] += sums[offset] }
        row += 4
      }
      while row < left.width {
        gradient[row * right.width + column] += oneProduct(left, row, right, column, first: first, times: times)
        row += 1
      }
    }
  }
}

@inline(__always)
private func fourProducts<Element: Scalar>(
  _ left: Signal<Element>, _ row: Int, _ right: Signal<Element>, _ column: Int, first: Int, times: Range<Int>
) -> SIMD4<Element> {
  var (a, b, c, d) = (Element.Lanes(), Element.Lanes(), Element.Lanes(), Element.Lanes())
  let stride = left.stride
  for time in times {
    let l = left.step(time) + row * stride
    let r = right.step(time + first) + column * stride
    for index in Swift.stride(from: 0, to: stride, by: Element.Lanes.scalarCount) {
      let value = load(r + index)
      a = Element.multiplyAdd(load(l + index), value, a)
      b = Element.multiplyAdd(load(l + stride + index), value, b)
      c = Element.multiplyAdd(load(l + 2 * stride + index), value, c)
      d = Element.multiplyAdd(load(l + 3 * stride + index), value, d)
    }
  }
  return SIMD4(Element.total(a), Element.total(b), Element.total(c), Element.total(d))
}

@inline(__always)
private func oneProduct<Element: Scalar>(
  _ left: Signal<Element>, _ row: Int, _ right: Signal<Element>, _ column: Int, first: Int, times: Range<Int>
) -> Element {
  var sum = Element.Lanes()
  for time in times {
    let l = left.step(time) + row * left.stride
    let r = right.step(time + first) + column * right.stride
    for index in stride(from: 0, to: left.stride, by: Element.Lanes.scalarCount) {
      sum = Element.multiplyAdd(load(l + index), load(r + index), sum)
    }
  }
  return Element.total(sum)
}
