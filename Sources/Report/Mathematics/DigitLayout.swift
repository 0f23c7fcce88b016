/// A plain formula seen as a shape with digits in it.
///
/// All digits of a font have one size, so formulas that differ in their digits alone are laid out alike.
struct FormulaDigits {
  /// What formulas of equal layout have in common.
  struct Shape: Hashable {
    /// The TeX with a 0 for each digit.
    var tex: String
    var isDisplayed: Bool
  }

  let shape: Shape
  /// The digits in the order of the TeX, as bytes of ASCII.
  let digits: [UInt8]

  static let mostDigits = 100

  /// Nil where a digit may be more than a sign: in a formula that is not plain, or names a font.
  init?(_ formula: Formula) {
    guard formula.macros.isEmpty, !formula.tex.contains("\\math"), PlainFormula.isSound(formula.tex) else { return nil }
    digits = formula.tex.utf8.filter(Self.isDigit)
    guard (1...Self.mostDigits).contains(digits.count) else { return nil }
    let bytes = formula.tex.utf8.map { Self.isDigit($0) ? Self.zero : $0 }
    shape = Shape(tex: String(decoding: bytes, as: UTF8.self), isDisplayed: formula.isDisplayed)
  }

  /// The formula of this shape in which each digit tells its position: the last digit of it, or with `divisor` 10 the one before.
  func positions(dividedBy divisor: Int) -> Formula {
    var position = 0
    let bytes = shape.tex.utf8.map { byte -> UInt8 in
      guard byte == Self.zero else { return byte }
      defer { position += 1 }
      return Self.zero + UInt8(position / divisor % 10)
    }
    return Formula(tex: String(decoding: bytes, as: UTF8.self), isDisplayed: shape.isDisplayed)
  }

  static let zero = UInt8(ascii: "0")

  static func isDigit(_ byte: UInt8) -> Bool { (zero...zero + 9).contains(byte) }
}

/// The HTML of all formulas of one shape.
struct DigitLayout {
  private let html: [UInt8]
  /// Where digits stand in it, and which digit of the formula each is.
  private let places: [(byte: Int, position: Int)]

  /// From the HTML of the formulas whose digits tell their positions, `tens` being nil where there are at most ten.
  ///
  /// Nil where the two differ in more than their digits.
  init?(ones: String, tens: String?, count: Int) {
    let (html, other) = (Array(ones.utf8), Array((tens ?? ones).utf8))
    guard html.count == other.count else { return nil }
    var places: [(byte: Int, position: Int)] = []
    // Numbers in tags and in the names of characters are no digits of the formula.
    var end: UInt8?
    for (index, byte) in html.enumerated() {
      if end != nil || !FormulaDigits.isDigit(byte) {
        guard other[index] == byte else { return nil }
        if byte == end { end = nil } else if end == nil { end = Self.ends[byte] }
        continue
      }
      guard FormulaDigits.isDigit(other[index]) else { return nil }
      let position =
        Int(byte - FormulaDigits.zero) + (tens == nil ? 0 : 10 * Int(other[index] - FormulaDigits.zero))
      guard position < count else { return nil }
      places.append((index, position))
    }
    self.html = html
    self.places = places
  }

  /// What ends a tag and the name of a character.
  private static let ends: [UInt8: UInt8] = [
    UInt8(ascii: "<"): UInt8(ascii: ">"), UInt8(ascii: "&"): UInt8(ascii: ";"),
  ]

  /// The HTML of the formula with these digits.
  func html(with digits: [UInt8]) -> String {
    var html = html
    for place in places { html[place.byte] = digits[place.position] }
    return String(decoding: html, as: UTF8.self)
  }
}
