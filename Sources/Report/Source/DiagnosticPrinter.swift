import Basics

/// Prints messages with the line they are about.
///
///     chapters/01.md:12:8: error: unknown model 'grru' [unknown-model]
///        |
///     12 | model: grru(width: 16)
///        |        ^~~~~~~~~~~~~~~
///        = help: did you mean 'gru'?
///        = note: included from chapters/00.md:3:1
package struct DiagnosticPrinter {
  package var colour: Bool
  /// The most columns of a source line that are shown.
  var width: Int

  package init(colour: Bool = false, width: Int = 100) {
    self.colour = colour
    self.width = width
  }

  /// All messages in the order of their places, and a line that counts them.
  package func text(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    return Self.sorted(diagnostics).map(text).joined(separator: "\n") + "\n" + Self.summary(diagnostics) + "\n"
  }

  /// In the order of files, then places.
  package static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.file.path, $0.element.span.lowerBound, $0.offset)
        < ($1.element.file.path, $1.element.span.lowerBound, $1.offset)
    }.map(\.element)
  }

  /// "3 errors, 1 warning".
  static func summary(_ diagnostics: [Diagnostic]) -> String {
    [Diagnostic.Severity.error, .warning].compactMap { severity in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  /// One message.
  func text(_ diagnostic: Diagnostic) -> String {
    let line = diagnostic.file.position(of: diagnostic.span.lowerBound).line
    let tint = diagnostic.severity == .error ? "31" : "33"
    let gutter = String(repeating: " ", count: String(line).count)
    let head =
      painted("\(diagnostic.severity.rawValue): ", "1;\(tint)")
      + painted("\(visible(diagnostic.message)) [\(diagnostic.rule.rawValue)]", "1")
    var lines = [place(diagnostic.file, diagnostic.span, head, tint: tint)]
    if let remedy = diagnostic.remedy { lines.append("\(gutter) = help: \(visible(remedy))") }
    for inclusion in diagnostic.file.inclusions.reversed() {
      lines.append("\(gutter) = note: included from \(visible(inclusion.file)):\(inclusion.line):\(inclusion.column)")
    }
    for note in diagnostic.notes {
      let head = painted("note: ", "1;36") + visible(note.message)
      lines.append(place(note.file, note.span, head, tint: "36"))
    }
    return lines.joined(separator: "\n")
  }

  /// A place with what is said of it; the line is left out where the file has no text.
  private func place(_ file: SourceFile, _ span: Range<Int>, _ head: String, tint: String) -> String {
    let position = file.position(of: span.lowerBound)
    let first = painted("\(visible(file.path)):\(position.line):\(position.column): ", "1") + head
    if file.bytes.isEmpty { return first }
    let gutter = String(repeating: " ", count: String(position.line).count)
    let (line, marks) = excerpt(file, span, line: position.line)
    return [first, "\(gutter) |", "\(position.line) | \(line)", "\(gutter) | \(painted(marks, tint))"].joined(
      separator: "\n")
  }

  /// The part of the line around the place, and the marks below it.
  private func excerpt(_ file: SourceFile, _ span: Range<Int>, line: Int) -> (text: String, marks: String) {
    let bytes = file.bytes(ofLine: line)
    let start = min(max(span.lowerBound, bytes.lowerBound), bytes.upperBound)
    let end = max(start, min(span.upperBound, bytes.upperBound))
    var before = visible(file.text(max(bytes.lowerBound, start - 4 * width)..<start))
    var marked = visible(file.text(start..<min(end, start + 4 * width)))
    var after = visible(file.text(end..<min(bytes.upperBound, end + 4 * width)))
    let isCut = columns(before) > width / 2 && columns(before) + columns(marked) + columns(after) > width
    if isCut { before = "…" + suffix(before, columns: width / 3) }
    let room = max(1, width - columns(before))
    if columns(marked) > room {
      marked = prefix(marked, columns: room) + "…"
      after = ""
    } else if columns(marked) + columns(after) > room {
      after = prefix(after, columns: room - columns(marked)) + "…"
    }
    let marks = "^" + String(repeating: "~", count: max(0, columns(marked) - 1))
    return (before + marked + after, String(repeating: " ", count: columns(before)) + marks)
  }

  private func painted(_ text: String, _ code: String) -> String { colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

  /// The text with tabs as spaces, and what a terminal would obey or hide as a replacement character.
  private func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result.append(contentsOf: "    ".unicodeScalars)
      } else if scalar != "\n", !TerminalText.isUnsafe(scalar) {
        result.append(scalar)
      } else {
        result.append(scalar.value < 32 ? Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" : "\u{FFFD}")
      }
    }
    return String(result)
  }

  private func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

  /// Columns that a terminal gives to `character`: two for East Asian wide ones and for emoji.
  private func columns(_ character: Character) -> Int {
    if character.utf8.count == 1 { return 1 }
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    if scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .format { return 0 }
    return Self.wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x20000...0x3FFFD,
  ]

  private func prefix(_ text: String, columns limit: Int) -> String {
    var left = limit
    return String(
      text.prefix { character in
        left -= columns(character)
        return left >= 0
      })
  }

  private func suffix(_ text: String, columns limit: Int) -> String {
    String(prefix(String(text.reversed()), columns: limit).reversed())
  }
}
