import Basics
import Foundation

/// The question to git on which commit a folder stands; git looks for it while the program does other things.
package final class CommitQuestion: Sendable {
  private let reply: Beside<String?>

  /// Seconds that git has, which may have to look at every file of a large repository.
  private static let patience = 60.0

  package init(of folder: String) {
    reply = Beside {
      var git = ExternalProgram([
        "git", "-C", folder, "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=-modified",
      ])
      git.seconds = Self.patience
      guard let answer = try? git.run(), answer.code == 0 else { return nil }
      let line = answer.output.trimmed
      return line.isEmpty ? nil : line
    }
  }

  /// "0123456789ab", or "0123456789ab-modified" where tracked files differ from the commit; nil outside a repository.
  package var answer: String? { (try? reply.value()).flatMap(\.self).flatMap(\.self) }
}
