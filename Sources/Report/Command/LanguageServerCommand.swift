import ArgumentParser
import Basics
import Foundation
import LanguageServer

/// `report language-server`: what an editor shows while an author writes.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language-server",
    abstract: "Answers an editor by the language server protocol over standard input; computes nothing.",
    discussion: """
      Mistakes as you type, completion, descriptions with the current values and verdicts, definitions, references, new \
      names for labels, and quick fixes. The editor starts it; see docs/editors.md.
      """)

  @OptionGroup var options: BookOptions

  @OptionGroup var storage: CacheOptions

  func run() throws {
    let server = LanguageServer(
      cache: storage.cache, code: .program,
      open: { root in
        // As in a terminal, everything is named from the folder in which the author works.
        if let root { _ = FileManager.default.changeCurrentDirectoryPath(root) }
        return try options.folder()
      },
      send: { StandardStreams.output(LanguageServer.framed($0)) })
    throw ExitCode(server.run(reading: .standardInput) { Terminal.complain($0) })
  }
}
