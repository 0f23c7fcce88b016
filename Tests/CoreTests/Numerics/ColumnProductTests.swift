import Testing

@testable import Numerics

/// The kernels of `Float` against the plain loops, to the last bit.
@Suite("Products over columns")
struct ColumnProductTests {
  private func random(_ length: Int, _ width: Int, seed: UInt64) -> Signal<Float> {
    let signal = Signal<Float>(length: length, width: width, batch: 16)
    var generator = Generator(seed: seed)
    for index in 0..<length * width * 16 { signal.step(0)[index] = Float(generator.gaussian()) }
    return signal
  }

  private func values(_ signal: Signal<Float>) -> [Float] {
    (0..<signal.length * signal.width * 16).map { signal.step(0)[$0] }
  }

  @Test(arguments: [1, 4, 7, 8, 13, 24], [1, 2, 3, 7])
  func `matrices times columns`(rows: Int, count: Int) {
    for (taps, adding) in [(1, false), (3, true), (2, false)] {
      let matrix = PackedTaps<Float>(rows: rows, columns: 5, taps: 3)
      let entries = random(3, rows, seed: 1)
      for tap in 0..<3 {
        matrix.pack(MatrixView(entries.step(tap), rows: rows, columns: 5), tap: tap)
      }
      let signal = random(12, 5, seed: 2)
      defer { withExtendedLifetime(signal) {} }
      let x = Columns(signal).from(4)
      let constants = (0..<rows).map(Float.init)
      let (fast, plain) = (random(8, rows, seed: 3), random(8, rows, seed: 3))
      constants.withUnsafeBufferPointer { constants in
        for y in [fast, plain] {
          let product = ColumnProduct(
            matrix: matrix, taps: taps, x: x, lag: -2 * x.step, y: Columns(y), count: count,
            constants: adding ? nil : constants.baseAddress, adding: adding)
          if y === fast { Float.multiply(product) } else { product.evaluate() }
        }
      }
      let isEqual = values(fast) == values(plain)
      #expect(isEqual)
      let last = rows - 1
      var sum = adding ? random(8, rows, seed: 3)[0, last, 3] : Float(last)
      for tap in 0..<taps {
        for column in 0..<5 {
          sum.addProduct(entries.step(tap)[last * 5 + column], x[-2 * tap][column * 16 + 3])
        }
      }
      #expect(fast[0, last, 3] == sum)
    }
  }

  @Test(arguments: [1, 4, 6, 9], [1, 2, 5, 8])
  func `matrices of lanes`(rows: Int, columns: Int) {
    for adding in [false, true] {
      let (a, b) = (random(rows, 3, seed: 1), random(columns, 3, seed: 2))
      let (fast, plain) = (random(rows, columns, seed: 3), random(rows, columns, seed: 3))
      for c in [fast, plain] {
        let product = LaneProduct(
          a: LaneMatrix(Columns(a)), b: LaneMatrix(Columns(b)).transposed, c: LaneMatrix(Columns(c)), rows: rows,
          columns: columns, depth: 3, adding: adding)
        if c === fast { Float.multiply(product) } else { product.evaluate() }
      }
      let isEqual = values(fast) == values(plain)
      #expect(isEqual)
      var sum = adding ? random(rows, columns, seed: 3)[rows - 1, columns - 1, 2] : 0
      for index in 0..<3 { sum.addProduct(a[rows - 1, index, 2], b[columns - 1, index, 2]) }
      #expect(fast[rows - 1, columns - 1, 2] == sum)
    }
  }
}
