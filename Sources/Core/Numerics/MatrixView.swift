/// A matrix in memory that something else owns.
package struct MatrixView<Element: Scalar> {
  package let pointer: UnsafePointer<Element>
  package let rows: Int
  package let columns: Int
  let rowStride: Int
  let columnStride: Int

  /// A matrix stored row after row.
  package init(_ pointer: UnsafePointer<Element>, rows: Int, columns: Int) {
    self.init(pointer, rows: rows, columns: columns, rowStride: columns, columnStride: 1)
  }

  package init(_ pointer: UnsafePointer<Element>, rows: Int, columns: Int, rowStride: Int, columnStride: Int) {
    self.pointer = pointer
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  package var transposed: MatrixView {
    MatrixView(pointer, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  @inline(__always)
  package subscript(row: Int, column: Int) -> Element { pointer[row * rowStride + column * columnStride] }
}

extension MatrixView {
  /// Y = A X, or Y = Y + A X if `adding`; A is this matrix, X and Y are steps of signals with rows of `stride` elements.
  @inline(__always)
  package func multiply(
    _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, stride: Int, adding: Bool = false
  ) {
    let lanes = Element.Lanes.scalarCount
    var row = 0
    while row + 4 <= rows {
      for column in Swift.stride(from: 0, to: stride, by: lanes) {
        fourRows(row, x + column, into: y + row * stride + column, stride: stride, adding: adding)
      }
      row += 4
    }
    while row < rows {
      for column in Swift.stride(from: 0, to: stride, by: lanes) {
        oneRow(row, x + column, into: y + row * stride + column, stride: stride, adding: adding)
      }
      row += 1
    }
  }

  @inline(__always)
  private func fourRows(
    _ row: Int, _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, stride: Int, adding: Bool
  ) {
    typealias Lanes = Element.Lanes
    var a = adding ? load(y) : Lanes()
    var b = adding ? load(y + stride) : Lanes()
    var c = adding ? load(y + 2 * stride) : Lanes()
    var d = adding ? load(y + 3 * stride) : Lanes()
    for column in 0..<columns {
      let value = load(x + column * stride)
      a = Element.multiplyAdd(Lanes(repeating: self[row, column]), value, a)
      b = Element.multiplyAdd(Lanes(repeating: self[row + 1, column]), value, b)
      c = Element.multiplyAdd(Lanes(repeating: self[row + 2, column]), value, c)
      d = Element.multiplyAdd(Lanes(repeating: self[row + 3, column]), value, d)
    }
    store(a, to: y)
    store(b, to: y + stride)
    store(c, to: y + 2 * stride)
    store(d, to: y + 3 * stride)
  }

  @inline(__always)
  private func oneRow(
    _ row: Int, _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>, stride: Int, adding: Bool
  ) {
    var sum = adding ? load(y) : Element.Lanes()
    for column in 0..<columns {
      sum = Element.multiplyAdd(Element.Lanes(repeating: self[row, column]), load(x + column * stride), sum)
    }
    store(sum, to: y)
  }
}

/// One vector at `pointer`, which is aligned for it as every row of a signal is.
@inline(__always)
package func load<Element: Scalar>(_ pointer: UnsafePointer<Element>) -> Element.Lanes {
  UnsafeRawPointer(pointer).load(as: Element.Lanes.self)
}

@inline(__always)
package func store<Element: Scalar>(_ lanes: Element.Lanes, to pointer: UnsafeMutablePointer<Element>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: lanes, as: Element.Lanes.self)
}
