import Basics
import Files
import Foundation
import Programs
import Results
import Synchronization

/// What a command prints of the environment in which a program runs, asked once.
package final class ProgramVersion: Sendable {
  package let command: CommandTemplate
  private let files: [ProgramFile]
  private let isAllowed: Bool
  private let answer = Mutex<Result<String, JobFailure>?>(nil)

  package init(_ command: CommandTemplate, files: [ProgramFile], isAllowed: Bool) {
    (self.command, self.files, self.isAllowed) = (command, files, isAllowed)
  }

  /// What is added to the key.
  package var text: String { if case .success(let text) = asked { text } else { "unknown" } }

  /// Why it is not known.
  package var problem: String? { if case .failure(let failure) = asked { failure.reason } else { nil } }

  private var asked: Result<String, JobFailure> {
    answer.withLock { answer in
      if let answer { return answer }
      let made = ask()
      answer = made
      return made
    }
  }

  private func ask() -> Result<String, JobFailure> {
    guard isAllowed else { return .failure(.notAllowed) }
    do {
      let folder = try TemporaryFolder(for: "version")
      try ProgramFile.write(files, into: folder)
      var program = ExternalProgram(command.words { _ in "" })
      program.folder = folder.path
      program.scratch = folder
      program.seconds = 60
      program.mostOutput = 1 << 20
      let answer = try program.run()
      guard answer.code == 0 else {
        return .failure(JobFailure(reason: "the command of its version ended with exit code \(answer.code)"))
      }
      return .success(answer.output.trimmed)
    } catch { return .failure(JobFailure(reason: "the command of its version failed: \(ErrorText.of(error))")) }
  }
}
