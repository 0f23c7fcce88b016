import Document
import Equations
import Settings
import Source

/// Writes the calls of a chapter in their canonical text and leaves its prose alone.
///
/// An option becomes `name: value` with the value as the language writes it, a fence `{name} label`. What cannot be read
/// stays as it is.
package enum ChapterFormatter {
  /// The text of `file`, formatted; formatting it again changes nothing.
  ///
  /// `textOptions` gives for the name of a directive the options that it takes as text; nil for a name it does not know.
  package static func formatted(_ file: SourceFile, textOptions: (String) -> Set<String>?) -> String {
    file.text(applying: edits(of: file, textOptions: textOptions))
  }

  /// What formatting changes in `file`, as bytes with what stands in their place.
  package static func edits(
    of file: SourceFile, textOptions: (String) -> Set<String>?
  ) -> [(span: Range<Int>, text: String)] {
    let chapter = ChapterReader.read(file).chapter
    var edits = chapter.settings.call.map { options(of: $0, textOptions: FrontMatter.textOptions) } ?? []
    chapter.blocks.walk { item in
      guard case .directive(let call) = item else { return }
      if let label = call.label { edits.append((call.nameSpan.upperBound..<call.labelSpan.upperBound, "} \(label)")) }
      if let known = textOptions(call.name) { edits += options(of: call, textOptions: known) }
      edits += equations(of: call, in: file)
    }
    return edits.filter { file.text($0.0) != $0.1 }.map { (span: $0.0, text: $0.1) }
  }

  /// Each equation in its one spelling; a name right before a parenthesis stays a call.
  private static func equations(of call: DirectiveCall, in file: SourceFile) -> [(Range<Int>, String)] {
    guard !call.equations.isEmpty else { return [] }
    let form: StatementParser.Form =
      ["model", "task"].contains(call.name) ? .equations : EquationBody.names.contains(call.name) ? .formula : .property
    let calls = call.equationText.matches(of: /([A-Za-z_][A-Za-z0-9_]*)\(/).map { String($0.output.1) }
    let parser = StatementParser(call.equations, as: form, functions: Set(calls))
    return parser.statements.filter { !file.text($0.span).contains("#") }.map { ($0.span, $0.description) }
  }

  private static func options(of call: DirectiveCall, textOptions: Set<String>) -> [(Range<Int>, String)] {
    call.options.map { option in
      let isText = textOptions.contains(option.name)
      let value = isText ? nil : (try? Value(parsing: option.text))?.description
      return (option.nameSpan.lowerBound..<option.textSpan.upperBound, "\(option.name): \(value ?? option.text)")
    }
  }
}

extension SourceFile {
  /// The text with some of its bytes replaced, from places that do not overlap.
  fileprivate func text(applying edits: [(span: Range<Int>, text: String)]) -> String {
    var result: [UInt8] = []
    var end = 0
    for (range, replacement) in edits.sorted(by: { $0.span.lowerBound < $1.span.lowerBound })
    where range.lowerBound >= end {
      result += bytes[end..<range.lowerBound]
      result += replacement.utf8
      end = range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }
}
