import Basics

/// A message to the author about one place of a chapter.
package struct Diagnostic: ExplainedError, Sendable {
  package enum Severity: String, Codable, Sendable {
    case error, warning
  }

  /// Another place that has to do with it, with what is there.
  package struct Note: Sendable {
    package var message: String
    package var file: SourceFile
    /// Bytes of the file.
    package var span: Range<Int>

    package init(message: String, file: SourceFile, span: Range<Int>) {
      self.message = message
      self.file = file
      self.span = span
    }
  }

  /// The place, the message and the remedy on one line.
  package var description: String {
    let position = file.position(of: span.lowerBound)
    return "\(file.path):\(position.line):\(position.column): \(message)\(remedy.map { " (\($0))" } ?? "")"
  }

  package let rule: Rule
  package var severity: Severity
  /// What is wrong, in lower case, with the author's own word in quotes.
  package var message: String
  /// How to mend it.
  package var remedy: String?
  package var notes: [Note] = []
  package var file: SourceFile
  /// Bytes of the file.
  package var span: Range<Int>

  package init(
    _ rule: Rule, _ message: String, remedy: String? = nil, notes: [Note] = [], file: SourceFile, span: Range<Int>
  ) {
    self.rule = rule
    severity = rule.severity
    self.message = message
    self.remedy = remedy
    self.notes = notes
    self.file = file
    self.span = span
  }
}
