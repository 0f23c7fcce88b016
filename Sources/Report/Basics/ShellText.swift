/// Text for a POSIX shell.
package enum ShellText {
  /// The word between single quotes, unless it needs none.
  package static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+:,=@".contains($0)) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  package static func command(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
