import ArgumentParser
import Foundation

/// What is said to the person at the terminal.
enum Terminal {
  static var hasColour: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

  static func complain(_ message: String) { say("error: \(message)") }
  static func warn(_ message: String) { say("warning: \(message)") }
  static func tell(_ message: String) { say(message) }
  private static func say(_ line: String) { write(line + "\n") }
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// The diagnostics as they are shown, empty where there are none.
  static func text(of diagnostics: [Diagnostic]) -> String { DiagnosticPrinter(colour: hasColour).text(diagnostics) }

  /// Prints the diagnostics and throws exit code 1 if one is an error.
  static func show(_ diagnostics: [Diagnostic]) throws {
    write(text(of: diagnostics))
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}

extension BookFolder {
  /// The book; prints every mistake and throws exit code 1 if there is an error.
  func read(typesetter: Typesetter) throws -> Book {
    let (book, diagnostics) = try diagnosed(typesetter: typesetter)
    try Terminal.show(diagnostics)
    return book
  }
}
