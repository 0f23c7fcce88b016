import Basics
import CSystem
import Foundation
import Synchronization

/// Another program and the bounds it runs in: its time, its memory and what it may write.
///
/// It leads its own process group and has no input. Whatever it started ends with it, also where this
/// process is told to stop or is killed.
package struct ExternalProgram: Sendable {
  /// The program, a name on the path or a path, and its arguments.
  package var words: [String]
  /// All variables that it sees; nil for those of this process.
  package var environment: [String: String]?
  /// The working folder; nil for that of this process.
  package var folder: String?
  /// Seconds after which it is ended.
  package var seconds = 600.0
  /// The most bytes of address space; nil for no limit.
  package var memory: Int?
  /// The most bytes that it may write to either of its streams.
  package var mostOutput = 16 << 20
  /// A folder that is removed if this process is killed meanwhile.
  package var scratch: TemporaryFolder?
  /// Whether processes that it left in the background may outlive it.
  package var leavesProcesses = false

  package init(_ words: [String]) { self.words = words }

  /// What came of a program that ended by itself.
  package struct Answer: Sendable {
    /// Its exit code, or 128 and the number of the signal that ended it.
    package var code: Int32
    package var output: String
    package var error: String
  }

  /// Runs it to its end.
  ///
  /// - Throws: `ProgramProblem` where it cannot be started or leaves its bounds, `Interrupted` where `shouldStop` says so.
  package func run(shouldStop: () -> Bool = { Interruption.isRequested }) throws -> Answer {
    let process = try RunningProcess(self)
    let deadline = ContinuousClock.now + .seconds(seconds)
    do {
      while !process.hasEnded {
        try process.read(atMost: mostOutput, waiting: 10)
        if shouldStop() { throw Interrupted() }
        if ContinuousClock.now > deadline { throw ProgramProblem.tooSlow(name, seconds: seconds) }
      }
      try process.read(atMost: mostOutput, waiting: 0)
    } catch {
      process.end(leavingProcesses: false)
      throw error
    }
    return process.end(leavingProcesses: leavesProcesses)
  }

  /// The answer of a program; nil where it cannot be started or does not end in time.
  package static func run(_ words: [String]) -> Answer? { try? ExternalProgram(words).run() }

  /// Whether there is a program of a name on the path.
  package static func isThere(_ name: String) -> Bool { ExternalProgram([name]).path != nil }

  /// What the program is called in messages.
  var name: String { words.first.map { String($0.split(separator: "/").last ?? "") } ?? "" }

  /// The path of the program; nil if there is none of this name.
  var path: String? {
    guard let name = words.first else { return nil }
    if name.contains("/") { return name }
    let path = (environment ?? ProcessInfo.processInfo.environment)["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// Why a program gave no answer.
package enum ProgramProblem: ExplainedError {
  case missing(String)
  case notStarted(String, reason: String)
  case tooSlow(String, seconds: Double)
  case tooMuchOutput(String, bytes: Int)
  case failed(String, code: Int32, error: String)

  package var description: String {
    switch self {
    case .missing(let name): "the program '\(name)' is not on the path"
    case .notStarted(let name, let reason): "'\(name)' cannot be started: \(reason)"
    case .tooSlow(let name, let seconds): "'\(name)' took longer than \(seconds.formatted()) seconds and was stopped"
    case .tooMuchOutput(let name, let bytes):
      "'\(name)' wrote more than \(Int64(bytes).formatted(.byteCount(style: .file))) and was stopped"
    case .failed(let name, let code, let error):
      "'\(name)' failed with exit code \(code)" + Self.remark(in: error)
    }
  }

  /// ": " and the last line that a program wrote to its standard error; empty where it wrote none.
  package static func remark(in error: String) -> String {
    let lines = error.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
    return lines.last.map { ": \($0.prefix(300))" } ?? ""
  }
}
