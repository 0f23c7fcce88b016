import Foundation

/// The standard output and the standard error of the program.
enum StandardStreams {
  static func output(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
  static func error(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
