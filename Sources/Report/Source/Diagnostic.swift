/// A message to the author about one place of a chapter.
struct Diagnostic: ExplainedError, Sendable {
  enum Severity: String, Codable, Sendable {
    case error, warning
  }

  /// Another place that has to do with it, with what is there.
  struct Note: Sendable {
    var message: String
    var file: SourceFile
    /// Bytes of the file.
    var span: Range<Int>
  }

  /// The place, the message and the remedy on one line.
  package var description: String {
    let position = file.position(of: span.lowerBound)
    return "\(file.path):\(position.line):\(position.column): \(message)\(remedy.map { " (\($0))" } ?? "")"
  }

  let rule: Rule
  var severity: Severity
  /// What is wrong, in lower case, with the author's own word in quotes.
  var message: String
  /// How to mend it.
  var remedy: String?
  var notes: [Note] = []
  var file: SourceFile
  /// Bytes of the file.
  var span: Range<Int>

  init(
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
