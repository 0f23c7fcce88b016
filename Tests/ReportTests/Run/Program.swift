import Foundation
import Testing

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
    let said = try SaidText()
    let process = try start(in: book, arguments, environment: environment, output: said.file)
    return (process.exitCode(), try said.text)
  }
}

/// What a program writes, which can be read at any time: a pipe would make its reader wait for an end that may not come.
final class SaidText {
  let file: FileHandle
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "said-\(UUID().uuidString)").path
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  deinit { unlink(path) }

  /// All that was written so far.
  var text: String { get throws { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) } }
}
