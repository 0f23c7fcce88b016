import Foundation

/// The standard output and the standard error of the program.
package enum StandardStreams {
  package static func output(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
  package static func output(_ data: Data) { FileHandle.standardOutput.write(data) }
  package static func error(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
