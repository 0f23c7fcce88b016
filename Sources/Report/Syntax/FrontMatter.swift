import Document
import Settings
import Source

/// The settings of a file, between two lines `---` at its start.
package struct FrontMatter: Sendable {
  package static let name = "front-matter"
  package static let summary = "the settings of a file, one a line between two lines --- at its start"

  /// Whether HTML goes into the page as it stands; scripts do not run even so.
  let passesHTML: Bool
  /// Whether straight quotes, `--` and `...` become what they stand for.
  package let isSmart: Bool
  /// Warnings that are errors here, and those that are not given.
  package let severities: RuleSeverities
  /// The settings as they stand; nil where there are none.
  let call: DirectiveCall?

  package init(_ reading: DirectiveReading) {
    let settings = reading.settings()
    passesHTML = settings.flag(
      "raw-html", default: false, help: "whether HTML goes into the page as it stands, rather than as text")
    isSmart = settings.flag(
      "smart", default: false,
      help: "whether straight quotes, -- and ... become typographic ones; in index.md for the whole book")
    severities = RuleSeverities(
      errors: settings.rules("errors", help: "warnings that count as errors; in index.md for the whole book"),
      ignored: settings.rules("ignore", help: "warnings that are not given; in index.md for the whole book"))
    reading.finish(settings)
    call = reading.call.span.isEmpty ? nil : reading.call
  }
}

/// The severity of rules where it is not their own.
package struct RuleSeverities: Sendable {
  package var errors: Set<Rule>
  package var ignored: Set<Rule>

  package init(errors: Set<Rule> = [], ignored: Set<Rule> = []) {
    self.errors = errors
    self.ignored = ignored
  }

  /// The message with its severity, nil where it is not to be given.
  package func applied(to diagnostic: Diagnostic) -> Diagnostic? {
    if errors.contains(diagnostic.rule) {
      var diagnostic = diagnostic
      diagnostic.severity = .error
      return diagnostic
    }
    return ignored.contains(diagnostic.rule) ? nil : diagnostic
  }
}

extension Settings {
  fileprivate func rules(_ name: String, help: String) -> Set<Rule> {
    Set(words(name, among: Rule.adjustable.map(\.rawValue), help: help).compactMap(Rule.init))
  }
}

extension ChapterReader {
  /// The settings of a file alone.
  package static func settings(of file: SourceFile) -> FrontMatter {
    var reader = ChapterReader(file: file, shared: Shared(files: ProjectFiles(), budget: 0))
    var passage = Passage(file)
    return reader.frontMatter(of: &passage)
  }

  /// Reads the front matter and takes it from the passage.
  mutating func frontMatter(of passage: inout Passage) -> FrontMatter {
    let fence = Array("---".utf8)[...]
    var call = DirectiveCall.empty(name: FrontMatter.name, file: file)
    if let first = passage.lines.first, first.text.trimmedEnd == fence,
      let second = passage.lines.dropFirst().first, Self.isOption(second.text)
    {
      if let end = passage.lines.dropFirst().firstIndex(where: { $0.text.trimmedEnd == fence }) {
        call.options = options(passage.lines[1..<end].filter { !$0.text.trimmed.isEmpty })
        call.span = first.start..<passage.lines[end].end
        call.nameSpan = first.start..<first.end
        passage.hideLines(through: end)
      } else {
        report(
          .malformedFrontMatter, "this front matter is never closed", remedy: "close it with --- on a line of its own",
          at: first.start..<first.end)
      }
    } else if let first = passage.lines.first, first.text.trimmedEnd == fence,
      let second = passage.lines.dropFirst().first,
      !second.text.trimmed.isEmpty, passage.lines.dropFirst(2).contains(where: { $0.text.trimmedEnd == fence })
    {
      report(
        .malformedFrontMatter, "expected 'name: value' in the front matter",
        remedy: "write a setting such as ignore: unused-label in each line, or leave a line empty behind a rule",
        at: second.start..<second.end)
      if let end = passage.lines.dropFirst(2).firstIndex(where: { $0.text.trimmedEnd == fence }) {
        passage.hideLines(through: end)
      }
    }
    let reading = DirectiveReading(call, textOptions: [])
    let settings = FrontMatter(reading)
    shared.diagnostics += reading.diagnostics
    return settings
  }
}
