import Core
import Foundation

/// How a number is written: `%.2f`, `%.3g`, `%.1e` or `%d`, with `%%` behind it for a percentage.
struct NumberFormat: Sendable, Equatable {
  enum Style: Character, Sendable {
    case fixed = "f"
    case general = "g"
    case exponent = "e"
    case whole = "d"
  }

  var style = Style.general
  var digits = 3
  /// The number is multiplied by 100 and followed by a percent sign.
  var isPercentage = false

  /// Splits `expression %.1f%%` into the expression and the format behind it.
  static func split(_ text: String) throws(SettingProblem) -> (expression: Substring, format: NumberFormat) {
    guard let sign = text.firstIndex(of: "%") else { return (text[...], NumberFormat()) }
    let start = text.utf8.distance(from: text.startIndex, to: sign)
    let format = text[sign...].trimmingPrefix(while: { $0 == " " })
    guard let match = try? /%(?:\.(\d{1,2}))?([fged])(%%)?\s*/.wholeMatch(in: format),
      let style = match.2.first.flatMap(Style.init)
    else {
      throw SettingProblem(
        "'\(format)' is not a number format", remedy: "write %.2f, %.3g, %.1e or %d, and %% behind it for per cent",
        span: start..<text.utf8.count)
    }
    let digits = match.1.flatMap { Int($0) } ?? (style == .general ? 3 : 2)
    return (text[..<sign], NumberFormat(style: style, digits: min(digits, 15), isPercentage: match.3 != nil))
  }

  /// The number as text, with a true minus sign and powers of ten as `1.2 × 10⁻³`.
  func text(of number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "not available" : number < 0 ? "−∞" : "∞" }
    let value = isPercentage ? number * 100 : number
    var text: String
    switch style {
    case .whole: text = String(format: "%.0f", value)
    case .fixed: text = String(format: "%.\(digits)f", value)
    case .exponent: text = String(format: "%.\(digits)e", value)
    case .general: text = String(format: "%.\(max(digits, 1))g", value)
    }
    if let exponent = text.firstIndex(of: "e"), let power = Int(text[text.index(after: exponent)...]) {
      text = "\(text[..<exponent]) × 10\(Self.superscript(power))"
    }
    return text.replacing("-", with: "−") + (isPercentage ? "\u{202F}%" : "")
  }

  private static func superscript(_ number: Int) -> String {
    String(
      String(number).map { digit in
        digit == "-" ? "⁻" : Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[digit.wholeNumberValue ?? 0]
      })
  }
}
