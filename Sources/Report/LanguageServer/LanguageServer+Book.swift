import Foundation
import Reading
import Results
import Source
import Store

/// The book, read beside.
extension LanguageServer {
  /// Takes another book, or the first.
  func adopt(_ folder: BookFolder) {
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

  var unsaved: [String: String] { view.documents.mapValues(\.file.text) }
  var versions: [String: Int] { view.documents.mapValues(\.version) }

  func readWhole(pause: Double = BookWorker.pause) {
    if view.results == nil { isCollecting = worker != nil }
    worker?.readWhole(unsaved: unsaved, versions: versions, pause: pause)
  }

  /// Reads an open chapter by itself, where the book around it is known.
  func readPart(_ key: String) {
    guard let document = view.documents[key], let rest = view.whole?.read.surroundings, view.isOfBook(key) else {
      return
    }
    worker?.readPart(document.file.path, key: key, version: document.version, unsaved: unsaved, beside: rest)
  }

  func take(_ news: BookWorker.News, of number: Int) {
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
  var waitsForResults: Bool {
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

  func diagnostics(of key: String) -> [Diagnostic] {
    fresh[key]?.diagnostics ?? view.whole?.diagnostics[key] ?? []
  }

  private func publishAll() {
    let keys = Set(view.whole?.diagnostics.keys.map { $0 } ?? []).union(fresh.keys)
    let known = published.addresses.compactMap(FileAddress.path).map(FileAddress.key)
    for key in keys.union(known).union(view.documents.keys).sorted() { publish(key) }
  }

  /// Tells the editor what is wrong with a file, where that is not what it was told last.
  private func publish(_ key: String) {
    let messages = diagnostics(of: key).map { DiagnosticMessage.json($0, address: view.address) }
    let version = view.documents[key]?.version
    if let update = published.update(view.address(of: key), version: version, messages: messages) {
      tell("textDocument/publishDiagnostics", update)
    }
  }
}
