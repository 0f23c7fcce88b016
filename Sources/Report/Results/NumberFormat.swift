import Basics
import Foundation
import Settings
import Statistics

/// How a number is written: `%.2f`, `%.3g`, `%.1e` or `%d`, then `%%` for a percentage, `±` for its uncertainty, or `(se)` for
/// it in units of the last digit, and a unit.
///
/// Behind the first sign may stand `'` for digits in groups of three, `#` for zeros that are significant, and `+` for a sign.
package struct NumberFormat: Sendable, Equatable {
  package enum Style: Character, Sendable {
    case fixed = "f"
    case general = "g"
    case exponent = "e"
    case whole = "d"
  }

  /// What stands behind the sign ±.
  enum Spread: String, CaseIterable, Sendable {
    case standardError = "se"
    case standardDeviation = "sd"
    /// Half of the 95 % interval by Student.
    case interval = "ci"

    var words: String {
      switch self {
      case .standardError: "standard error"
      case .standardDeviation: "standard deviation"
      case .interval: "half of the 95 % interval (Student, over seeds)"
      }
    }
  }

  var style = Style.general
  /// Digits behind the point, or significant ones of a general number; nil for what suits the uncertainty.
  var digits: Int?
  /// Digits stand in groups of three, with narrow spaces between.
  var isGrouped = false
  /// A general number has as many digits as are significant, zeros at its end included.
  var keepsZeros = false
  /// A positive number has a sign too.
  var showsSign = false
  /// The number is multiplied by 100 and followed by a percent sign.
  var isPercentage = false
  var spread: Spread?
  /// The uncertainty stands between parentheses, in units of the last digit: `1.25(8)`.
  var isConcise = false
  /// "ms", with superscripts and a multiplication dot as they are printed.
  var unit = ""

  /// Splits `expression %.1f ± ms` into the expression and the format behind it.
  static func split(_ text: String) throws(SettingProblem) -> (expression: Substring, format: NumberFormat) {
    guard let sign = text.firstIndex(where: { $0 == "%" || $0 == "±" }) else { return (text[...], NumberFormat()) }
    return (text[..<sign], try NumberFormat(text[sign...], base: text.utf8.distance(from: text.startIndex, to: sign)))
  }

  /// Reads what stands behind an expression; `base` is where it begins.
  init(_ text: some StringProtocol, base: Int = 0) throws(SettingProblem) {
    let format = String(text)
    guard self.read(format[...]) else {
      throw SettingProblem(
        "'\(format.trimmed)' is not a number format",
        remedy:
          "write %.2f, %.3g, %.1e or %d, %'d for groups of digits, then %% for per cent, ± or (se) for the uncertainty, and a unit such as ms",
        kind: .malformed, span: base..<base + format.utf8.count)
    }
    if digits == nil, style == .fixed || style == .exponent { digits = 2 }
  }

  /// Takes over what a text says; false where it is not a number format.
  private mutating func read(_ text: Substring) -> Bool {
    var rest = text
    if rest.take("%") {
      while let flag = rest.first, "'#+".contains(flag) {
        isGrouped = isGrouped || flag == "'"
        keepsZeros = keepsZeros || flag == "#"
        showsSign = showsSign || flag == "+"
        rest.removeFirst()
      }
      if rest.take(".") {
        let written = rest.prefix(while: \.isDigit)
        guard (1...2).contains(written.count), let count = Int(written) else { return false }
        digits = min(count, 15)
        rest = rest[written.endIndex...]
      }
      guard let style = rest.popFirst().flatMap(Style.init) else { return false }
      self.style = style
      if rest.hasPrefix("%%") { (isPercentage, rest) = (true, rest.dropFirst(2)) }
    }
    rest.takeSpaces()
    let early = Self.takeUnit(before: "±(", from: &rest)
    if rest.take("±") {
      rest.takeSpaces()
      let word = rest.prefix { $0.isLetter || $0.isNumber }
      spread = Spread(rawValue: String(word)) ?? .standardError
      if Spread(rawValue: String(word)) != nil { rest = rest[word.endIndex...] }
      rest.takeSpaces()
    } else if rest.first == "(", let end = rest.firstIndex(of: ")"),
      let spread = Spread(rawValue: String(rest[rest.index(after: rest.startIndex)..<end]))
    {
      (self.spread, isConcise) = (spread, true)
      rest = rest[rest.index(after: end)...]
      rest.takeSpaces()
    }
    if !early.isEmpty {
      guard rest.isEmpty else { return false }
      rest = early
    }
    let unit = rest.prefix(while: Self.isOfUnit)
    guard rest.trimmed.count == unit.trimmed.count, unit.first.map(Self.mayBeginUnit) ?? true else { return false }
    self.unit = Self.printed(unit.trimmed)
    return true
  }

  /// A unit that stands before an uncertainty, `%.0f hPa ± sd`; empty where none does.
  private static func takeUnit(before marks: String, from rest: inout Substring) -> Substring {
    guard let mark = rest.firstIndex(where: marks.contains), rest.first.map(mayBeginUnit) == true,
      rest[..<mark].allSatisfy(isOfUnit)
    else { return "" }
    defer { rest = rest[mark...] }
    return rest[..<mark]
  }

  private static func mayBeginUnit(_ character: Character) -> Bool {
    character.isLetter || character.isCurrencySymbol || "°µ‰".contains(character)
  }

  private static func isOfUnit(_ character: Character) -> Bool {
    mayBeginUnit(character) || character.isDigit || "/*·^- ".contains(character)
  }

  package init(style: Style = .general, digits: Int? = nil, isPercentage: Bool = false) {
    (self.style, self.digits, self.isPercentage) = (style, digits, isPercentage)
  }

  /// The number as text, with a true minus sign and powers of ten as `1.2 × 10⁻³`.
  package func text(of number: Double) -> String {
    guard number.isFinite else { return Self.words(for: number) }
    let value = isPercentage ? number * 100 : number
    return written(value) + ending
  }

  /// The mean of samples with its uncertainty, `(1.25 ± 0.08) ms`; the mean alone where it has none.
  func text(of samples: [Double]) -> String {
    let mean = mean(samples)
    guard let spread = spread.map({ size(of: $0, samples) }), mean.isFinite, spread.isFinite else {
      return text(of: mean)
    }
    let scale = isPercentage ? 100.0 : 1
    let (body, power) = pair(mean * scale, spread * scale)
    let ending = (power.map { " × 10\(Self.superscript(String($0)))" } ?? "") + ending
    return ending.isEmpty || isConcise ? body + ending : "(\(body))\(ending)"
  }

  private func size(of spread: Spread, _ samples: [Double]) -> Double {
    switch spread {
    case .standardError: standardError(samples)
    case .standardDeviation: standardDeviation(samples)
    case .interval:
      { $0.count > 1 ? ($0.upper - $0.lower) / 2 : .nan }(Estimate(mean: samples))
    }
  }

  /// Both numbers with the same digits behind the point, and the power of ten that they have in common.
  private func pair(_ value: Double, _ spread: Double) -> (String, power: Int?) {
    let largest = max(abs(value), spread)
    let isExtreme = largest != 0 && !(1e-4..<1e6).contains(largest)
    let power = style == .exponent || (style == .general && isExtreme) ? Int(log10(largest).rounded(.down)) : nil
    let scale = pow(10, Double(power ?? 0))
    var decimals = digits ?? 0
    if style == .general {
      let size = spread / scale
      let first = size > 0 ? Int(log10(size).rounded(.down)) : 0
      // Between parentheses one digit is enough, unless it is a 1.
      let more = isConcise && size / pow(10, Double(first)) >= 1.95 ? 0 : 1
      decimals = size > 0 ? min(max(more - first, 0), 15) : 3
    }
    var fixed = NumberFormat(style: .fixed, digits: decimals)
    fixed.isGrouped = isGrouped
    var signed = fixed
    signed.showsSign = showsSign
    if isConcise {
      let isBelowOne =
        decimals > 0 && (spread / scale * pow(10, Double(decimals))).rounded() < pow(10, Double(decimals))
      let units = NumberFormat(style: .whole).written(spread / scale * pow(10, Double(decimals)))
      return ("\(signed.written(value / scale))(\(isBelowOne ? units : fixed.written(spread / scale)))", power)
    }
    return ("\(signed.written(value / scale)) ± \(fixed.written(spread / scale))", power)
  }

  private func written(_ value: Double) -> String {
    var text: String
    switch style {
    case .whole: text = String(format: "%.0f", value)
    case .fixed: text = String(format: "%.\(digits ?? 2)f", value)
    case .exponent: text = String(format: "%.\(digits ?? 2)e", value)
    case .general: text = String(format: "%\(keepsZeros ? "#" : "").\(max(digits ?? 3, 1))g", value)
    }
    if keepsZeros { text = text.replacing(/\.(?=e|$)/, with: "") }
    // What is rounded to 0 has no sign.
    let isZero = !text.prefix { $0 != "e" }.contains { ("1"..."9").contains($0) }
    if isZero, text.hasPrefix("-") { text.removeFirst() }
    if showsSign, !isZero, !text.hasPrefix("-") { text = "+" + text }
    if isGrouped { text = Self.grouped(text) }
    if let exponent = text.firstIndex(of: "e"), let power = Int(text[text.index(after: exponent)...]) {
      text = "\(text[..<exponent]) × 10\(Self.superscript(String(power)))"
    }
    return text.replacing("-", with: "−")
  }

  /// The text with narrow spaces between groups of three digits before the point, where there are more than four.
  private static func grouped(_ text: String) -> String {
    let start = text.firstIndex(where: \.isDigit) ?? text.startIndex
    let digits = text[start...].prefix(while: \.isDigit)
    guard digits.count > 4 else { return text }
    var groups = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { groups += "\u{202F}" }
      groups.append(digit)
    }
    return "\(text[..<start])\(groups)\(text[digits.endIndex...])"
  }

  private var ending: String { isPercentage ? "\u{202F}%" : unit.isEmpty ? "" : "\u{202F}\(unit)" }

  private static func words(for number: Double) -> String { number.isNaN ? "not available" : number < 0 ? "−∞" : "∞" }

  /// A unit as it is printed, `m/s^2` as m/s².
  private static func printed(_ unit: String) -> String {
    let parts = unit.replacing("*", with: "·").split(separator: "^", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { printed, part in
      let digits = part.dropFirst(part.hasPrefix("-") ? 1 : 0).prefix(while: \.isDigit)
      printed += digits.isEmpty ? "^\(part)" : superscript(String(part[..<digits.endIndex])) + part[digits.endIndex...]
    }
  }

  private static func superscript(_ number: String) -> String {
    String(number.map { $0 == "-" ? "⁻" : Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0.wholeNumberValue ?? 0] })
  }
}
