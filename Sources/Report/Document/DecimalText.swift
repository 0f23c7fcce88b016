/// A number in a table, split at its point.
struct DecimalText {
  /// What stands before the point, and the point with what stands behind it.
  let whole: Substring
  let tail: Substring

  /// Nil for a text that is no number, with sign, uncertainty, power of ten and unit as there may be.
  init?(_ text: String) {
    let number =
      /[−+<>≈~-]?\s?\(?\d[\d\u{202F}]*(\.\d+)?(\s?±\s?\d+(\.\d+)?)?\)?(\s?×\s?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(\s?[%\p{L}°µ\/·²³⁻¹]{1,12})?/
    guard (try? number.wholeMatch(in: text)) != nil else { return nil }
    let digits = text.firstIndex(where: \.isWholeNumber) ?? text.endIndex
    let end = text[digits...].firstIndex { !$0.isWholeNumber } ?? text.endIndex
    (whole, tail) = (text[..<end], text[end...])
  }
}
