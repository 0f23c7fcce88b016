import Foundation
import Testing

@testable import Core

@Suite("Activations")
struct ActivationTests {
  @Test func `tanh and the sigmoid are within two parts in ten million`() {
    var worst = (tanh: 0.0, sigmoid: 0.0)
    for index in -100_000...100_000 where index != 0 {
      let x = Float(index) * (index % 7 == 0 ? 1e-3 : 1e-4)
      let (value, exact) = (Double(Float.tanh(SIMD16(repeating: x))[3]), Foundation.tanh(Double(x)))
      worst.tanh = max(worst.tanh, abs(value / exact - 1))
      let sigmoid = Double(Float.sigmoid(SIMD16(repeating: x))[3])
      let expected = 1 / (1 + exp(-Double(x)))
      worst.sigmoid = max(worst.sigmoid, (abs(sigmoid - expected) - 1e-37) / expected)
    }
    #expect(worst.tanh < 2e-7)
    #expect(worst.sigmoid < 2e-7)
  }

  @Test func `the ends of the range are as they should be`() {
    let x = SIMD16<Float>(0, -0.0, .infinity, -.infinity, .nan, 1e-30, 1e30, -1e30, 1, 1, 1, 1, 1, 1, 1, 1)
    let (tanh, sigmoid) = (Float.tanh(x), Float.sigmoid(x))
    #expect([0, 1, 2, 3, 5, 6, 7].map { tanh[$0] } == [0, -0.0, 1, -1, 1e-30, 1, -1])
    #expect(tanh[4].isNaN && sigmoid[4].isNaN)
    #expect([0, 1, 2, 5, 6].map { sigmoid[$0] } == [0.5, 0.5, 1, 0.5, 1])
    #expect(sigmoid[3] < 1e-37 && sigmoid[7] < 1e-37)
  }
}
