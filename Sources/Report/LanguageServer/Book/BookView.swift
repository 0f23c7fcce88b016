import Book
import Citations
import Document
import Foundation
import Reading
import Results
import Settings
import Source
import Syntax

/// What the server knows when it answers: the book as it was read last, and the open documents as they are now.
struct BookView {
  var whole: BookWorker.Whole?
  var results: Results?
  var documents: [String: OpenDocument] = [:]
  var root = URL(filePath: "/")
  private let parsed = Parsed()

  /// Documents that were read since the book was, each once.
  private final class Parsed {
    var symbols: [String: (version: Int, symbols: ChapterSymbols)] = [:]
  }

  var index: BookIndex { whole?.read.surroundings.index ?? BookIndex() }
  var macros: Macros { whole?.read.surroundings.macros ?? Macros() }
  var labels: [String: Surroundings.KnownLabel] { whole?.read.surroundings.labels ?? [:] }
  var parameters: [String: [String: Value]] { whole?.read.surroundings.parameters ?? [:] }

  /// Whether a file is a chapter, or is included by one.
  func isOfBook(_ key: String) -> Bool {
    documents[key]?.isChapter == true || whole?.chapters[key] != nil || whole?.diagnostics[key] != nil
  }

  /// What an open document, or a chapter of the book, names.
  func symbols(of key: String) -> ChapterSymbols? {
    guard let document = documents[key] else { return whole?.symbols[key] }
    if whole?.versions[key] == document.version, let known = whole?.symbols[key] { return known }
    if let known = parsed.symbols[key], known.version == document.version { return known.symbols }
    let texts = documents.mapValues(\.file.text)
    let files = ProjectFiles(root: root, unsaved: UnsavedFiles(texts))
    let symbols = ChapterSymbols(ChapterReader.read(document.file, files: files).chapter)
    parsed.symbols[key] = (document.version, symbols)
    return symbols
  }

  /// What all chapters name, those that are open as they are now.
  var everySymbols: [ChapterSymbols] {
    let keys = Set(whole?.symbols.keys.map { $0 } ?? []).union(documents.keys.filter(isOfBook))
    return keys.sorted().compactMap { symbols(of: $0) }
  }

  /// Where a label is given: in an open document as it is now, or where the book has it.
  func definition(of label: String) -> (file: SourceFile, span: Range<Int>, definition: ChapterSymbols.Definition?)? {
    for key in documents.keys.sorted() where isOfBook(key) {
      if let found = symbols(of: key)?.definitions.first(where: { $0.label == label }) {
        return (found.file, found.span, found)
      }
    }
    guard let known = labels[label] else { return nil }
    let key = FileAddress.key(of: known.chapter)
    let found = symbols(of: key)?.definitions.first { $0.label == label }
    if let found { return (found.file, found.span, found) }
    return documents[key] == nil || known.span.isEmpty ? (known.file, known.span, nil) : nil
  }

  /// Whether a label is that of a model, an error, a task or a function that the book defines.
  func defines(_ label: String) -> Bool {
    definition(of: label)?.definition.map { EquationBody.names.contains($0.kind) } ?? false
  }

  /// Whether something of the book is called by a label.
  func knows(_ label: String) -> Bool { labels[label] != nil || definition(of: label) != nil }

  /// The name at a byte of a document: one that is used, or a label where it is given.
  func name(at byte: Int, in key: String) -> ChapterSymbols.Mention? {
    guard let symbols = symbols(of: key), let path = documents[key]?.file.path else { return nil }
    let works = index.bibliography.entries
    func isHere(_ span: Range<Int>, _ file: SourceFile) -> Bool {
      file.path == path && span.lowerBound <= byte && byte <= span.upperBound
    }
    if let definition = symbols.definitions.first(where: { isHere($0.span, $0.file) }) {
      return ChapterSymbols.Mention(name: definition.label, span: definition.span, file: definition.file)
    }
    return symbols.mentions.first { mention in
      guard isHere(mention.span, mention.file) else { return false }
      switch mention.form {
      case .work: return works[mention.name] != nil
      case .definition: return defines(mention.name)
      case .label: return knows(mention.name)
      }
    }
  }

  /// The address by which the editor knows a file.
  func address(of path: String) -> String {
    let key = FileAddress.key(of: path)
    return documents[key]?.address ?? FileAddress.address(of: key)
  }
}
