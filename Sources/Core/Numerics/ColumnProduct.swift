/// Y_t = S + Σ_{j<taps} A_j X_{t+j} over `count` steps, where X_{t+j} starts j `lag` elements after X_t, and S is `constants`, one
/// for each row, or Y_t itself if `adding`, or zero.
package struct ColumnProduct<Element: Scalar> {
  let matrix: PackedTaps<Element>
  /// At most the matrices that there are.
  let taps: Int
  let x: Columns<Element>
  let lag: Int
  let y: Columns<Element>
  let count: Int
  let constants: UnsafePointer<Element>?
  let adding: Bool

  /// The plain loops: for `Double`, and what faster ones must equal.
  func evaluate() {
    for time in 0..<count {
      for row in stride(from: 0, to: matrix.rows, by: 4) {
        for part in stride(from: 0, to: 16, by: Element.Lanes.scalarCount) { fourRows(row, part, time) }
      }
    }
  }

  @inline(__always)
  private func fourRows(_ row: Int, _ part: Int, _ time: Int) {
    typealias Lanes = Element.Lanes
    let output = y[time] + row * 16 + part
    var a = start(row, output)
    var b = start(row + 1, output + 16)
    var c = start(row + 2, output + 32)
    var d = start(row + 3, output + 48)
    var entry = matrix.base + row / 8 * matrix.taps * matrix.columns * 8 + row % 8
    for tap in 0..<taps {
      var input = x[time] + tap * lag + part
      for _ in 0..<matrix.columns {
        let value = load(input)
        a = Element.multiplyAdd(Lanes(repeating: entry[0]), value, a)
        b = Element.multiplyAdd(Lanes(repeating: entry[1]), value, b)
        c = Element.multiplyAdd(Lanes(repeating: entry[2]), value, c)
        d = Element.multiplyAdd(Lanes(repeating: entry[3]), value, d)
        entry += 8
        input += 16
      }
    }
    keep(a, row, output)
    keep(b, row + 1, output + 16)
    keep(c, row + 2, output + 32)
    keep(d, row + 3, output + 48)
  }

  @inline(__always)
  private func start(_ row: Int, _ output: UnsafeMutablePointer<Element>) -> Element.Lanes {
    guard row < matrix.rows else { return Element.Lanes() }
    return adding ? load(output) : Element.Lanes(repeating: constants?[row] ?? 0)
  }

  @inline(__always)
  private func keep(_ sum: Element.Lanes, _ row: Int, _ output: UnsafeMutablePointer<Element>) {
    if row < matrix.rows { store(sum, to: output) }
  }
}
