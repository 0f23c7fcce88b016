/// A matrix copied into panels of six rows, zero-padded, so that products read it in the order in which it lies.
///
/// Six rows by one vector of the batch are the sums that the registers of AVX2 hold. Worth it where one matrix multiplies
/// many steps.
final class PackedMatrix<Element: Scalar> {
  let rows: Int
  let columns: Int
  private let base: UnsafeMutablePointer<Element>

  /// All zero.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let count = (rows + 5) / 6 * 6 * columns
    base = UnsafeMutablePointer.allocate(capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(row: Int, column: Int) -> Element {
    get { base[index(row, column)] }
    set { base[index(row, column)] = newValue }
  }

  /// Copies `matrix` to the columns from `column` on.
  func pack(_ matrix: MatrixView<Element>, column: Int = 0) {
    for row in 0..<matrix.rows {
      let start = index(row, column)
      for other in 0..<matrix.columns { base[start + 6 * other] = matrix[row, other] }
    }
  }

  /// Y = A X, or Y = Y + A X if `adding`; A is this matrix, X and Y are steps of signals with rows of `stride` elements.
  @inline(__always)
  func multiply(
    _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, stride: Int, adding: Bool = false
  ) {
    for row in Swift.stride(from: 0, to: rows, by: 6) {
      for index in Swift.stride(from: 0, to: stride, by: Element.Lanes.scalarCount) {
        panel(row, x + index, into: y + row * stride + index, stride: stride, adding: adding)
      }
    }
  }

  @inline(__always)
  private func panel(
    _ row: Int, _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, stride: Int, adding: Bool
  ) {
    typealias Lanes = Element.Lanes
    var (a, b, c, d, e, f) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    var entry = UnsafePointer(base + row * columns)
    var input = x
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
    let count = rows - row
    keep(a, 0, of: count, in: y, stride, adding)
    keep(b, 1, of: count, in: y, stride, adding)
    keep(c, 2, of: count, in: y, stride, adding)
    keep(d, 3, of: count, in: y, stride, adding)
    keep(e, 4, of: count, in: y, stride, adding)
    keep(f, 5, of: count, in: y, stride, adding)
  }

  @inline(__always)
  private func keep(
    _ sum: Element.Lanes, _ row: Int, of count: Int, in y: UnsafeMutablePointer<Element>, _ stride: Int, _ adding: Bool
  ) {
    guard row < count else { return }
    let target = y + row * stride
    store(adding ? load(target) + sum : sum, to: target)
  }

  @inline(__always)
  private func index(_ row: Int, _ column: Int) -> Int { (row / 6 * columns + column) * 6 + row % 6 }
}
