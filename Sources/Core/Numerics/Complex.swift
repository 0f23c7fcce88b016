import Foundation

/// A complex number.
struct Complex: Hashable, Sendable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  init(radius: Double, angle: Double) { self.init(radius * cos(angle), radius * sin(angle)) }

  var conjugate: Complex { Complex(real, -imaginary) }

  static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }
  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
  static func - (a: Complex, b: Double) -> Complex { Complex(a.real - b, a.imaginary) }
  static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }

  static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  static func / (a: Complex, b: Complex) -> Complex {
    (1 / (b.real * b.real + b.imaginary * b.imaginary)) * (a * b.conjugate)
  }
}
