import Foundation

/// What a program writes, read while it runs, however much it is; the program waits for its reader.
package final class ProgramStream {
  private let process: RunningProcess
  private let name: String
  private let deadline: ContinuousClock.Instant
  private let seconds: Double
  private let mostErrors: Int
  private var hasEnded = false

  /// Starts the program; throws `ProgramProblem`.
  package init(of program: ExternalProgram) throws {
    process = try RunningProcess(program)
    (name, seconds, mostErrors) = (program.name, program.seconds, program.mostOutput)
    deadline = ContinuousClock.now + .seconds(program.seconds)
  }

  deinit { end() }

  /// Up to `count` of the next bytes, as soon as there are any; none at the end.
  ///
  /// - Throws: `ProgramProblem` where the program failed or takes too long, `Interrupted` where `shouldStop` says so.
  package func next(_ count: Int, shouldStop: () -> Bool = { Interruption.isRequested }) throws -> Data {
    while !hasEnded {
      let bytes = try process.chunk(atMost: count, errors: mostErrors, waiting: 10)
      if !bytes.isEmpty { return bytes }
      if process.isAtEnd, process.hasEnded {
        hasEnded = true
        let answer = process.end(leavingProcesses: false)
        if answer.code != 0 { throw ProgramProblem.failed(name, code: answer.code, error: answer.error) }
      }
      if shouldStop() { throw Interrupted() }
      if ContinuousClock.now > deadline { throw ProgramProblem.tooSlow(name, seconds: seconds) }
    }
    return Data()
  }

  /// Ends the program, whether or not it has more to give.
  package func end() {
    if hasEnded { return }
    hasEnded = true
    process.end(leavingProcesses: false)
  }
}
