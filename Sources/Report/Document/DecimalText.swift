import Basics

/// A number in a table, split at its point.
package struct DecimalText {
  /// What stands before the point, and the point with what stands behind it.
  let whole: Substring
  package let tail: Substring

  /// What stands from the point on: the point with its digits, and the rest, such as an uncertainty, a unit and a mark.
  package struct Tail {
    var digits: Substring = ""
    var rest: Substring = ""

    package init() {}

    package var hasPower: Bool { rest.contains("×") }

    /// The longer digits and the longer rest of two.
    package func joined(_ other: Tail) -> Tail {
      var joined = self
      if other.digits.count > digits.count { joined.digits = other.digits }
      if other.rest.count > rest.count { joined.rest = other.rest }
      return joined
    }

    /// What another lacks to be as wide as this one.
    package func missing(in other: Tail) -> String {
      String(digits.dropFirst(other.digits.count) + rest.dropFirst(other.rest.count))
    }
  }

  /// The tail in its parts.
  package var parts: Tail {
    var parts = Tail()
    let hasPoint = tail.first == "." || tail.first == ","
    let end = hasPoint ? tail.dropFirst().firstIndex { !$0.isDigit } ?? tail.endIndex : tail.startIndex
    (parts.digits, parts.rest) = (tail[..<end], tail[end...])
    return parts
  }

  /// Nil for a text that is not a number, with sign, uncertainty, power of ten and unit as there may be:
  /// `≈ (1.25 ± 0.08) × 10⁻³ ms *`, `1.25(8) ms`, `12,345.6` or `.5e-3`, the last of these a mark that leads to a note.
  package init?(_ text: String) {
    var rest = text[...]
    _ = rest.take { "−+<>≈~-".contains($0) }
    rest.takeSpace()
    let isOpen = rest.take("(")
    let hasWhole = rest.takeWhole()
    let end = rest.startIndex
    guard rest.takeFraction() || hasWhole else { return nil }
    rest.takeExponent()
    rest.takeConciseSpread()
    rest.takeSpread()
    guard rest.take(")") == isOpen else { return nil }
    rest.takePower()
    rest.takeUnit()
    rest.takeMarks()
    guard rest.isEmpty else { return nil }
    (whole, tail) = (text[..<end], text[end...])
  }
}

extension Substring {
  /// Takes a space, or several that stand for what a number lacks.
  fileprivate mutating func takeSpace() { self = drop(while: \.isWhitespace) }

  /// Takes the marks of notes, `*`, `†`, `ᵃ` or `¹`.
  fileprivate mutating func takeMarks() {
    var behind = self
    behind.takeSpace()
    let marks = behind.prefix { "*†‡§¶#ᵃᵇᶜᵈᵉ⁰¹²³⁴⁵⁶⁷⁸⁹".contains($0) }
    if !marks.isEmpty { self = behind[marks.endIndex...] }
  }

  /// Takes digits, and between groups of three of them a space, a comma or an apostrophe.
  fileprivate mutating func takeWhole() -> Bool {
    guard first?.isDigit == true else { return false }
    self = drop(while: \.isDigit)
    while let sign = first, "\u{202F}\u{2009}\u{A0},'’".contains(sign) {
      let group = dropFirst().prefix(while: \.isDigit)
      if group.count != 3 { break }
      self = self[group.endIndex...]
    }
    return true
  }

  /// Takes digits behind a point or a comma.
  fileprivate mutating func takeFraction() -> Bool {
    guard first == "." || first == ",", dropFirst().first?.isDigit == true else { return false }
    self = dropFirst().drop(while: \.isDigit)
    return true
  }

  /// Takes digits, and those behind a point.
  fileprivate mutating func takeNumber() -> Bool {
    let hasWhole = takeWhole()
    return takeFraction() || hasWhole
  }

  /// Takes `e-3`.
  fileprivate mutating func takeExponent() {
    var behind = self
    guard behind.take("e") || behind.take("E") else { return }
    _ = behind.take { "+-−".contains($0) }
    if behind.first?.isDigit == true { self = behind.drop(while: \.isDigit) }
  }

  /// Takes `(8)`, an uncertainty in units of the last digit.
  fileprivate mutating func takeConciseSpread() {
    var behind = self
    guard behind.take("("), behind.takeNumber(), behind.take(")") else { return }
    self = behind
  }

  /// Takes ` ± 0.08`.
  fileprivate mutating func takeSpread() {
    var behind = self
    behind.takeSpace()
    guard behind.take("±") else { return }
    behind.takeSpace()
    if behind.takeNumber() { self = behind }
  }

  /// Takes ` × 10⁻³`.
  fileprivate mutating func takePower() {
    var behind = self
    behind.takeSpace()
    guard behind.take("×") else { return }
    behind.takeSpace()
    guard behind.take("1"), behind.take("0"), let first = behind.first, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(first) else { return }
    self = behind.drop { "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains($0) }
  }

  /// Takes a space and up to twelve letters and signs of a unit.
  fileprivate mutating func takeUnit() {
    var behind = self
    behind.takeSpace()
    let unit = behind.prefix { $0.isLetter || "%°µ/·²³⁻¹".contains($0) }
    if (1...12).contains(unit.count) { self = behind[unit.endIndex...] }
  }
}
