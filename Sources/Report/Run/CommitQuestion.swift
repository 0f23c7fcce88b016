import Foundation
import Synchronization

/// The question to git on which commit a folder stands; git looks for it while the program does other things.
final class CommitQuestion: Sendable {
  private let process: Process?
  private let pipe = Pipe()
  private let known = Mutex<String??>(nil)

  init(of folder: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "git", "-C", folder, "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=-modified",
    ]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    self.process = (try? process.run()) == nil ? nil : process
  }

  /// "0123456789ab", or "0123456789ab-modified" where tracked files differ from the commit; nil outside a repository.
  var answer: String? {
    known.withLock { known in
      if let known { return known }
      let answer = wait()
      known = .some(answer)
      return answer
    }
  }

  private func wait() -> String? {
    guard let process else { return nil }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let line = text.trimmed
    return process.terminationStatus == 0 && !line.isEmpty ? line : nil
  }
}
