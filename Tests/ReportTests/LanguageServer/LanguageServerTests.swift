import Basics
import Foundation
import Testing

@testable import Command
@testable import LanguageServer
@testable import Mathematics
@testable import Reading
@testable import Source

@Suite("The language server")
struct LanguageServerTests {
  @Test func `tells mistakes as they are typed, and that they are gone, with places in UTF-16`() throws {
    let editor = try Editor([
      "01-small.md": SmallBook.chapter + "\n𝔼 und 😀 größer: {ref}`memory` und {ref}`small`\n"
    ])
    try editor.open("chapters/01-small.md")
    #expect(editor.messages("chapters/01-small.md").isEmpty)
    editor.replace("größer: {ref}`memory`", by: "größer: {ref}`memori`", in: "chapters/01-small.md")
    let line = SmallBook.chapter.split(separator: "\n", omittingEmptySubsequences: false).count
    let messages = editor.messages("chapters/01-small.md")
    #expect(messages == ["\(line):24: nothing is called 'memori'\ndid you mean 'memory'?"])
    editor.replace("memori", by: "memory", in: "chapters/01-small.md")
    #expect(editor.messages("chapters/01-small.md").isEmpty)
  }

  @Test func `a change in one chapter shows in another, before anything is saved`() throws {
    let editor = try Editor([
      "01-one.md": "# One {#one}\n\n## Here {#here}\n\nSee {ref}`there`.\n",
      "02-two.md": "# Two\n\n## There {#there}\n\nSee {ref}`here` and {ref}`one`.\n",
    ])
    try editor.open("chapters/01-one.md")
    #expect(editor.messages("chapters/02-two.md").isEmpty)
    editor.replace("{#here}", by: "{#her}", in: "chapters/01-one.md")
    #expect(editor.messages("chapters/02-two.md") == ["4:10: nothing is called 'here'\ndid you mean 'her'?"])
    editor.replace("{#her}", by: "{#here}", in: "chapters/01-one.md")
    #expect(editor.messages("chapters/02-two.md").isEmpty)
  }

  @Test func `an included file is read as it is open`() throws {
    let editor = try Editor([
      "01-one.md": "# One\n\n```{include}\nfile: _part.md\n```\n", "_part.md": "Some {ref}`nothing`.\n",
    ])
    #expect(editor.messages("chapters/_part.md").count == 1)
    try editor.open("chapters/_part.md")
    editor.replace("{ref}`nothing`", by: "text", in: "chapters/_part.md")
    #expect(editor.messages("chapters/_part.md").isEmpty)
    try editor.open("chapters/01-one.md")
    let place = editor.place(of: "_part.md", in: "chapters/01-one.md", offset: 2)
    let target = editor.request("textDocument/definition", place)["uri"]?.text
    #expect(target == editor.address("chapters/_part.md"))
  }

  @Test(arguments: SpecTests.specs)
  func `a chapter by itself has the messages that it has in its book`(spec: SpecTests.Spec) throws {
    let files = Dictionary(spec.files.map { ($0.path, $0.text) }) { first, _ in first }
    let chapter = SourceFile(path: "chapter.md", text: files["chapter.md"] ?? "")
    let other = SourceFile(path: "zz-beside.md", text: "# Beside {#zz}\n\nSee {ref}`zz`.\n")
    let project = ProjectFiles(files)
    let typesetter = Typesetter()
    let whole = try BookReader([chapter, other], profile: .quick, typesetter: typesetter, project: project)
    let part = try BookReader(
      [chapter], profile: .quick, typesetter: typesetter, project: project, beside: whole.asSurroundings)
    func lines(_ reader: BookReader) -> [String] {
      DiagnosticPrinter.sorted(reader.diagnostics).map { "\($0.description) \($0.span)" }
    }
    #expect(lines(part) == lines(whole))
  }

  @Test(arguments: SpecTests.specs)
  func `the fix to take mends what it is for`(spec: SpecTests.Spec) throws {
    guard spec.files.count == 1 else { return }
    func diagnostics(of text: String) throws -> [Diagnostic] {
      let file = SourceFile(path: "chapter.md", text: text)
      return try BookReader([file], profile: .quick, typesetter: nil).diagnostics
    }
    let text = spec.files[0].text
    let found = try diagnostics(of: text)
    for diagnostic in found where diagnostic.file.path == "chapter.md" {
      for fix in QuickFixes(file: diagnostic.file).fixes(for: diagnostic) where fix.isPreferred {
        let edits = JSONTree.array(fix.edits.map { $0.json(in: diagnostic.file) })
        let mended = try diagnostics(of: Editor.applied(edits, to: text))
        let same = mended.filter { $0.message == diagnostic.message && $0.rule == diagnostic.rule }
        let before = found.filter { $0.message == diagnostic.message && $0.rule == diagnostic.rule }
        #expect(same.count < before.count, "\(diagnostic.message): \(fix.title)")
      }
    }
  }

  private static let offers = [
    ("```{fig", "figure"), ("```{experiment} e\nmod", "model"), ("```{experiment} e\nmodel: linear-r", "linear-rnn"),
    ("```{experiment} e\nmodel: linear-rnn(wid", "width"), ("```{figure} f\nplot: mem", "memory"),
    ("```{figure} f\nplot: memory(of: ti", "tiny"), ("```{figure} f\nplot: curves(of: bias, curve: pro", "profile"),
    ("```{claim} c\nholds: tiny.longLag", "longLagError"), ("A {ref}`mem", "memory"), ("A {verdict}`", "C"),
    ("A {val", "value"), ("A {value}`ti", "tiny"), ("A {value}`tiny.short", "shortLagError"),
    ("A {value}`tiny.longLagError[sq", "squared"), ("A [link](", "01-small.md"), ("A [link](#sm", "small"),
    ("> - {ref}`pro", "profiles"), ("```{include}\nfile: ", "01-small.md"),
    ("````{note}\n```{table} t\nof: bi", "bias"), ("```{figure} f\nalt: with {value}`tiny.sho", "shortLagError"),
    ("```{experiment} e\ntask: linear-functional(memory: expon", "exponential"),
    ("```{experiment} e\nsteps: profile(quick: 1, stan", "standard"),
    ("```{model} m\nsettings: [width: 4]\n\nstate h[width]\nh' = ta", "tanh"),
    ("```{model} m\nsettings: [width: 4]\n\nstate gate[wi", "width"),
    ("```{model} m\nsettings: [width: 4]\n\nstate gate[width]\ny = C ga", "gate"),
    ("```{error} e\nsettings: [level: 1]\n\nmax(lev", "level"), ("```{error} e\n\nabs(yh", "yhat"),
    ("```{theorem} t\ncheck: property(trials: 9)\n\nfor w[3] ~ uniform(0, 1)\nsu", "sum"),
  ]

  @Test func `offers what may stand at the cursor, and nothing where nothing is meant`() throws {
    let editor = try Editor()
    let view = editor.currentView
    func labels(behind text: String) -> [String] {
      let file = SourceFile(path: editor.book.path("chapters/01-small.md"), text: "# Title\n\n\(text)")
      let items = Completion(view, in: file, at: file.bytes.count).json["items"]?.items ?? []
      return items.compactMap { $0["label"]?.text }
    }
    for (text, expected) in Self.offers {
      let labels = labels(behind: text)
      #expect(labels.contains(expected), "\(text): \(labels)")
    }
    for text in [
      "```python\n{fi", "Plain te", "```{experiment} e\nmodel: \"a lin", "\\{re",
      "```{model} m\n\nstate h[4]\n\nA caption ta",
    ] {
      #expect(labels(behind: text) == [], "\(text)")
    }
  }

  @Test func `says what stands at a place, with the values of the last build`() throws {
    let editor = try Editor()
    try editor.open("chapters/01-small.md")
    let chapter = "chapters/01-small.md"
    #expect(editor.hover("{experiment}", in: chapter, offset: 3).contains("trains models on a task"))
    #expect(editor.hover("linear-rnn(width", in: chapter).contains("width"))
    #expect(editor.hover("width: 4", in: chapter).hasPrefix("**width**"))
    #expect(editor.hover("steps: profile", in: chapter).hasPrefix("**steps**"))
    #expect(editor.hover("y_t", in: chapter).contains("\\rho(s)"))
    #expect(editor.hover("tiny.longLagError", in: chapter).contains("not computed yet"))
    #expect(editor.hover("`C`", in: chapter, offset: 1).contains("Claim"))
    let manifest = try editor.book.build().manifest
    editor.notify("textDocument/didSave", ["textDocument": ["uri": .string(editor.address(chapter))]])
    editor.settle()
    let value = editor.hover("tiny.longLagError", in: chapter)
    #expect(value.contains("mean of 3 seeds, 95 % interval") && value.contains("%**"), "\(value)")
    let verdict = try #require(manifest.claims.first?.verdict)
    let claim = editor.hover("`C`", in: chapter, offset: 1)
    #expect(claim.lowercased().contains(verdict.rawValue), "\(claim)")
    let hints = editor.request(
      "textDocument/inlayHint",
      [
        "textDocument": ["uri": .string(editor.address(chapter))],
        "range": ["start": ["line": 0, "character": 0], "end": ["line": 900, "character": 0]],
      ])
    let labels = (hints.items ?? []).compactMap { $0["label"]?.text }
    #expect(labels.count == 4 && labels.contains("12") && labels.contains(verdict.rawValue), "\(labels)")
  }

  @Test func `a label is found, and renamed everywhere, also in what is not saved`() throws {
    let chapters = [
      "01-small.md": SmallBook.chapter,
      "02-other.md": """
      # Other

      See {ref}`tiny`, [there](#tiny), [here](01-small.md#memory) and {value}`1 - tiny.longLagError[squared] %.1f`.

      ```{table} other
      of: tiny
      values: [longLagError]

      With {value}`bias.meanLag[squared] %.1f`, see {ref}`other`.
      ```

      """,
    ]
    for (label, count) in [("tiny", 10), ("memory", 3), ("bias", 5), ("eq", 2), ("small", 1), ("T", 2), ("C", 2)] {
      let editor = try Editor(chapters)
      try editor.open("chapters/01-small.md")
      let mark =
        ["eq": "(eq)", "small": "{#small}", "memory": "{figure} memory", "T": "{theorem} T", "C": "{claim} C"][label]
        ?? "} \(label)\n"
      var place = editor.place(
        of: mark, in: "chapters/01-small.md",
        offset: mark.utf8.count - (mark.hasSuffix("\n") || mark.hasSuffix(")") || mark.hasSuffix("#small}") ? 2 : 1))
      guard case .object(var members) = place else { continue }
      members["context"] = ["includeDeclaration": true]
      let references = editor.request("textDocument/references", .object(members))
      #expect(references.items?.count == count, "\(label): \(references)")
      members["newName"] = "renamed"
      place = .object(members)
      try editor.apply(editor.request("textDocument/rename", place))
      let folder = BookFolder(path: editor.book.path("chapters"), profile: .quick)
      let whole = try folder.diagnosed(typesetter: Typesetter())
      #expect(whole.1.filter { $0.severity == .error }.map(\.message) == [], "\(label)")
      let index = whole.0.index
      #expect(index.targets[label] == nil && index.targets["renamed"] != nil, "\(label)")
    }
  }

  @Test func `a name that cannot be, or is there, is refused`() throws {
    let editor = try Editor()
    try editor.open("chapters/01-small.md")
    for (name, words) in [
      ("two words", "cannot be a label"), ("bias", "is a label already"), ("9lives", "cannot be a label"),
      ("a.b", "cannot name results"),
    ] {
      guard case .object(var members) = editor.place(of: "{experiment} tiny", in: "chapters/01-small.md", offset: 14)
      else { continue }
      members["newName"] = .string(name)
      let message = editor.request("textDocument/rename", .object(members))["message"]?.text ?? ""
      #expect(message.contains(words), "\(name): \(message)")
    }
  }

  @Test func `works of a bibliography are followed, described and renamed`() throws {
    let editor = try Editor([
      "01-one.md": "# One\n\nBy {cite}`see ada1843 p. 5`.\n\n```{bibliography}\nfile: works.bib\n```\n",
      "works.bib":
        "@inbook{ada1843, author={Ada Lovelace}, title={Notes}, year=1843, crossref = {vol}}\n"
        + "@book{vol, title={Memoirs}, publisher={Taylor}}\n",
    ])
    try editor.open("chapters/01-one.md")
    let place = editor.place(of: "ada1843", in: "chapters/01-one.md", offset: 2)
    let definition = editor.request("textDocument/definition", place)
    #expect(definition["uri"]?.text == editor.address("chapters/works.bib"))
    #expect(definition["range"]?["start"] == ["line": 0, "character": 8])
    #expect(editor.hover("ada1843", in: "chapters/01-one.md").contains("Lovelace, A. (1843). Notes."))
    guard case .object(var members) = place else { return }
    members["newName"] = "lovelace"
    try editor.apply(editor.request("textDocument/rename", .object(members)))
    #expect(try editor.book.text("chapters/works.bib").hasPrefix("@inbook{lovelace,"))
    #expect(try editor.book.text("chapters/01-one.md").contains("see lovelace p. 5"))
  }

  @Test func `lists parts, folds them and formats`() throws {
    let text =
      "# One\n\n## A\n\n### B\n\n```{note} n\nText {ref}`n`.\n```\n\n## C\n\n```{experiment}   e\nseeds:   1...3\n```\n"
    let editor = try Editor(["01-one.md": text])
    try editor.open("chapters/01-one.md")
    let document: JSONTree = ["textDocument": ["uri": .string(editor.address("chapters/01-one.md"))]]
    let outline = editor.request("textDocument/documentSymbol", document)
    func names(_ items: JSONTree?) -> [String] {
      (items?.items ?? []).flatMap { [$0["name"]?.text ?? ""] + names($0["children"]).map { "-\($0)" } }
    }
    #expect(names(outline) == ["One", "-A", "--B", "---n", "-C", "--e"])
    let folds = editor.request("textDocument/foldingRange", document).items ?? []
    #expect(folds.contains(["startLine": 6, "endLine": 8]) && folds.contains(["startLine": 2, "endLine": 8]))
    let edits = editor.request("textDocument/formatting", document)
    #expect(Editor.applied(edits, to: text).contains("```{experiment} e\nseeds: 1...3\n"))
    let found = editor.request("workspace/symbol", ["query": "e"])
    let parts = (found.items ?? []).compactMap { $0["name"]?.text }
    #expect(parts == ["One", "e"])
  }

  @Test func `answers what it is not asked rightly with an error, and goes on`() throws {
    var sent: [JSONTree] = []
    let server = LanguageServer(
      cache: "/nonexistent", code: .program, open: { _ in BookFolder(path: "/nonexistent") }, send: { sent.append($0) })
    func code(_ message: JSONTree) -> Double? {
      sent = []
      server.receive(message)
      return sent.last?["error"]?["code"]?.number
    }
    #expect(code(["id": 1, "method": "textDocument/hover"]) == -32002)
    #expect(code(["id": 2]) == -32600)
    #expect(code(["id": 3, "method": "initialize", "params": [:]]) == nil)
    #expect(code(["id": 4, "method": "initialize", "params": [:]]) == -32600)
    #expect(code(["id": 5, "method": "no/such"]) == -32601)
    #expect(code(["id": 6, "method": "textDocument/hover", "params": [:]]) == -32602)
    #expect(code(["method": "textDocument/didChange", "params": ["textDocument": 5]]) == nil && sent.isEmpty)
    #expect(code(["id": 7, "method": "shutdown"]) == nil)
    #expect(code(["id": 8, "method": "workspace/symbol"]) == -32600)
  }
}
