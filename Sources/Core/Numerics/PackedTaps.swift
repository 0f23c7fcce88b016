/// Matrices A_0 … A_{J-1} of one shape, copied into panels of eight rows, zero-padded, so that products over columns read
/// them in the order in which they lie.
///
/// Entry (row, column) of A_j stands at ((row / 8 · J + j) · columns + column) · 8 + row mod 8. A convolution has one for each
/// step that it sees, and a matrix cut into blocks of columns one for each block.
package final class PackedTaps<Element: Scalar> {
  let rows: Int
  /// Of each matrix.
  let columns: Int
  /// J.
  let taps: Int
  let base: UnsafeMutablePointer<Element>

  /// All zero.
  package init(rows: Int, columns: Int, taps: Int = 1) {
    self.rows = rows
    self.columns = columns
    self.taps = taps
    let count = (rows + 7) / 8 * 8 * columns * taps
    base = UnsafeMutablePointer.allocate(capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }

  /// A_`tap` is `matrix`.
  package func pack(_ matrix: MatrixView<Element>, tap: Int = 0) {
    for row in 0..<rows {
      let start = base + (row / 8 * taps + tap) * columns * 8 + row % 8
      for column in 0..<columns { start[column * 8] = matrix[row, column] }
    }
  }

  /// Y_t = S + Σ_{j<taps} A_j X_{t+j} over `count` steps, as `ColumnProduct` has it.
  package func multiply(
    _ x: Columns<Element>, lag: Int = 0, taps: Int? = nil, into y: Columns<Element>, count: Int,
    constants: UnsafePointer<Element>? = nil, adding: Bool = false
  ) {
    Element.multiply(
      ColumnProduct(
        matrix: self, taps: taps ?? self.taps, x: x, lag: lag, y: y, count: count, constants: constants,
        adding: adding))
  }
}
