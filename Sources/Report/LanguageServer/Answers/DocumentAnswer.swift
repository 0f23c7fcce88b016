import Basics
import Source

/// The answer to a request about an open document.
struct DocumentAnswer {
  let view: BookView
  let key: String
  let document: OpenDocument
  let diagnostics: [Diagnostic]
  let client: ClientCapabilities

  private var file: SourceFile { document.file }

  static let methods: Set<String> = Set(
    [
      "documentSymbol", "foldingRange", "documentLink", "formatting", "inlayHint", "codeAction", "completion", "hover",
      "definition", "references", "prepareRename", "rename",
    ].map { "textDocument/\($0)" })

  /// The answer to one of the `methods`.
  func json(_ method: String, _ parameters: JSONTree) throws(ServerProblem) -> JSONTree {
    switch method {
    case "textDocument/documentSymbol":
      return view.symbols(of: key).map { Outline.symbols(of: $0, in: file) } ?? []
    case "textDocument/foldingRange": return view.symbols(of: key).map { Outline.folds(of: $0, in: file) } ?? []
    case "textDocument/documentLink": return DocumentLinks.json(file, view)
    case "textDocument/formatting":
      return .array(DocumentFormatting.edits(of: file).map { $0.json(in: file) })
    case "textDocument/inlayHint":
      return InlayHints.json(view, in: key, file, file.span(parameters["range"]) ?? 0..<file.bytes.count)
    case "textDocument/codeAction":
      let span = file.span(parameters["range"]) ?? 0..<0
      return QuickFixes(file: file).json(diagnostics, at: span, document.address)
    default: return try json(method, at: parameters["position"], parameters)
    }
  }

  private func json(
    _ method: String, at position: JSONTree?, _ parameters: JSONTree
  ) throws(ServerProblem) -> JSONTree {
    guard let position = SourceFile.EditorPosition(position) else { throw .invalid("a place is missing") }
    let byte = file.byte(at: position)
    let navigation = Navigation(view: view)
    switch method {
    case "textDocument/completion":
      return Completion(view, in: file, at: byte, knowsSnippets: client.knowsSnippets).json
    case "textDocument/hover": return Hover(view, in: key, file, at: byte).json
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
}
