import Document
import Source

/// The equations with which the body of some directives begins, apart from the text below them.
package enum EquationBody {
  /// The directives that define something.
  package static let names: Set<String> = ["model", "error", "task", "function"]

  /// Whether the body of a directive begins with equations.
  static func isExpected(_ name: String, _ options: [DirectiveCall.Option]) -> Bool {
    names.contains(name) || options.contains { $0.name == "check" && $0.text.hasPrefix("property") }
  }

  /// Where the equations end among the lines of a body: at the first paragraph that looks like none.
  static func end(of lines: ArraySlice<Passage.Line>) -> Int {
    var end = lines.startIndex
    var index = lines.startIndex
    var isFirst = true
    while index < lines.endIndex {
      guard !lines[index].text.trimmed.isEmpty else {
        index += 1
        continue
      }
      if !isFirst, !looksLikeEquation(lines[index].text.trimmed) { return end }
      while index < lines.endIndex, !lines[index].text.trimmed.isEmpty { index += 1 }
      (end, isFirst) = (index, false)
    }
    return end
  }

  /// `name = …`, `name' = …`, `name ~ …`, a declaration, `answers from …` or a control.
  private static func looksLikeEquation(_ text: ArraySlice<UInt8>) -> Bool {
    let word = text.prefix { InlineScanner.isLetter($0) || $0 == UInt8(ascii: "_") || (48...57).contains($0) }
    guard let first = word.first, InlineScanner.isLetter(first) else { return false }
    let rest = text[word.endIndex...]
    let name = String(decoding: word, as: UTF8.self)
    if ["state", "parameter", "control"].contains(name), rest.contains(where: { "[>".utf8.contains($0) }) {
      return true
    }
    if name == "answers", rest.trimmed.starts(with: "from ".utf8) { return true }
    let tail = rest.drop { $0 == UInt8(ascii: "'") }.trimmed
    return tail.first == UInt8(ascii: "=") || tail.first == UInt8(ascii: "~")
  }
}

extension DirectiveCall {
  /// The text of the equations, as the author wrote it.
  package var equationText: String { equations.map(\.text).joined(separator: "\n") }
}
