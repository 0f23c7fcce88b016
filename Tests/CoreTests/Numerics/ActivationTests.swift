import Foundation
import Testing

@testable import Numerics

@Suite("Activations")
struct ActivationTests {
  private func values(_ x: [Float], _ function: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void)
    -> [Float]
  {
    let signal = Signal<Float>(length: 1, width: 1, batch: x.count)
    for (index, number) in x.enumerated() { signal[0, 0, index] = number }
    function(signal.step(0), signal.step(0), signal.stride)
    return Array(signal.row(0, 0))
  }

  @Test func `tanh and the sigmoid are within a few parts in ten million`() {
    let numbers: [Float] = (-100_000...100_000).filter { $0 != 0 }.map { index in
      let step: Float = index % 7 == 0 ? 1e-3 : 1e-4
      return Float(index) * step
    }
    var worst = (tanh: 0.0, sigmoid: 0.0)
    for (x, value) in zip(numbers, values(numbers) { Float.tanh($0, into: $1, count: $2) }) {
      worst.tanh = max(worst.tanh, abs(Double(value) / Foundation.tanh(Double(x)) - 1))
      #expect(abs(value) < 1)
    }
    for (x, value) in zip(numbers, values(numbers) { Float.sigmoid($0, into: $1, count: $2) }) {
      let expected = 1 / (1 + exp(-Double(x)))
      worst.sigmoid = max(worst.sigmoid, (abs(Double(value) - expected) - 1e-37) / expected)
    }
    #expect(worst.tanh < 3e-7)
    #expect(worst.sigmoid < 2e-7)
  }

  @Test func `GELU and its derivative are those of double precision`() {
    let numbers = (-8_000..<8_000).map { Float($0) * 1e-3 }
    let slopes = Signal<Float>(length: 1, width: 2, batch: numbers.count)
    for index in numbers.indices { slopes[0, 1, index] = 2 }
    let (written, multiplied) = (slopes.step(0), slopes.step(0) + slopes.stride)
    let value = values(numbers) { Float.gelu($0, into: $1, derivative: .multiplied(multiplied), count: $2) }
    let again = values(numbers) { Float.gelu($0, into: $1, derivative: .written(written), count: $2) }
    #expect(value == again && value == values(numbers) { Float.gelu($0, into: $1, derivative: nil, count: $2) })
    var worst = (value: 0.0, slope: 0.0)
    for (index, number) in numbers.enumerated() {
      let x = Double(number)
      let (cumulative, density) = (0.5 * erfc(-x / 2.0.squareRoot()), exp(-x * x / 2) / (2 * .pi).squareRoot())
      worst.value = max(worst.value, abs(Double(value[index]) - x * cumulative))
      worst.slope = max(worst.slope, abs(Double(slopes[0, 0, index]) - (cumulative + x * density)))
      #expect(slopes[0, 1, index] == 2 * slopes[0, 0, index])
    }
    #expect(worst.value < 1e-6 && worst.slope < 1e-6)
  }

  @Test func `totals of rows are summed in the order of a vector's total`() {
    let rows = (0..<64).map { Float($0 * $0 % 37) / 7 }
    var sums: [Float] = [1, 2, 3, 4]
    Float.addTotals(of: rows, to: &sums, count: 4)
    for row in 0..<4 {
      let lanes = SIMD16(rows[row * 16..<row * 16 + 16])
      #expect(sums[row] == Float(row + 1) + Float.total(lanes))
    }
  }

  @Test func `the ends of the range are as they should be`() {
    let x: [Float] = [0, -0.0, .infinity, -.infinity, .nan, 1e-30, 1e30, -1e30]
    let tanh = values(x) { Float.tanh($0, into: $1, count: $2) }
    let sigmoid = values(x) { Float.sigmoid($0, into: $1, count: $2) }
    #expect([0, 1, 5].map { tanh[$0] } == [0, -0.0, 1e-30])
    #expect([2, 3, 6, 7].allSatisfy { abs(abs(tanh[$0]) - 1) < 3e-7 } && tanh[2] > 0 && tanh[7] < 0)
    #expect(tanh[4].isNaN && sigmoid[4].isNaN)
    #expect([0, 1, 2, 5, 6].map { sigmoid[$0] } == [0.5, 0.5, 1, 0.5, 1])
    #expect(sigmoid[3] < 1e-37 && sigmoid[7] < 1e-37)
  }
}
