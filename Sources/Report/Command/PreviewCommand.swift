import ArgumentParser
import Basics
import Files
import Foundation
import Services

/// `report preview`: the report in a browser, while its author writes.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Shows the report in a browser and keeps it up to date while you write.",
    discussion: """
      An edit of prose shows at once. Changed experiments are computed in the background; until their results arrive, the \
      figures that depend on them are marked. Mistakes are shown in the page. Only browsers on this machine can open it.
      """)

  @OptionGroup var options: BookOptions

  @OptionGroup var running: RunningOptions

  @Option(help: "The port of the page; 0 takes a free one.")
  var port: UInt16 = 4700

  /// Between two looks at the files.
  private static let pause = 0.01

  func run() throws {
    try Processor.check()
    Interruption.listen()
    let preview = try Preview(
      of: try options.folder(), cache: running.path(of: options), code: .program, workers: running.jobs,
      warn: { Terminal.warn($0) })
    preview.refreshIfNeeded()
    let server = try listen(preview.board)
    server.start()
    while !Interruption.isRequested {
      preview.refreshIfNeeded()
      Thread.sleep(forTimeInterval: Self.pause)
    }
    server.stop()
    preview.stop()
    Terminal.print("stopped")
  }

  /// Starts the server of `board` and prints its address; throws exit code 1 where the port is taken.
  private func listen(_ board: PreviewBoard) throws -> LoopbackServer {
    let server: LoopbackServer
    do { server = try PreviewServer(board: board).listening(on: port) } catch let error as POSIXError {
      let reason = String(cString: strerror(error.code.rawValue)).lowercased()
      throw UserError("cannot listen on port \(port): \(reason); name another with --port, or 0 for a free one")
    }
    Terminal.print("preview at http://127.0.0.1:\(server.port)/ (stop it with Control-C)")
    return server
  }
}
