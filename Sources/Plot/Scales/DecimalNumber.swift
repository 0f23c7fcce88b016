/// The number digits·10^exponent, exactly, so that its label has no more figures than it needs.
package struct DecimalNumber: Sendable, Equatable {
  package var digits: Int
  package var exponent: Int

  package var value: Double { Double(digits).scaled(byPowerOfTen: exponent) }

  /// The exponent of the leading figure; nil for zero.
  private var magnitude: Int? { digits == 0 ? nil : String(abs(digits)).count - 1 + exponent }

  /// The value with so many figures and no trailing zeros, for hints and cells: "0.351", "2.4e−7".
  static func rounded(_ value: Double, figures: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "none" : value < 0 ? "\u{2212}∞" : "∞" }
    let size = abs(value)
    guard size >= 1e-305 else { return "0" }
    var power = Int(Elementary.logarithm(ofTen: size).rounded(.down))
    var digits = Int(size.scaled(byPowerOfTen: figures - 1 - power).rounded())
    if String(digits).count > figures {
      power += 1
      digits = Int(size.scaled(byPowerOfTen: figures - 1 - power).rounded())
    }
    let number = DecimalNumber(digits: value < 0 ? -digits : digits, exponent: power - figures + 1).reduced
    if power >= 5 || power < -3 {
      let mantissa = number.fixed(decimals: max(0, power - number.exponent), shift: -power)
      return "\(mantissa)e\(power < 0 ? "\u{2212}" : "")\(abs(power))"
    }
    return number.fixed(decimals: max(0, -number.exponent), shift: 0)
  }

  /// Labels with equally many decimals: plain, or with a power of ten where plain ones would be long.
  static func labels(_ numbers: [DecimalNumber]) -> [Label] {
    guard let largest = numbers.compactMap(\.magnitude).max() else { return numbers.map { _ in Label(plain: "0") } }
    let finest = numbers.compactMap { $0.digits == 0 ? nil : $0.reduced.exponent }.min() ?? 0
    if largest >= 6 || largest < -3 || finest < -6 {
      return numbers.map { number in
        if number.digits == 0 { return Label(plain: "0") }
        let mantissa = number.fixed(decimals: max(0, largest - finest), shift: -largest)
        return mantissa == "1" ? Label(power: largest) : Label(mantissa: mantissa, power: largest)
      }
    }
    return numbers.map { Label(plain: $0.digits == 0 ? "0" : $0.fixed(decimals: max(0, -finest), shift: 0)) }
  }

  /// Labels each with its own decimals, all of them plain or all with powers of ten.
  static func separateLabels(_ numbers: [DecimalNumber]) -> [Label] {
    guard numbers.compactMap(\.magnitude).contains(where: { $0 >= 6 || $0 < -3 }) else {
      return numbers.flatMap { labels([$0]) }
    }
    return numbers.map { number in
      guard let magnitude = number.magnitude else { return Label(plain: "0") }
      let exact = number.reduced
      let mantissa = number.fixed(decimals: max(0, magnitude - exact.exponent), shift: -magnitude)
      return mantissa == "1" ? Label(power: magnitude) : Label(mantissa: mantissa, power: magnitude)
    }
  }

  /// The same number without trailing zeros.
  private var reduced: DecimalNumber {
    var result = self
    while result.digits != 0, result.digits % 10 == 0 {
      result.digits /= 10
      result.exponent += 1
    }
    return result
  }

  /// The number times 10^shift with `decimals` decimals, a true minus and thin spaces between thousands.
  private func fixed(decimals: Int, shift: Int) -> String {
    let exact = reduced
    var figures = String(abs(exact.digits)) + String(repeating: "0", count: max(0, exact.exponent + shift + decimals))
    if figures.count <= decimals { figures = String(repeating: "0", count: decimals + 1 - figures.count) + figures }
    var whole = String(figures.dropLast(decimals))
    if whole.count > 4 { whole.insert("\u{2009}", at: whole.index(whole.endIndex, offsetBy: -3)) }
    let sign = digits < 0 ? "\u{2212}" : ""
    return sign + whole + (decimals > 0 ? "." + figures.suffix(decimals) : "")
  }
}

extension Double {
  /// The value times ten to the `power`, rounded once for the usual powers and without overflow on the way.
  func scaled(byPowerOfTen power: Int) -> Double {
    switch power {
    case ..<(-300): self / 1e300 / Elementary.power(ofTen: Double(-power - 300))
    case ..<0: self / Elementary.power(ofTen: Double(-power))
    case 0...300: self * Elementary.power(ofTen: Double(power))
    default: self * 1e300 * Elementary.power(ofTen: Double(power - 300))
    }
  }
}
