/// Lines of comma-separated values (RFC 4180).
package enum CSV {
  /// The fields with commas between them.
  package static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\n" }

  /// The text, between quotes where it holds a comma, a quote or a line's end.
  static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The shortest decimal that reads back as the same number.
  package static func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
