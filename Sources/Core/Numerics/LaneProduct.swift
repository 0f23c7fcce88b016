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
  package init(_ columns: Columns<Element>) { self.init(columns.base, row: columns.step, column: 16) }

  package var transposed: LaneMatrix { LaneMatrix(base, row: column, column: row) }

  /// From entry (`row`, `column`) on.
  @inline(__always)
  package func from(_ row: Int, _ column: Int = 0) -> LaneMatrix {
    LaneMatrix(base + row * self.row + column * self.column, row: self.row, column: self.column)
  }
}

/// C = A B in each of sixteen sequences, or C = C + A B if `adding`; A is (rows, depth) and B (depth, columns).
package struct LaneProduct<Element: Scalar> {
  package let a: LaneMatrix<Element>
  package let b: LaneMatrix<Element>
  package let c: LaneMatrix<Element>
  package let rows: Int
  package let columns: Int
  package let depth: Int
  package let adding: Bool

  package init(
    a: LaneMatrix<Element>, b: LaneMatrix<Element>, c: LaneMatrix<Element>, rows: Int, columns: Int, depth: Int,
    adding: Bool
  ) {
    self.a = a
    self.b = b
    self.c = c
    self.rows = rows
    self.columns = columns
    self.depth = depth
    self.adding = adding
  }

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
