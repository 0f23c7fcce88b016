import Foundation

/// The program as a person starts it, in the folder of a book.
enum Program {
  static let url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "report")

  static func start(
    in book: SmallBook, _ arguments: [String], environment: [String: String] = [:], output: FileHandle = .nullDevice
  ) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.currentDirectoryURL = book.folder
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return process
  }

  /// The exit code of the program, and all it said.
  static func run(
    in book: SmallBook, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (code: Int32, text: String) {
    let pipe = Pipe()
    let process = try start(in: book, arguments, environment: environment, output: pipe.fileHandleForWriting)
    try pipe.fileHandleForWriting.close()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
