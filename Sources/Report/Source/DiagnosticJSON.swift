import Foundation

extension Diagnostic {
  private struct Record: Encodable {
    var file: String
    var line: Int
    var column: Int
    var severity: Severity
    var rule: String
    var message: String
    var remedy: String?
  }

  /// The message as one line of JSON.
  func json() throws -> String {
    let place = file.position(of: span.lowerBound)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let record = Record(
      file: file.path, line: place.line, column: place.column, severity: severity, rule: rule, message: message,
      remedy: remedy)
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }
}
