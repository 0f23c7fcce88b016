// Starts `report language-server` and shows what it answers. It needs nothing beside the editor, and no build step.
"use strict";
const vscode = require("vscode");
const { spawn } = require("child_process");

/** One conversation with the server, by JSON-RPC over its standard input and output. */
class Client {
  constructor(command, args, folder, log) {
    this.log = log;
    this.count = 0;
    this.waiting = new Map();
    this.handlers = new Map();
    this.buffer = Buffer.alloc(0);
    this.process = spawn(command, ["language-server", ...args], { cwd: folder });
    this.ended = new Promise((resolve) => {
      this.process.on("error", (error) => resolve(`'${command}' cannot be started: ${error.message}`));
      this.process.on("exit", (code) => resolve(code ? `'${command}' ended with code ${code}` : ""));
    });
    this.process.stdin.on("error", () => {});
    this.process.stdout.on("data", (data) => this.take(data));
    this.process.stderr.on("data", (data) => log.append(data.toString()));
  }

  take(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const match = /content-length: *(\d+)/i.exec(this.buffer.toString("ascii", 0, end));
      const length = match ? Number(match[1]) : 0;
      if (this.buffer.length < end + 4 + length) return;
      const body = this.buffer.toString("utf8", end + 4, end + 4 + length);
      this.buffer = this.buffer.subarray(end + 4 + length);
      this.receive(JSON.parse(body));
    }
  }

  receive(message) {
    if (message.method) {
      const result = this.handlers.get(message.method)?.(message.params);
      if (message.id !== undefined) this.send({ id: message.id, result: result ?? null });
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result);
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  notify(method, params) {
    this.send({ method, params });
  }

  request(method, params) {
    this.count += 1;
    const id = this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ id, method, params });
    });
  }

  stop() {
    this.request("shutdown").then(() => this.notify("exit"), () => {});
    setTimeout(() => this.process.kill(), 2000).unref?.();
  }
}

const position = (value) => new vscode.Position(value.line, value.character);
const range = (value) => new vscode.Range(position(value.start), position(value.end));
const location = (value) => new vscode.Location(vscode.Uri.parse(value.uri), range(value.range));
const plain = (value) => ({ line: value.line, character: value.character });
const plainRange = (value) => ({ start: plain(value.start), end: plain(value.end) });
const edits = (values) => (values ?? []).map((edit) => vscode.TextEdit.replace(range(edit.range), edit.newText));
const text = (value) => (value ? new vscode.MarkdownString(typeof value === "string" ? value : value.value) : undefined);

function workspaceEdit(value) {
  const edit = new vscode.WorkspaceEdit();
  for (const change of value?.documentChanges ?? []) {
    edit.set(vscode.Uri.parse(change.textDocument.uri), edits(change.edits));
  }
  for (const [uri, changes] of Object.entries(value?.changes ?? {})) edit.set(vscode.Uri.parse(uri), edits(changes));
  return edit;
}

function diagnostic(value) {
  const severity = value.severity === 1 ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const result = new vscode.Diagnostic(range(value.range), value.message, severity);
  result.code = value.code;
  result.source = value.source;
  result.tags = value.tags;
  result.relatedInformation = (value.relatedInformation ?? []).map(
    (item) => new vscode.DiagnosticRelatedInformation(location(item.location), item.message));
  return result;
}

function completion(value) {
  // The editor counts kinds from 0, the protocol from 1.
  const item = new vscode.CompletionItem(value.label, value.kind - 1);
  item.detail = value.detail;
  item.documentation = text(value.documentation);
  item.sortText = value.sortText;
  item.filterText = value.filterText;
  item.range = range(value.textEdit.range);
  item.insertText = value.insertTextFormat === 2 ? new vscode.SnippetString(value.textEdit.newText) : value.textEdit.newText;
  return item;
}

function symbol(value) {
  const result = new vscode.DocumentSymbol(
    value.name, value.detail ?? "", value.kind - 1, range(value.range), range(value.selectionRange));
  result.children = (value.children ?? []).map(symbol);
  return result;
}

/** Everything that the editor asks of the server. */
function providers(client, selector, hintsChanged) {
  const of = (document, place, more) => ({
    textDocument: { uri: document.uri.toString() }, ...(place ? { position: plain(place) } : {}), ...more,
  });
  const ask = (name, parameters) => client.request(`textDocument/${name}`, parameters);
  const languages = vscode.languages;
  return [
    languages.registerCompletionItemProvider(selector, {
      async provideCompletionItems(document, place) {
        const answer = await ask("completion", of(document, place));
        return new vscode.CompletionList((answer?.items ?? []).map(completion), answer?.isIncomplete);
      },
    }, "{", "`", ".", ":", "(", "[", "#", "/", " "),
    languages.registerHoverProvider(selector, {
      async provideHover(document, place) {
        const answer = await ask("hover", of(document, place));
        return answer && new vscode.Hover(text(answer.contents), answer.range && range(answer.range));
      },
    }),
    languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, place) {
        const answer = await ask("definition", of(document, place));
        return answer && location(answer);
      },
    }),
    languages.registerReferenceProvider(selector, {
      async provideReferences(document, place, context) {
        return (await ask("references", of(document, place, { context })) ?? []).map(location);
      },
    }),
    languages.registerRenameProvider(selector, {
      async prepareRename(document, place) {
        const answer = await ask("prepareRename", of(document, place));
        return { range: range(answer.range), placeholder: answer.placeholder };
      },
      async provideRenameEdits(document, place, newName) {
        return workspaceEdit(await ask("rename", of(document, place, { newName })));
      },
    }),
    languages.registerCodeActionsProvider(selector, {
      async provideCodeActions(document, place) {
        const answer = await ask("codeAction", of(document, null, { range: plainRange(place), context: { diagnostics: [] } }));
        return (answer ?? []).map((value) => {
          const action = new vscode.CodeAction(value.title, vscode.CodeActionKind.QuickFix);
          action.edit = workspaceEdit(value.edit);
          action.isPreferred = value.isPreferred;
          action.diagnostics = (value.diagnostics ?? []).map(diagnostic);
          return action;
        });
      },
    }),
    languages.registerDocumentSymbolProvider(selector, {
      async provideDocumentSymbols(document) {
        return (await ask("documentSymbol", of(document)) ?? []).map(symbol);
      },
    }),
    languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query) {
        const answer = await client.request("workspace/symbol", { query });
        return (answer ?? []).map((value) =>
          new vscode.SymbolInformation(value.name, value.kind - 1, value.containerName, location(value.location)));
      },
    }),
    languages.registerFoldingRangeProvider(selector, {
      async provideFoldingRanges(document) {
        return (await ask("foldingRange", of(document)) ?? []).map((value) => new vscode.FoldingRange(value.startLine, value.endLine));
      },
    }),
    languages.registerDocumentLinkProvider(selector, {
      async provideDocumentLinks(document) {
        return (await ask("documentLink", of(document)) ?? []).map(
          (value) => new vscode.DocumentLink(range(value.range), vscode.Uri.parse(value.target)));
      },
    }),
    languages.registerDocumentFormattingEditProvider(selector, {
      async provideDocumentFormattingEdits(document, options) {
        return edits(await ask("formatting", of(document, null, { options })));
      },
    }),
    languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: hintsChanged.event,
      async provideInlayHints(document, place) {
        const answer = await ask("inlayHint", of(document, null, { range: plainRange(place) }));
        return (answer ?? []).map((value) => {
          const hint = new vscode.InlayHint(position(value.position), value.label);
          hint.paddingLeft = value.paddingLeft;
          hint.tooltip = value.tooltip;
          return hint;
        });
      },
    }),
  ];
}

let client;

async function activate(context) {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return;
  const settings = vscode.workspace.getConfiguration("report");
  const log = vscode.window.createOutputChannel("report");
  const shown = vscode.languages.createDiagnosticCollection("report");
  const hintsChanged = new vscode.EventEmitter();
  client = new Client(settings.get("command"), settings.get("arguments"), folder.fsPath, log);
  client.ended.then((reason) => reason && vscode.window.showWarningMessage(`report: ${reason}`));
  client.handlers.set("textDocument/publishDiagnostics", ({ uri, diagnostics }) =>
    shown.set(vscode.Uri.parse(uri), diagnostics.map(diagnostic)));
  client.handlers.set("window/showMessage", ({ message }) => void vscode.window.showWarningMessage(`report: ${message}`));
  client.handlers.set("window/logMessage", ({ message }) => log.appendLine(message));
  client.handlers.set("workspace/inlayHint/refresh", () => hintsChanged.fire());
  await client.request("initialize", {
    processId: process.pid, rootUri: folder.toString(),
    capabilities: {
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
      workspace: { inlayHint: { refreshSupport: true }, workspaceEdit: { documentChanges: true } },
    },
  });
  client.notify("initialized", {});

  const isMarkdown = (document) => document.languageId === "markdown" && document.uri.scheme === "file";
  const open = (document) => isMarkdown(document) && client.notify("textDocument/didOpen", {
    textDocument: {
      uri: document.uri.toString(), languageId: "markdown", version: document.version, text: document.getText(),
    },
  });
  const changed = ({ document, contentChanges }) => isMarkdown(document) && client.notify("textDocument/didChange", {
    textDocument: { uri: document.uri.toString(), version: document.version },
    contentChanges: contentChanges.map((change) => ({ range: plainRange(change.range), text: change.text })),
  });
  const tell = (method) => (document) =>
    isMarkdown(document) && client.notify(method, { textDocument: { uri: document.uri.toString() } });
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.{md,bib}");
  const look = () => client.notify("workspace/didChangeWatchedFiles", { changes: [] });
  vscode.workspace.textDocuments.forEach(open);
  context.subscriptions.push(
    log, shown, hintsChanged, watcher, watcher.onDidChange(look), watcher.onDidCreate(look), watcher.onDidDelete(look),
    vscode.workspace.onDidOpenTextDocument(open), vscode.workspace.onDidChangeTextDocument(changed),
    vscode.workspace.onDidSaveTextDocument(tell("textDocument/didSave")),
    vscode.workspace.onDidCloseTextDocument(tell("textDocument/didClose")),
    ...providers(client, { language: "markdown", scheme: "file" }, hintsChanged));
}

function deactivate() {
  client?.stop();
}

module.exports = { activate, deactivate, Client };
