import Testing

@testable import Numerics
@testable import Statistics

@Suite("Kernels")
struct KernelTests {
  private func random(_ length: Int, _ width: Int, _ batch: Int, seed: UInt64) -> Signal<Double> {
    let signal = Signal<Double>(length: length, width: width, batch: batch)
    var generator = Generator(seed: seed)
    for time in 0..<length {
      for feature in 0..<width { for index in 0..<batch { signal[time, feature, index] = generator.gaussian() } }
    }
    return signal
  }

  @Test(arguments: [(1, 1, 1), (4, 4, 16), (5, 3, 7), (9, 16, 33)])
  func `a product equals the plain sums`(rows: Int, columns: Int, batch: Int) {
    let matrix = (0..<rows * columns).map { Double($0 * 7 % 11) - 5 }
    let x = random(1, columns, batch, seed: 1)
    let back = random(1, rows, batch, seed: 2)
    let (y, z) = (Signal<Double>(length: 1, width: rows, batch: batch), random(1, columns, batch, seed: 1))
    matrix.withUnsafeBufferPointer { buffer in
      guard let pointer = buffer.baseAddress else { return }
      let view = MatrixView(pointer, rows: rows, columns: columns)
      view.multiply(x.step(0), into: y.step(0), stride: x.stride)
      view.transposed.multiply(back.step(0), into: z.step(0), stride: x.stride, adding: true)
    }
    for index in 0..<batch {
      for row in 0..<rows {
        let plain = (0..<columns).reduce(0) { $0 + matrix[row * columns + $1] * x[0, $1, index] }
        #expect(abs(y[0, row, index] - plain) < 1e-12)
      }
      for column in 0..<columns {
        let plain = (0..<rows).reduce(x[0, column, index]) { $0 + matrix[$1 * columns + column] * back[0, $1, index] }
        #expect(abs(z[0, column, index] - plain) < 1e-12)
      }
    }
  }

  @Test(arguments: [(1, 1, 1), (5, 3, 7), (64, 2, 160)])
  func `outer products equal the plain sums`(rows: Int, columns: Int, batch: Int) {
    let (left, right) = (random(6, rows, batch, seed: 3), random(7, columns, batch, seed: 4))
    var gradient = Array(repeating: 1.0, count: rows * columns)
    addOuterProducts(left, right, first: 1, length: 6, to: &gradient)
    for row in 0..<rows {
      for column in 0..<columns {
        var plain = 1.0
        for time in 0..<6 {
          for index in 0..<batch { plain += left[time, row, index] * right[time + 1, column, index] }
        }
        #expect(abs(gradient[row * columns + column] - plain) < 1e-10)
      }
    }
  }

  private func single(_ length: Int, _ width: Int, _ batch: Int, seed: UInt64) -> Signal<Float> {
    let signal = Signal<Float>(length: length, width: width, batch: batch)
    signal.convert(from: random(length, width, batch, seed: seed))
    return signal
  }

  @Test(arguments: [(1, 1, 1), (6, 5, 16), (17, 19, 32), (7, 3, 40), (13, 2, 160)], [false, true])
  func `products in single precision equal the plain loops to the last bit`(
    shape: (rows: Int, columns: Int, batch: Int), adding: Bool
  ) {
    let (rows, columns, batch) = shape
    let panels = single(1, (rows + 5) / 6 * 6 * columns, 16, seed: 6)
    let x = single(1, columns, batch, seed: 7)
    let (fast, plain) = (single(1, rows, batch, seed: 8), single(1, rows, batch, seed: 8))
    for (index, y) in [fast, plain].enumerated() {
      let product = PanelProduct(
        panels: panels.step(0), rows: rows, columns: columns, x: x.step(0), y: y.step(0), stride: x.stride,
        adding: adding)
      if index == 0 { Float.multiply(product) } else { product.evaluate() }
    }
    #expect((0..<rows).allSatisfy { Array(fast.row(0, $0)) == Array(plain.row(0, $0)) })
  }

  @Test(arguments: [(1, 1, 1), (4, 4, 16), (9, 7, 32), (6, 18, 40), (5, 5, 600)])
  func `outer products in single precision equal the plain loops to the last bit`(
    rows: Int, columns: Int, batch: Int
  ) {
    let (left, right) = (single(20, rows, batch, seed: 3), single(21, columns, batch, seed: 4))
    var (fast, plain) = ([Float](repeating: 1, count: rows * columns), [Float](repeating: 1, count: rows * columns))
    addOuterProducts(left, right, first: 1, length: 20, to: &fast)
    plain.withUnsafeMutableBufferPointer { gradient in
      guard let base = gradient.baseAddress else { return }
      OuterProducts(
        left: left.step(0), leftStep: rows * left.stride, rows: rows, right: right.step(1),
        rightStep: columns * right.stride, columns: columns, stride: left.stride, length: 20, gradient: base,
        pitch: columns
      ).evaluate()
    }
    #expect(fast == plain)
  }

  @Test func `a convolution equals the plain sums`() {
    let (inputs, outputs) = (random(20, 1, 5, seed: 5), Signal<Double>(length: 20, width: 1, batch: 5))
    let kernel = (0..<20).map { 1 / Double($0 + 1) }
    convolve(inputs, with: kernel, into: outputs)
    for time in 0..<20 {
      for index in 0..<5 {
        let plain = (0...time).reduce(0) { $0 + kernel[$1] * inputs[time - $1, 0, index] }
        #expect(abs(outputs[time, 0, index] - plain) < 1e-12)
      }
    }
  }

  @Test func `an orthogonal matrix keeps lengths, and its mean is zero`() {
    var generator = Generator(seed: 1)
    let size = 7
    let matrix = orthogonalMatrix(size: size, from: &generator)
    for row in 0..<size {
      for other in 0..<size {
        let dot = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * matrix[other * size + $1] }
        #expect(abs(dot - (row == other ? 1 : 0)) < 1e-12)
      }
    }
    let corners = (0..<2000).map { _ in orthogonalMatrix(size: 3, from: &generator)[0] }
    #expect(abs(mean(corners)) < 0.05)
    #expect(abs(mean(corners.map { $0 * $0 }) - 1.0 / 3) < 0.03)
  }

  @Test(arguments: [1, 2, 7, 64, 1001])
  func `Gaussian numbers drawn together are those drawn one after another`(count: Int) {
    var (one, many) = (Generator(seed: 9), Generator(seed: 9))
    for _ in 0..<3 {
      let expected = (0..<count).map { _ in one.gaussian() }
      var numbers = expected.map { _ in 0.0 }
      numbers.withUnsafeMutableBufferPointer { many.gaussians(into: $0) }
      #expect(numbers == expected)
    }
    #expect(one.next() == many.next())
  }

  @Test func `Gaussian numbers have the moments of the normal distribution`() {
    var generator = Generator(seed: 1)
    let numbers = (0..<100_000).map { _ in generator.gaussian() }
    #expect(abs(mean(numbers)) < 0.01)
    #expect(abs(mean(numbers.map { $0 * $0 }) - 1) < 0.02)
    #expect(abs(mean(numbers.map { $0 * $0 * $0 * $0 }) - 3) < 0.1)
  }
}
