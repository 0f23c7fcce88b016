import Basics
import Foundation

@testable import Command
@testable import LanguageServer
@testable import Reading
@testable import Source

/// An editor that works on a small book, with the server in the same process.
final class Editor {
  let book: SmallBook
  private(set) var sent: [JSONTree] = []
  private var server: LanguageServer?
  private var requests = 0
  /// The texts of the open documents, and their versions.
  private var texts: [String: (version: Int, file: SourceFile)] = [:]

  init(_ chapters: [String: String] = ["01-small.md": SmallBook.chapter], capabilities: JSONTree = [:]) throws {
    book = try SmallBook(chapters)
    let path = book.path("chapters")
    let server = LanguageServer(
      cache: book.path("cache"), code: .program, open: { _ in BookFolder(path: path, profile: .quick) },
      send: { [unowned self] in sent.append($0) })
    self.server = server
    _ = request("initialize", ["rootUri": .string(address("")), "capabilities": capabilities])
    notify("initialized", [:])
    server.settle()
  }

  func address(_ name: String) -> String { FileAddress.address(of: book.path(name)) }

  /// What the server knows.
  var currentView: BookView { server?.view ?? BookView() }

  /// Waits until the server has nothing more to do.
  func settle() { server?.settle() }

  func notify(_ method: String, _ parameters: JSONTree) {
    server?.receive(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// The answer to a request: its result, or its error.
  @discardableResult func request(_ method: String, _ parameters: JSONTree) -> JSONTree {
    requests += 1
    let id = JSONTree(requests)
    server?.receive(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters])
    if !sent.contains(where: { $0["id"] == id }) { settle() }
    let answer = sent.last { $0["id"] == id }
    return answer?["result"] ?? answer?["error"] ?? .null
  }

  func open(_ name: String) throws {
    let text = try book.text(name)
    texts[name] = (1, SourceFile(path: name, text: text))
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(address(name)), "languageId": "markdown", "version": 1, "text": .string(text),
        ]
      ])
    settle()
  }

  /// Replaces the first place of a word, as typing does, and waits.
  func replace(_ word: String, by other: String, in name: String) {
    guard let (version, file) = texts[name], let found = file.text.firstRange(of: word) else { return }
    let start = file.text.utf8.distance(from: file.text.startIndex, to: found.lowerBound)
    change(name, file.range(start..<start + word.utf8.count), other, version: version + 1)
    texts[name] = (version + 1, SourceFile(path: name, text: file.text.replacingCharacters(in: found, with: other)))
    settle()
  }

  func change(_ name: String, _ range: JSONTree, _ text: String, version: Int) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(address(name)), "version": JSONTree(version)],
        "contentChanges": [["range": range, "text": .string(text)]],
      ])
  }

  /// The messages that the editor shows for a file.
  func messages(_ name: String) -> [String] {
    let last = sent.last { message in
      message["method"]?.text == "textDocument/publishDiagnostics"
        && message["params"]?["uri"]?.text == address(name)
    }
    return (last?["params"]?["diagnostics"]?.items ?? []).map { item in
      let start = SourceFile.EditorPosition(item["range"]?["start"]) ?? .init(line: -1, column: -1)
      return "\(start.line):\(start.column): \(item["message"]?.text ?? "")"
    }
  }

  /// The place of a word in an open document, `offset` characters into it.
  func place(of word: String, in name: String, offset: Int = 0) -> JSONTree {
    guard let file = texts[name]?.file, let found = file.text.firstRange(of: word) else { return .null }
    let start = file.text.utf8.distance(from: file.text.startIndex, to: found.lowerBound) + offset
    return [
      "textDocument": ["uri": .string(address(name))], "position": file.editorPosition(of: start).json,
    ]
  }

  /// The text of what the editor shows at a place.
  func hover(_ word: String, in name: String, offset: Int = 1) -> String {
    request("textDocument/hover", place(of: word, in: name, offset: offset))["contents"]?["value"]?.text ?? ""
  }

  /// What the editor offers behind a word.
  func completions(behind word: String, in name: String) -> [String] {
    let answer = request("textDocument/completion", place(of: word, in: name, offset: word.utf8.count))
    return (answer["items"]?.items ?? []).compactMap { $0["label"]?.text }
  }

  /// Carries out the edits of an answer in the files.
  func apply(_ edit: JSONTree) throws {
    guard case .object(let changes) = edit["changes"] ?? .null else { return }
    for (address, edits) in changes {
      guard let path = FileAddress.path(of: address) else { continue }
      let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      try Data(Self.applied(edits, to: text).utf8).write(to: URL(filePath: path))
    }
  }

  /// A text with the edits of an answer carried out.
  static func applied(_ edits: JSONTree, to text: String) -> String {
    let file = SourceFile(path: "", text: text)
    var bytes = file.bytes
    let parts = (edits.items ?? []).compactMap { edit in
      file.span(edit["range"]).map { ($0, edit["newText"]?.text ?? "") }
    }
    for (span, new) in parts.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      bytes.replaceSubrange(span, with: new.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
