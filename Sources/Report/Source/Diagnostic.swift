/// A message to the author about one place of a chapter.
struct Diagnostic: Error, Sendable {
  enum Severity: String, Codable, Sendable {
    case error, warning
  }

  /// The stable name of the rule, "unknown-directive".
  var rule: String
  var severity = Severity.error
  /// What is wrong, in lower case, with the author's own word in quotes.
  var message: String
  /// How to mend it.
  var remedy: String?
  var file: SourceFile
  /// Bytes of the file.
  var span: Range<Int>
}
