import Basics
import Book
import Code
import Dispatch
import Files
import Foundation
import Reading
import Results
import Source
import Store
import Syntax

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

  /// What the editor can do.
  private struct Client {
    var knowsSnippets = false
    var knowsDocumentChanges = false

    init() {}

    init(_ capabilities: JSONTree?) {
      let text = capabilities?["textDocument"]
      let workspace = capabilities?["workspace"]
      knowsSnippets = text?["completion"]?["completionItem"]?["snippetSupport"]?.bool ?? false
      knowsDocumentChanges = workspace?["workspaceEdit"]?["documentChanges"]?.bool ?? false
    }
  }

  private let events = EventQueue<Event>()
  private let open: (_ root: String?) throws -> BookFolder
  private let cache: String?
  private let code: CodeTable
  private let send: (JSONTree) -> Void
  private var phase = Phase.new
  private var client = Client()
  private(set) var view = BookView()
  private var worker: BookWorker?
  private var folder: BookFolder?
  /// Counts the books, of which there is another where a document of another folder is opened.
  private var bookNumber = 0
  /// Messages about chapters that were read by themselves since the book was read.
  private var fresh: [String: BookWorker.Part] = [:]
  /// The messages that the editor has of each file, by address.
  private var published: [String: JSONTree] = [:]
  /// How the store was when results were looked for last.
  private var collected: FileState?
  /// Whether results are on their way.
  private var isCollecting = false
  /// Requests that wait for them.
  private var deferred: [JSONTree] = []
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

  private func tell(_ method: String, _ parameters: JSONTree) {
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
    case (.running, _): return try answerAboutDocument(method, parameters)
    }
  }

  private static let capabilities: JSONTree = [
    "textDocumentSync": ["openClose": true, "change": 2, "save": true],
    "completionProvider": [
      "triggerCharacters": ["{", "`", ".", ":", "(", "[", "#", "/", " "], "resolveProvider": false,
    ],
    "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
    "renameProvider": ["prepareProvider": true], "documentSymbolProvider": true, "workspaceSymbolProvider": true,
    "foldingRangeProvider": true, "documentLinkProvider": ["resolveProvider": false],
    "documentFormattingProvider": true, "codeActionProvider": ["codeActionKinds": ["quickfix"]],
    "inlayHintProvider": ["resolveProvider": false], "positionEncoding": "utf-16",
  ]

  private func initialise(_ parameters: JSONTree) -> JSONTree {
    phase = .running
    client = Client(parameters["capabilities"])
    let workspace = parameters["workspaceFolders"]?.items?.first?["uri"]?.text
    let address = workspace ?? parameters["rootUri"]?.text
    let root = address.flatMap(FileAddress.path) ?? parameters["rootPath"]?.text
    do { adopt(try open(root)) } catch { complaint = ErrorText.of(error) }
    return ["capabilities": Self.capabilities, "serverInfo": ["name": "report"]]
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

/// The book.
extension LanguageServer {
  /// Takes another book, or the first.
  private func adopt(_ folder: BookFolder) {
    bookNumber += 1
    let number = bookNumber
    self.folder = folder
    (view.whole, view.results, view.root, fresh) = (nil, nil, folder.root, [:])
    let events = events
    let beside = URL(filePath: folder.path).deletingLastPathComponent().appending(path: ".report-cache").path
    worker = BookWorker(folder: folder, store: Store(folder: URL(filePath: cache ?? beside), code: code)) { news in
      events.push(.news(news, of: number))
    }
    if !folder.chapterPaths.isEmpty { readWhole(pause: 0) }
  }

  private var unsaved: [String: String] { view.documents.mapValues(\.file.text) }
  private var versions: [String: Int] { view.documents.mapValues(\.version) }

  private func readWhole(pause: Double = BookWorker.pause) {
    if view.results == nil { isCollecting = worker != nil }
    worker?.readWhole(unsaved: unsaved, versions: versions, pause: pause)
  }

  /// Reads an open chapter by itself, where the book around it is known.
  private func readPart(_ key: String) {
    guard let document = view.documents[key], let rest = view.whole?.read.surroundings, view.isOfBook(key) else {
      return
    }
    worker?.readPart(document.file.path, key: key, version: document.version, unsaved: unsaved, beside: rest)
  }

  private func take(_ news: BookWorker.News, of number: Int) {
    guard number == bookNumber else { return }
    switch news {
    case .whole(let whole):
      let isAsBefore = view.whole.map { whole.read.book.hasSameSettings(as: $0.read.book) } ?? false
      view.whole = whole
      for (key, document) in view.documents where whole.versions[key] != document.version { readPart(key) }
      fresh = fresh.filter { view.documents[$0.key]?.version != whole.versions[$0.key] }
      publishAll()
      if view.results == nil || !isAsBefore || worker?.stateOfResults != collected { collectResults() }
    case .part(let part):
      guard view.documents[part.key]?.version == part.version else { return }
      fresh[part.key] = part
      publish(part.key)
    case .results(let results):
      view.results = results
      answerDeferred()
    case .failed(let reason):
      tell("window/logMessage", ["type": 2, "message": .string(reason)])
      view.whole = nil
      publishAll()
      answerDeferred()
    }
  }

  private func collectResults() {
    guard let book = view.whole?.read.book else { return }
    collected = worker?.stateOfResults
    isCollecting = true
    worker?.collectResults(of: book)
  }

  /// Whether an answer is better given once results are there: where they are on their way for the first time, or some were
  /// missing and a build may have made them meanwhile.
  private var waitsForResults: Bool {
    guard let results = view.results else { return isCollecting }
    if results.holes > 0, !isCollecting, worker?.stateOfResults != collected { collectResults() }
    return results.holes > 0 && isCollecting
  }

  private func answerDeferred() {
    isCollecting = false
    let waiting = deferred
    deferred = []
    waiting.forEach(receive)
  }

  private func diagnostics(of key: String) -> [Diagnostic] {
    fresh[key]?.diagnostics ?? view.whole?.diagnostics[key] ?? []
  }

  private func publishAll() {
    let keys = Set(view.whole?.diagnostics.keys.map { $0 } ?? []).union(fresh.keys)
    let known = published.keys.compactMap(FileAddress.path).map(FileAddress.key)
    for key in keys.union(known).union(view.documents.keys).sorted() { publish(key) }
  }

  /// Tells the editor what is wrong with a file, where that is not what it was told last.
  private func publish(_ key: String) {
    let address = view.address(of: key)
    let messages = diagnostics(of: key).map { DiagnosticMessage.json($0, address: view.address) }
    let message: JSONTree = .members([
      "uri": .string(address), "version": view.documents[key].map { JSONTree($0.version) },
      "diagnostics": .array(messages),
    ])
    if published[address] == nil, messages.isEmpty, view.documents[key] == nil { return }
    if published[address] == message { return }
    published[address] = messages.isEmpty && view.documents[key] == nil ? nil : message
    tell("textDocument/publishDiagnostics", message)
  }
}

/// Documents.
extension LanguageServer {
  private func key(of parameters: JSONTree) -> String? {
    parameters["textDocument"]?["uri"]?.text.flatMap(FileAddress.path).map(FileAddress.key)
  }

  private func didOpen(_ item: JSONTree?) {
    guard let address = item?["uri"]?.text, let path = FileAddress.path(of: address), let text = item?["text"]?.text
    else { return }
    let key = FileAddress.key(of: path)
    adoptFolder(of: key)
    let chapter = chapterPath(of: key)
    view.documents[key] = OpenDocument(
      address: address, path: chapter ?? key, isChapter: chapter != nil, version: item?["version"]?.whole ?? 0,
      text: text)
    if view.whole != nil { readPart(key) }
    readWhole(pause: 0)
  }

  /// The path by which the book knows a chapter; nil for another file.
  private func chapterPath(of key: String) -> String? {
    if let known = view.whole?.chapters[key] { return known }
    guard let folder, key.hasSuffix(".md") else { return nil }
    let (above, name) = ((key as NSString).deletingLastPathComponent, (key as NSString).lastPathComponent)
    let isChapter = above == FileAddress.key(of: folder.path) && !name.hasPrefix("_") && !name.hasPrefix(".")
    return isChapter ? "\(folder.path)/\(name)" : nil
  }

  /// Where the folder of the book has no chapters, that of a document may be another book.
  private func adoptFolder(of key: String) {
    guard key.hasSuffix(".md"), folder?.chapterPaths.isEmpty ?? true else { return }
    let above = URL(filePath: key).deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: above.path) else { return }
    var other = BookFolder(path: above.path)
    other.project = above.deletingLastPathComponent()
    if !other.chapterPaths.isEmpty { adopt(other) }
  }

  private func didChange(_ parameters: JSONTree) {
    guard let key = key(of: parameters), var document = view.documents[key] else { return }
    let version = parameters["textDocument"]?["version"]?.whole ?? document.version + 1
    do throws(ServerProblem) {
      try document.apply(parameters["contentChanges"]?.items ?? [], version: version)
    } catch {
      return tell("window/logMessage", ["type": 1, "message": .string(error.description)])
    }
    view.documents[key] = document
    readPart(key)
    readWhole()
  }

  private func answerAboutDocument(_ method: String, _ parameters: JSONTree) throws(ServerProblem) -> JSONTree {
    guard Self.documentMethods.contains(method) else { throw .unknownMethod(method) }
    guard let key = key(of: parameters), let document = view.documents[key] else {
      throw .invalid("the document is not open")
    }
    guard view.isOfBook(key) || view.whole == nil else { return .null }
    let file = document.file
    switch method {
    case "textDocument/documentSymbol":
      return view.symbols(of: key).map { Outline.symbols(of: $0, in: file) } ?? []
    case "textDocument/foldingRange": return view.symbols(of: key).map { Outline.folds(of: $0, in: file) } ?? []
    case "textDocument/documentLink": return DocumentLinks.json(file, view)
    case "textDocument/formatting":
      return .array(
        DocumentFormatting.edits(of: file).map { $0.json(in: file) })
    case "textDocument/inlayHint":
      return InlayHints.json(view, in: key, file, file.span(parameters["range"]) ?? 0..<file.bytes.count)
    case "textDocument/codeAction":
      let span = file.span(parameters["range"]) ?? 0..<0
      return QuickFixes(file: file).json(diagnostics(of: key), at: span, document.address)
    default: break
    }
    guard let position = SourceFile.EditorPosition(parameters["position"]) else { throw .invalid("a place is missing") }
    let byte = file.byte(at: position)
    let navigation = Navigation(view: view)
    switch method {
    case "textDocument/completion":
      return Completion(view, in: file, at: byte, knowsSnippets: client.knowsSnippets).json
    case "textDocument/hover":
      return Hover(view, in: key, file, at: byte).json
    case "textDocument/definition": return navigation.definition(at: byte, in: key)
    case "textDocument/references":
      let isWithDefinition = parameters["context"]?["includeDeclaration"]?.bool ?? false
      return navigation.references(at: byte, in: key, isWithDefinition: isWithDefinition)
    case "textDocument/prepareRename": return try navigation.renamed(at: byte, in: key)
    default:
      guard let name = parameters["newName"]?.text else { throw .invalid("the new name is missing") }
      return try navigation.rename(at: byte, in: key, to: name, versions: client.knowsDocumentChanges)
    }
  }

  private static let documentMethods: Set<String> = Set(
    [
      "documentSymbol", "foldingRange", "documentLink", "formatting", "inlayHint", "codeAction", "completion", "hover",
      "definition", "references", "prepareRename", "rename",
    ].map { "textDocument/\($0)" })
}
