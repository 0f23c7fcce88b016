import Basics

/// What the editor can do.
struct ClientCapabilities {
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

/// What the server can do.
enum ServerCapabilities {
  static let json: JSONTree = [
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
}
