import Foundation
import Testing

@testable import Numerics

@Suite("Fourier transform")
struct FourierTransformTests {
  /// `length` vectors of numbers for a transform in `Element`.
  private func random<Element: Scalar>(_ length: Int, _: Element.Type) -> Signal<Element> {
    let signal = Signal<Element>(length: 1, width: 1, batch: length * Element.Lanes.scalarCount)
    var generator = Generator(seed: 5)
    for index in 0..<length * Element.Lanes.scalarCount { signal.step(0)[index] = Element(generator.gaussian()) }
    return signal
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 8, 12, 25, 30, 64, 100, 160, 192])
  func `a transform equals the sum that defines it`(length: Int) {
    let (values, original) = (random(length, Double.self), random(length, Double.self))
    let transform = FourierTransform<Double>(length: length)
    transform.forward(values.step(0))
    for position in 0..<length {
      let frequency = transform.frequency(at: position)
      var (real, imaginary) = (0.0, 0.0)
      for time in 0..<length {
        let angle = -2 * Double.pi * Double(frequency * time) / Double(length)
        let (a, b) = (original.step(0)[8 * time + 1], original.step(0)[8 * time + 5])
        real += a * cos(angle) - b * sin(angle)
        imaginary += a * sin(angle) + b * cos(angle)
      }
      #expect(abs(values.step(0)[8 * position + 1] - real) < 1e-11)
      #expect(abs(values.step(0)[8 * position + 5] - imaginary) < 1e-11)
    }
  }

  @Test(arguments: [1, 8, 200, 256, 1024, 1536, 2000, 2560])
  func `a transform keeps the energy, and its inverse returns the values`(length: Int) {
    let (values, original) = (random(length, Float.self), random(length, Float.self))
    func energy(_ signal: Signal<Float>) -> Double {
      (0..<length * 16).reduce(0) { $0 + Double(signal.step(0)[$1]) * Double(signal.step(0)[$1]) }
    }
    let transform = FourierTransform<Float>(length: length)
    transform.forward(values.step(0))
    #expect(abs(energy(values) / energy(original) / Double(length) - 1) < 1e-5)
    transform.inverse(values.step(0))
    let deviation = (0..<length * 16).map { abs(values.step(0)[$0] / Float(length) - original.step(0)[$0]) }.max()
    #expect(deviation! < 1e-5)
  }

  @Test(arguments: [1, 2, 7, 199, 1999, 4001])
  func `the length chosen is long enough and not much longer`(least: Int) {
    let length = transformLength(atLeast: least)
    #expect(length >= least)
    #expect(length <= 2 * least)
  }
}
