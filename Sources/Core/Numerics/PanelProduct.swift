/// Y = A X, or Y = Y + A X if `adding`: A lies in panels of six rows, X and Y are steps of signals.
package struct PanelProduct<Element: Scalar> {
  let panels: UnsafePointer<Element>
  let rows: Int
  let columns: Int
  let x: UnsafePointer<Element>
  let y: UnsafeMutablePointer<Element>
  /// Elements from one row of X and Y to the next.
  let stride: Int
  let adding: Bool

  /// The plain loops: for `Double`, and what faster ones must equal.
  func evaluate() {
    for row in Swift.stride(from: 0, to: rows, by: 6) {
      for index in Swift.stride(from: 0, to: stride, by: Element.Lanes.scalarCount) { panel(row, index) }
    }
  }

  @inline(__always)
  private func panel(_ row: Int, _ index: Int) {
    typealias Lanes = Element.Lanes
    var (a, b, c, d, e, f) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    var entry = panels + row * columns
    var input = x + index
    for _ in 0..<columns {
      let value = load(input)
      a = Element.multiplyAdd(Lanes(repeating: entry[0]), value, a)
      b = Element.multiplyAdd(Lanes(repeating: entry[1]), value, b)
      c = Element.multiplyAdd(Lanes(repeating: entry[2]), value, c)
      d = Element.multiplyAdd(Lanes(repeating: entry[3]), value, d)
      e = Element.multiplyAdd(Lanes(repeating: entry[4]), value, e)
      f = Element.multiplyAdd(Lanes(repeating: entry[5]), value, f)
      entry += 6
      input += stride
    }
    keep(a, row, index)
    keep(b, row + 1, index)
    keep(c, row + 2, index)
    keep(d, row + 3, index)
    keep(e, row + 4, index)
    keep(f, row + 5, index)
  }

  @inline(__always)
  private func keep(_ sum: Element.Lanes, _ row: Int, _ index: Int) {
    guard row < rows else { return }
    let target = y + row * stride + index
    store(adding ? load(target) + sum : sum, to: target)
  }
}
