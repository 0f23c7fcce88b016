import Foundation

extension Diagnostic {
  private struct Place: Encodable {
    var file: String
    /// Counted from 1, columns in characters; the end is the first place behind.
    var line: Int
    var column: Int
    var endLine: Int
    var endColumn: Int
    var message: String?

    init(_ file: SourceFile, _ span: Range<Int>, message: String? = nil) {
      let (start, end) = (file.position(of: span.lowerBound), file.position(of: span.upperBound))
      (self.file, line, column, endLine, endColumn) = (file.path, start.line, start.column, end.line, end.column)
      self.message = message
    }
  }

  private struct Record: Encodable {
    var place: Place
    var severity: Severity
    var rule: String
    var message: String
    var remedy: String?
    var notes: [Place]
    /// From the include in the chapter to the one that names the file itself.
    var includedFrom: [SourceFile.Inclusion]
  }

  /// The message as one line of JSON.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let record = Record(
      place: Place(file, span), severity: severity, rule: rule.rawValue, message: message, remedy: remedy,
      notes: notes.map { Place($0.file, $0.span, message: $0.message) }, includedFrom: file.inclusions)
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }
}
