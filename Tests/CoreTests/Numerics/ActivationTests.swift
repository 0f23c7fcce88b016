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
