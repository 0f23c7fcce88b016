/// G = G + Σ_t L_t R_tᵀ, the gradient of a matrix that maps R_t to an output with slope L_t.
///
/// `left` and `right` are signals of one batch, of which `rows` and `columns` take part; G is (rows, columns), its rows
/// `pitch` elements apart, by default one after another. The sum runs over `length` steps of `left` from 0 and of `right`
/// from `first`, in blocks of 128 numbers by 16 columns that stay in the first cache.
@inline(__always)
package func addOuterProducts<Element: Scalar>(
  _ left: Signal<Element>, rows: Range<Int>? = nil, _ right: Signal<Element>, columns: Range<Int>? = nil,
  first: Int = 0, length: Int, to gradient: UnsafeMutablePointer<Element>, pitch: Int? = nil
) {
  let rows = rows ?? 0..<left.width
  let columns = columns ?? 0..<right.width
  let tile = OuterTile(left: left, right: right, first: first, gradient: gradient, pitch: pitch ?? columns.count)
  let blockLength = max(1, 128 / left.stride)
  for start in stride(from: 0, to: length, by: blockLength) {
    let times = start..<min(start + blockLength, length)
    for block in stride(from: columns.lowerBound, to: columns.upperBound, by: 16) {
      let some = block..<min(block + 16, columns.upperBound)
      var row = rows.lowerBound
      while row + 3 <= rows.upperBound {
        var column = some.lowerBound
        while column + 2 <= some.upperBound {
          tile.addSix(row, column, at: (row - rows.lowerBound, column - columns.lowerBound), times)
          column += 2
        }
        if column < some.upperBound {
          for offset in 0..<3 {
            tile.addOne(
              row + offset, column, at: (row + offset - rows.lowerBound, column - columns.lowerBound), times)
          }
        }
        row += 3
      }
      while row < rows.upperBound {
        for column in some {
          tile.addOne(row, column, at: (row - rows.lowerBound, column - columns.lowerBound), times)
        }
        row += 1
      }
    }
  }
}

/// Sums over a few steps for a few entries of the gradient, kept in registers.
private struct OuterTile<Element: Scalar> {
  let left: Signal<Element>
  let right: Signal<Element>
  let first: Int
  let gradient: UnsafeMutablePointer<Element>
  let pitch: Int

  /// Three rows by two columns.
  @inline(__always)
  func addSix(_ row: Int, _ column: Int, at place: (Int, Int), _ times: Range<Int>) {
    typealias Lanes = Element.Lanes
    var (a, b, c, d, e, f) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    let stride = left.stride
    for time in times {
      let l = left.step(time) + row * stride
      let r = right.step(time + first) + column * stride
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
    let entry = gradient + place.0 * pitch + place.1
    entry[0] += Element.total(a)
    entry[1] += Element.total(b)
    entry[pitch] += Element.total(c)
    entry[pitch + 1] += Element.total(d)
    entry[2 * pitch] += Element.total(e)
    entry[2 * pitch + 1] += Element.total(f)
  }

  @inline(__always)
  func addOne(_ row: Int, _ column: Int, at place: (Int, Int), _ times: Range<Int>) {
    var sum = Element.Lanes()
    for time in times {
      let l = left.step(time) + row * left.stride
      let r = right.step(time + first) + column * right.stride
      for index in stride(from: 0, to: left.stride, by: Element.Lanes.scalarCount) {
        sum = Element.multiplyAdd(load(l + index), load(r + index), sum)
      }
    }
    gradient[place.0 * pitch + place.1] += Element.total(sum)
  }
}
