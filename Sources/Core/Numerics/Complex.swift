import Foundation

/// A complex number.
package struct Complex: Hashable, Sendable {
  package var real: Double
  package var imaginary: Double

  package init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  package init(radius: Double, angle: Double) { self.init(radius * cos(angle), radius * sin(angle)) }

  package var conjugate: Complex { Complex(real, -imaginary) }

  package static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }
  package static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
  package static func - (a: Complex, b: Double) -> Complex { Complex(a.real - b, a.imaginary) }
  package static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }

  package static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  package static func / (a: Complex, b: Complex) -> Complex {
    (1 / (b.real * b.real + b.imaginary * b.imaginary)) * (a * b.conjugate)
  }
}
