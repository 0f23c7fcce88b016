/// A matrix in memory with sixteen sequences to each entry, its rows and columns that many elements apart.
package struct LaneMatrix<Element: Scalar> {
  let base: UnsafeMutablePointer<Element>
  let row: Int
  let column: Int

  init(_ base: UnsafeMutablePointer<Element>, row: Int, column: Int) {
    self.base = base
    self.row = row
    self.column = column
  }

  /// Steps as rows and features as columns.
  init(_ columns: Columns<Element>) { self.init(columns.base, row: columns.step, column: 16) }

  var transposed: LaneMatrix { LaneMatrix(base, row: column, column: row) }

  /// From entry (`row`, `column`) on.
  @inline(__always)
  func from(_ row: Int, _ column: Int = 0) -> LaneMatrix {
    LaneMatrix(base + row * self.row + column * self.column, row: self.row, column: self.column)
  }
}

/// C = A B in each of sixteen sequences, or C = C + A B if `adding`; A is (rows, depth) and B (depth, columns).
package struct LaneProduct<Element: Scalar> {
  let a: LaneMatrix<Element>
  let b: LaneMatrix<Element>
  let c: LaneMatrix<Element>
  let rows: Int
  let columns: Int
  let depth: Int
  let adding: Bool

  /// The plain loops: for `Double`, and what faster ones must equal.
  func evaluate() {
    for row in 0..<rows {
      for column in 0..<columns {
        for part in stride(from: 0, to: 16, by: Element.Lanes.scalarCount) {
          let target = c.base + row * c.row + column * c.column + part
          var left = a.base + row * a.row + part
          var right = b.base + column * b.column + part
          var sum: Element.Lanes = adding ? load(target) : Element.Lanes()
          for _ in 0..<depth {
            sum = Element.multiplyAdd(load(left), load(right), sum)
            left += a.column
            right += b.row
          }
          store(sum, to: target)
        }
      }
    }
  }
}
