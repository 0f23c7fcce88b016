import Basics
import Foundation
import Reading

/// The documents that are open.
extension LanguageServer {
  func key(of parameters: JSONTree) -> String? {
    parameters["textDocument"]?["uri"]?.text.flatMap(FileAddress.path).map(FileAddress.key)
  }

  func didOpen(_ item: JSONTree?) {
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

  func didChange(_ parameters: JSONTree) {
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

  func answer(aboutDocument method: String, _ parameters: JSONTree) throws(ServerProblem) -> JSONTree {
    guard DocumentAnswer.methods.contains(method) else { throw .unknownMethod(method) }
    guard let key = key(of: parameters), let document = view.documents[key] else {
      throw .invalid("the document is not open")
    }
    guard view.isOfBook(key) || view.whole == nil else { return .null }
    let answer = DocumentAnswer(
      view: view, key: key, document: document, diagnostics: diagnostics(of: key), client: client)
    return try answer.json(method, parameters)
  }
}
