/// A message to the author about one place of a chapter.
struct Diagnostic: Error, Sendable {
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
