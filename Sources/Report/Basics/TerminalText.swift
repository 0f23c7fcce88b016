/// Text from files and from other programs as a terminal may show it.
package enum TerminalText {
  /// The text with everything that a terminal would obey, hide or turn around shown as an escape such as `\u{1B}`; new lines
  /// and tabs stay.
  package static func escaped(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return String(text) }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isUnsafe(scalar) else {
        result.append(scalar)
        continue
      }
      result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
    }
    return String(result)
  }

  /// The same with new lines escaped as well, for a value within a line.
  package static func escapedLine(_ text: String) -> String {
    let text = escaped(text)
    return text.contains("\n") ? text.replacing("\n", with: "\\n") : text
  }

  /// Whether a terminal does not show the letter but does something else: control characters, other ends of lines, and what
  /// changes the direction of the text.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return false }
    return switch scalar.properties.generalCategory {
    case .control: scalar != "\n" && scalar != "\t"
    case .lineSeparator, .paragraphSeparator: true
    case .format: isTurning(scalar)
    default: false
    }
  }

  /// Whether the letter changes the direction of what follows.
  private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
    let marks: [ClosedRange<UInt32>] = [0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069]
    return marks.contains { $0.contains(scalar.value) }
  }
}
