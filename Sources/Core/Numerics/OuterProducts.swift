/// G = G + Σ_t L_t R_tᵀ over `length` steps, whose rows have `stride` elements.
package struct OuterProducts<Element: Scalar> {
  let left: UnsafePointer<Element>
  /// Elements from one step to the next.
  let leftStep: Int
  let rows: Int
  let right: UnsafePointer<Element>
  let rightStep: Int
  let columns: Int
  let stride: Int
  let length: Int
  let gradient: UnsafeMutablePointer<Element>
  /// Elements from one row of G to the next.
  let pitch: Int

  /// The plain loops: for `Double`, and what faster ones must equal.
  ///
  /// Blocks of 512 elements of a row are summed before they are added to G, and stay in the caches meanwhile.
  func evaluate() {
    let block = max(1, 512 / stride)
    for start in Swift.stride(from: 0, to: length, by: block) {
      let times = start..<min(start + block, length)
      for column in Swift.stride(from: 0, to: columns - 1, by: 2) {
        for row in Swift.stride(from: 0, to: rows, by: 3) {
          if row + 3 <= rows {
            addSix(row, column, times)
          } else {
            for rest in row..<rows {
              addOne(rest, column, times)
              addOne(rest, column + 1, times)
            }
          }
        }
      }
      if !columns.isMultiple(of: 2) { for row in 0..<rows { addOne(row, columns - 1, times) } }
    }
  }

  /// Three rows by two columns.
  @inline(__always)
  private func addSix(_ row: Int, _ column: Int, _ times: Range<Int>) {
    typealias Lanes = Element.Lanes
    var (a, b, c, d, e, f) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    for time in times {
      let l = left + time * leftStep + row * stride
      let r = right + time * rightStep + column * stride
      for index in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
        let (one, two) = (load(r + index), load(r + stride + index))
        let (x, y, z) = (load(l + index), load(l + stride + index), load(l + 2 * stride + index))
        a = Element.multiplyAdd(x, one, a)
        b = Element.multiplyAdd(x, two, b)
        c = Element.multiplyAdd(y, one, c)
        d = Element.multiplyAdd(y, two, d)
        e = Element.multiplyAdd(z, one, e)
        f = Element.multiplyAdd(z, two, f)
      }
    }
    let entry = gradient + row * pitch + column
    entry[0] += Element.total(a)
    entry[1] += Element.total(b)
    entry[pitch] += Element.total(c)
    entry[pitch + 1] += Element.total(d)
    entry[2 * pitch] += Element.total(e)
    entry[2 * pitch + 1] += Element.total(f)
  }

  @inline(__always)
  private func addOne(_ row: Int, _ column: Int, _ times: Range<Int>) {
    var sum = Element.Lanes()
    for time in times {
      let l = left + time * leftStep + row * stride
      let r = right + time * rightStep + column * stride
      for index in Swift.stride(from: 0, to: stride, by: Element.Lanes.scalarCount) {
        sum = Element.multiplyAdd(load(l + index), load(r + index), sum)
      }
    }
    gradient[row * pitch + column] += Element.total(sum)
  }
}

/// G = G + Σ_t L_t R_tᵀ, the gradient of a matrix that maps R_t to an output with slope L_t.
///
/// `left` and `right` are signals of one batch, of which `rows` and `columns` take part; G is (rows, columns), its rows
/// `pitch` elements apart, by default one after another. The sum runs over `length` steps of `left` from 0 and of `right`
/// from `first`.
package func addOuterProducts<Element: Scalar>(
  _ left: Signal<Element>, rows: Range<Int>? = nil, _ right: Signal<Element>, columns: Range<Int>? = nil,
  first: Int = 0, length: Int, to gradient: UnsafeMutablePointer<Element>, pitch: Int? = nil
) {
  let rows = rows ?? 0..<left.width
  let columns = columns ?? 0..<right.width
  guard length > 0 else { return }
  Element.addOuterProducts(
    OuterProducts(
      left: left.step(0) + rows.lowerBound * left.stride, leftStep: left.width * left.stride, rows: rows.count,
      right: right.step(first) + columns.lowerBound * right.stride, rightStep: right.width * right.stride,
      columns: columns.count, stride: left.stride, length: length, gradient: gradient, pitch: pitch ?? columns.count))
}
