import Foundation

/// Another program, run to its end.
enum ExternalProgram {
  struct Answer {
    var code: Int32
    var output: String
    var error: String
  }

  /// Nil where there is no program of this name.
  static func run(_ words: [String]) -> Answer? {
    let process = Process()
    let (output, error) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    (process.standardOutput, process.standardError) = (output, error)
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // 127 is what env says where it finds no such program.
    return process.terminationStatus == 127
      ? nil : Answer(code: process.terminationStatus, output: text, error: complaint)
  }
}
