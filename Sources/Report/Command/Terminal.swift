import ArgumentParser
import Basics
import Book
import Foundation
import Mathematics
import Reading
import Source

/// What commands write to standard output and standard error.
///
/// Control characters in text, which may come from files of others, are shown as escapes. What is meant for other programs,
/// such as JSON, passes as it is.
enum Terminal {
  static var hasColour: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

  static func complain(_ message: String) { tell("error: \(message)") }
  static func warn(_ message: String) { tell("warning: \(message)") }

  /// A line on standard error.
  static func tell(_ message: String) { write(TerminalText.escaped(message) + "\n") }

  /// A line on standard output.
  static func print(_ text: String) { output(TerminalText.escaped(text) + "\n") }

  /// Text for another program, on standard output.
  static func output(_ text: String) { StandardStreams.output(text) }

  /// Text on standard error in which everything from files is escaped already, for it has colours or moves the cursor.
  static func write(_ text: String) { StandardStreams.error(text) }

  /// The diagnostics as they are shown, empty if there are none.
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
