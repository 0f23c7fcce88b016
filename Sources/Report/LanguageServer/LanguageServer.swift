import Basics
import Code
import Dispatch
import Files
import Foundation
import Reading

/// Answers an editor by the language server protocol; it computes nothing that takes a run.
///
/// It is used on one thread. What takes time, reading the book, is done beside it, and comes back as an event.
package final class LanguageServer {
  enum Event: Sendable {
    case message(Data)
    case news(BookWorker.News, of: Int)
    /// The editor is gone, or what it sends cannot be told apart.
    case end(String?)
  }

  private enum Phase { case new, running, shutDown }

  let events = EventQueue<Event>()
  private let open: (_ root: String?) throws -> BookFolder
  let cache: String?
  let code: CodeTable
  private let send: (JSONTree) -> Void
  private var phase = Phase.new
  private(set) var client = ClientCapabilities()
  var view = BookView()
  var worker: BookWorker?
  var folder: BookFolder?
  /// Counts the books, of which there is another where a document of another folder is opened.
  var bookNumber = 0
  /// Messages about chapters that were read by themselves since the book was read.
  var fresh: [String: BookWorker.Part] = [:]
  var published = PublishedMessages()
  /// How the store was when results were looked for last.
  var collected: FileState?
  /// Whether results are on their way.
  var isCollecting = false
  /// Requests that wait for them.
  var deferred: [JSONTree] = []
  private var complaint: String?

  /// How many seconds pass between two looks at the files, which other programs may change.
  private static let watching = 2.0

  /// `open` gives the folder of the book for the folder that the editor works in; `send` takes a message to the editor.
  /// Without a `cache` results are stored beside the chapters.
  package init(
    cache: String?, code: CodeTable, open: @escaping (_ root: String?) throws -> BookFolder,
    send: @escaping (JSONTree) -> Void
  ) {
    self.cache = cache
    self.code = code
    self.open = open
    self.send = send
  }

  /// Answers what comes from a file, such as standard input, until it ends; gives the exit code.
  package func run(reading input: FileHandle, complain: (String) -> Void) -> Int32 {
    let events = events
    Thread {
      var frames = MessageFrames()
      while true {
        let data = input.availableData
        if data.isEmpty { return events.push(.end(nil)) }
        frames.append(data)
        do { while let body = try frames.next() { events.push(.message(body)) } } catch {
          return events.push(.end(ErrorText.of(error)))
        }
      }
    }.start()
    while true {
      guard let event = events.next(before: .now() + Self.watching) else {
        worker?.look(unsaved: unsaved, versions: versions)
        continue
      }
      switch event {
      case .end(let reason):
        if let reason { complain(reason) }
        return phase == .shutDown ? 0 : 1
      case .message(let body):
        guard let message = try? JSONTree(parsing: body) else {
          reply(to: .null, with: .failure(ServerProblem(-32700, "this is not JSON")))
          continue
        }
        if message["method"]?.text == "exit" { return phase == .shutDown ? 0 : 1 }
        receive(message)
      case .news(let news, let number): take(news, of: number)
      }
    }
  }

  /// A message with the header that the protocol puts before it.
  package static func framed(_ message: JSONTree) -> Data { MessageFrames.framed(message) }

  /// Takes in what was read beside, until there is nothing more to do or time is up; for tests.
  package func settle(within seconds: Double = 30) {
    let end = DispatchTime.now() + seconds
    while DispatchTime.now() < end {
      let isIdle = worker?.isIdle ?? true
      if let event = events.next(before: min(end, .now() + 0.005)) {
        if case .news(let news, let number) = event { take(news, of: number) }
      } else if isIdle {
        return
      }
    }
  }

  /// Answers a message.
  package func receive(_ message: JSONTree) {
    guard let method = message["method"]?.text else {
      // The answer to a request of the server says nothing that matters.
      if message["id"] == nil || message["result"] == nil && message["error"] == nil {
        reply(to: message["id"] ?? .null, with: .failure(ServerProblem(-32600, "a message without a method")))
      }
      return
    }
    let parameters = message["params"] ?? .null
    guard let id = message["id"] else { return notify(method, parameters) }
    if phase == .running, method == "textDocument/hover" || method == "textDocument/inlayHint", waitsForResults {
      return deferred.append(message)
    }
    do throws(ServerProblem) {
      reply(to: id, with: .success(try answer(method, parameters)))
    } catch { reply(to: id, with: .failure(error)) }
  }

  private func reply(to id: JSONTree, with result: Result<JSONTree, ServerProblem>) {
    switch result {
    case .success(let value): send(["jsonrpc": "2.0", "id": id, "result": value])
    case .failure(let problem): send(["jsonrpc": "2.0", "id": id, "error": problem.json])
    }
  }

  func tell(_ method: String, _ parameters: JSONTree) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  private func answer(_ method: String, _ parameters: JSONTree) throws(ServerProblem) -> JSONTree {
    switch (phase, method) {
    case (.new, "initialize"): return initialise(parameters)
    case (.new, _): throw .notInitialised
    case (.shutDown, _): throw ServerProblem(-32600, "the server was shut down")
    case (.running, "initialize"): throw ServerProblem(-32600, "the server is initialised")
    case (.running, "shutdown"):
      phase = .shutDown
      return .null
    case (.running, "workspace/symbol"):
      return Outline.symbols(of: view, matching: parameters["query"]?.text ?? "")
    case (.running, _): return try answer(aboutDocument: method, parameters)
    }
  }

  private func initialise(_ parameters: JSONTree) -> JSONTree {
    phase = .running
    client = ClientCapabilities(parameters["capabilities"])
    let workspace = parameters["workspaceFolders"]?.items?.first?["uri"]?.text
    let address = workspace ?? parameters["rootUri"]?.text
    let root = address.flatMap(FileAddress.path) ?? parameters["rootPath"]?.text
    do { adopt(try open(root)) } catch { complaint = ErrorText.of(error) }
    return ["capabilities": ServerCapabilities.json, "serverInfo": ["name": "report"]]
  }

  private func notify(_ method: String, _ parameters: JSONTree) {
    guard phase == .running else { return }
    switch method {
    case "initialized":
      if let complaint { tell("window/showMessage", ["type": 1, "message": .string(complaint)]) }
    case "textDocument/didOpen": didOpen(parameters["textDocument"])
    case "textDocument/didChange": didChange(parameters)
    case "textDocument/didClose":
      if let key = key(of: parameters) { (view.documents[key], fresh[key]) = (nil, nil) }
      readWhole()
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": readWhole()
    default: break
    }
  }
}
