/// A colour of the sRGB space.
package struct Colour: Sendable, Equatable, ExpressibleByIntegerLiteral {
  /// The colour as 0xRRGGBB.
  package let code: UInt32

  package init(integerLiteral value: UInt32) { code = value & 0xFFFFFF }

  /// The nearest colour to red, green and blue from 0 to 1 in proportion to light.
  init(linear: (Double, Double, Double)) {
    func compress(_ light: Double) -> UInt32 {
      let c = min(max(light, 0), 1)
      let shown = c <= 0.0031308 ? 12.92 * c : 1.055 * Elementary.power(c, 1 / 2.4) - 0.055
      return UInt32((shown * 255).rounded())
    }
    code = compress(linear.0) << 16 | compress(linear.1) << 8 | compress(linear.2)
  }

  /// Red, green and blue from 0 to 1.
  package var components: (Double, Double, Double) {
    (Double(code >> 16) / 255, Double(code >> 8 & 255) / 255, Double(code & 255) / 255)
  }

  /// The colour for a style sheet, `#0072b2`.
  package var hexadecimal: String {
    let digits = String(code, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Red, green and blue in proportion to light.
  package var linear: (Double, Double, Double) {
    func expand(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : Elementary.power((c + 0.055) / 1.055, 2.4) }
    let (red, green, blue) = components
    return (expand(red), expand(green), expand(blue))
  }

  /// The contrast (L₁ + 0.05)/(L₂ + 0.05) of two colours, 1 to 21 (WCAG 2.2).
  package func contrast(with other: Colour) -> Double {
    let (high, low) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  private var luminance: Double {
    let (red, green, blue) = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
}
