// Runs the extension for Visual Studio Code against the program, with a stand-in for the editor: REPORT_PROGRAM names it.
"use strict";
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { execFileSync } = require("child_process");
const Module = require("module");

const program = path.resolve(process.env.REPORT_PROGRAM);
const book = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "report-extension-")), "mine");
execFileSync(program, ["new", book]);

const shown = new Map();
const providers = {};
const handlers = {};
class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range { constructor(start, end) { Object.assign(this, { start, end }); } }
const record = (name, fields) => class { constructor(...values) { fields.forEach((field, index) => { this[field] = values[index]; }); this.is = name; } };
const uri = (text) => ({ toString: () => text, fsPath: decodeURIComponent(text.replace("file://", "")), scheme: "file" });
const disposable = { dispose() {} };
const register = (name) => (...values) => { providers[name] = values.find((value) => typeof value === "object" && Object.keys(value).some((key) => key.startsWith("provide"))); return disposable; };
const on = (name) => (handler) => { handlers[name] = handler; return disposable; };
const chapter = path.join(book, "chapters", "01-a-first-look.md");
const document = {
  languageId: "markdown", uri: uri("file://" + chapter), version: 1, text: fs.readFileSync(chapter, "utf8"),
  getText() { return this.text; },
};
const editor = {
  Position, Range, Location: record("location", ["uri", "range"]), Uri: { parse: uri },
  TextEdit: { replace: (range, newText) => ({ range, newText }) },
  WorkspaceEdit: class { constructor() { this.edits = new Map(); } set(where, edits) { this.edits.set(where.toString(), edits); } },
  Diagnostic: record("diagnostic", ["range", "message", "severity"]), DiagnosticSeverity: { Error: 0, Warning: 1 },
  DiagnosticRelatedInformation: record("related", ["location", "message"]),
  MarkdownString: record("markdown", ["value"]), SnippetString: record("snippet", ["value"]),
  CompletionItem: record("item", ["label", "kind"]), CompletionList: record("list", ["items", "isIncomplete"]),
  Hover: record("hover", ["contents", "range"]), CodeAction: record("action", ["title", "kind"]), CodeActionKind: { QuickFix: "quickfix" },
  DocumentSymbol: record("symbol", ["name", "detail", "kind", "range", "selectionRange"]),
  SymbolInformation: record("symbol", ["name", "kind", "containerName", "location"]),
  FoldingRange: record("fold", ["start", "end"]), DocumentLink: record("link", ["range", "target"]),
  InlayHint: record("hint", ["position", "label"]),
  EventEmitter: class { constructor() { this.event = on("hints"); } fire() {} dispose() {} },
  languages: {
    createDiagnosticCollection: () => ({ set: (where, list) => shown.set(where.toString(), list), ...disposable }),
    registerCompletionItemProvider: register("completion"), registerHoverProvider: register("hover"),
    registerDefinitionProvider: register("definition"), registerReferenceProvider: register("references"),
    registerRenameProvider: register("rename"), registerCodeActionsProvider: register("actions"),
    registerDocumentSymbolProvider: register("symbols"), registerWorkspaceSymbolProvider: register("search"),
    registerFoldingRangeProvider: register("folds"), registerDocumentLinkProvider: register("links"),
    registerDocumentFormattingEditProvider: register("formatting"), registerInlayHintsProvider: register("hints"),
  },
  window: { createOutputChannel: () => ({ append() {}, appendLine() {}, ...disposable }), showWarningMessage: (text) => { throw new Error(text); } },
  workspace: {
    workspaceFolders: [{ uri: uri("file://" + book) }], textDocuments: [document],
    getConfiguration: () => ({ get: (name) => (name === "command" ? program : ["--profile", "quick"]) }),
    createFileSystemWatcher: () => ({ onDidChange: on("a"), onDidCreate: on("b"), onDidDelete: on("c"), ...disposable }),
    onDidOpenTextDocument: on("open"), onDidChangeTextDocument: on("change"), onDidSaveTextDocument: on("save"), onDidCloseTextDocument: on("close"),
  },
};
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));
const extension = require("../../Editors/vscode/extension.js");

const until = async (isDone, words) => {
  for (let count = 0; count < 400; count += 1) {
    if (isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited for ${words}`);
};
const place = (word, offset = 0) => {
  const index = document.text.indexOf(word) + offset;
  const before = document.text.slice(0, index).split("\n");
  return new Position(before.length - 1, before[before.length - 1].length);
};
const change = (word, other) => {
  const contentChanges = [{ range: new Range(place(word), place(word, word.length)), text: other }];
  document.text = document.text.replace(word, () => other);
  document.version += 1;
  handlers.change({ document, contentChanges });
};

(async () => {
  await extension.activate({ subscriptions: [] });
  const messages = () => shown.get(document.uri.toString()) ?? [];
  change("{ref}`learned` shows", "{ref}`lerned` shows");
  await until(() => messages().length === 1, "a message");
  assert.match(messages()[0].message, /nothing is called 'lerned'/);
  const actions = await providers.actions.provideCodeActions(document, messages()[0].range);
  assert.equal(actions[0].title, "Change to 'learned'");
  assert.deepEqual([...actions[0].edit.edits.values()][0][0].newText, "learned");
  change("{ref}`lerned` shows", "{ref}`learned` shows");
  await until(() => messages().length === 0, "no message");
  const offered = await providers.completion.provideCompletionItems(document, place("{experiment}", 4));
  assert(offered.items.some((item) => item.label === "experiment"));
  assert.match((await providers.hover.provideHover(document, place("linear-rnn", 2))).contents.value, /linear-rnn/);
  assert.equal((await providers.definition.provideDefinition(document, place("`learned`", 2))).range.start.line, place("{figure} learned").line);
  assert((await providers.references.provideReferences(document, place("`learned`", 2), { includeDeclaration: true })).length >= 2);
  const ready = await providers.rename.prepareRename(document, place("`learned`", 2));
  assert.equal(ready.placeholder, "learned");
  const renamed = await providers.rename.provideRenameEdits(document, place("`learned`", 2), "shown");
  assert([...renamed.edits.values()][0].length >= 2);
  await assert.rejects(providers.rename.provideRenameEdits(document, place("`learned`", 2), "two words"));
  assert.equal((await providers.symbols.provideDocumentSymbols(document))[0].name, "A first look");
  assert((await providers.search.provideWorkspaceSymbols("learn")).length > 0);
  assert((await providers.folds.provideFoldingRanges(document)).length > 0);
  assert((await providers.links.provideDocumentLinks(document)).length >= 2);
  assert.deepEqual(await providers.formatting.provideDocumentFormattingEdits(document, {}), []);
  assert(Array.isArray(await providers.hints.provideInlayHints(document, new Range(new Position(0, 0), new Position(99, 0)))));
  extension.deactivate();
  fs.rmSync(path.dirname(book), { recursive: true });
  console.log("passed");
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
