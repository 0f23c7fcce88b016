import ArgumentParser
import FlyingFox
import Foundation
import Synchronization

/// `report preview`: the report in a browser, while its author writes.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Shows the report in a browser and keeps it up to date while you write.",
    discussion: """
      An edit of prose shows at once. What must be computed again is computed in the background: until it is there, the \
      figures that rest on it are marked. Mistakes are shown in the page. Only browsers on this machine are answered.
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
    let preview = Preview(of: try options.folder(), cache: running.cache, workers: running.jobs)
    preview.refreshIfNeeded()
    let server = try PreviewServer(board: preview.board, port: port).server()
    try listen(server)
    while !Interruption.isRequested {
      preview.refreshIfNeeded()
      Thread.sleep(forTimeInterval: Self.pause)
    }
    preview.stop()
    print("stopped")
  }

  /// Starts the server and tells its address; throws exit code 1 where the port is taken.
  private func listen(_ server: HTTPServer) throws {
    let (started, address) = (DispatchSemaphore(value: 0), Address())
    Task.detached {
      Task.detached {
        try? await server.waitUntilListening()
        if case .ip4(_, let port)? = await server.listeningAddress { address.port.store(Int(port), ordering: .relaxed) }
        started.signal()
      }
      do { try await server.run() } catch { started.signal() }
    }
    started.wait()
    let port = address.port.load(ordering: .relaxed)
    guard port > 0 else {
      Terminal.complain("port \(self.port) is taken; name another with --port, or 0 for a free one")
      throw ExitCode(1)
    }
    print("preview at http://127.0.0.1:\(port)/, stop it with Control-C")
    fflush(nil)
  }

  private final class Address: Sendable {
    let port = Atomic(0)
  }
}
