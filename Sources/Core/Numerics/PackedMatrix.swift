/// A matrix copied into panels of six rows, zero-padded, so that products read it in the order in which it lies.
///
/// Six rows by one vector of the batch are the sums that the registers of AVX2 hold. Worth it where one matrix multiplies
/// many steps.
package final class PackedMatrix<Element: Scalar> {
  let rows: Int
  let columns: Int
  private let base: UnsafeMutablePointer<Element>

  /// All zero.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let count = (rows + 5) / 6 * 6 * columns
    base = UnsafeMutablePointer.allocate(capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }

  @inline(__always)
  package subscript(row: Int, column: Int) -> Element {
    get { base[index(row, column)] }
    set { base[index(row, column)] = newValue }
  }

  /// Copies `matrix` to the columns from `column` on.
  package func pack(_ matrix: MatrixView<Element>, column: Int = 0) {
    for row in 0..<matrix.rows {
      let start = index(row, column)
      for other in 0..<matrix.columns { base[start + 6 * other] = matrix[row, other] }
    }
  }

  /// Y = A X, or Y = Y + A X if `adding`; A is this matrix, X and Y are steps of signals with rows of `stride` elements.
  package func multiply(
    _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, stride: Int, adding: Bool = false
  ) {
    Element.multiply(
      PanelProduct(panels: base, rows: rows, columns: columns, x: x, y: y, stride: stride, adding: adding))
  }

  @inline(__always)
  private func index(_ row: Int, _ column: Int) -> Int { (row / 6 * columns + column) * 6 + row % 6 }
}
