import Basics
import Book
import Citations
import Directives
import Document
import Foundation
import Results
import Settings
import Source
import Syntax

/// Something that may be written at the cursor.
struct Candidate {
  /// Kinds of the protocol.
  enum Kind: Int {
    case function = 3
    case variable = 6
    case classKind = 7
    case property = 10
    case value = 12
    case keyword = 14
    case file = 17
    case reference = 18
    case folder = 19
    case choice = 20
  }

  var label: String
  var kind: Kind
  var detail = ""
  var documentation = ""
  /// What is written; the label where it is nil.
  var text: String?
  /// The same with fields to fill in, for editors that know them.
  var snippet: String?
}

/// Offers what may be written at a place of a chapter.
struct Completion {
  /// So many are offered at most; with more the editor asks again as the author types on.
  static let most = 200

  let view: BookView
  let file: SourceFile
  let context: CursorContext
  let knowsSnippets: Bool
  private let reference = ReferenceEntries.shared

  init(_ view: BookView, in file: SourceFile, at byte: Int, knowsSnippets: Bool = false) {
    self.view = view
    self.file = file
    self.knowsSnippets = knowsSnippets
    context = CursorContext(file, at: byte)
  }

  /// The answer to the editor.
  var json: JSONTree {
    let (candidates, start) = self.candidates
    let word = file.text(start..<context.cursor).lowercased()
    // A book has many labels, so each is put into small letters once.
    let ranked = candidates.compactMap { candidate -> (rank: Int, candidate: Candidate)? in
      if word.isEmpty { return (0, candidate) }
      let label = candidate.label.lowercased()
      return label.hasPrefix(word) ? (0, candidate) : label.contains(word) ? (1, candidate) : nil
    }
    let sorted = ranked.sorted { ($0.rank, $0.candidate.label) < ($1.rank, $1.candidate.label) }.map(\.candidate)
    let items = sorted.prefix(Self.most).enumerated().map { item($1, at: start, rank: $0) }
    return ["isIncomplete": .bool(sorted.count > Self.most), "items": .array(items)]
  }

  private func item(_ candidate: Candidate, at start: Int, rank: Int) -> JSONTree {
    let snippet = knowsSnippets ? candidate.snippet : nil
    let edit = TextEdit(span: start..<context.cursor, text: snippet ?? candidate.text ?? candidate.label)
    return .members([
      "label": .string(candidate.label), "kind": JSONTree(candidate.kind.rawValue),
      "detail": candidate.detail.isEmpty ? nil : .string(candidate.detail),
      "documentation": candidate.documentation.isEmpty ? nil : Self.markdown(candidate.documentation),
      "filterText": .string(candidate.label), "sortText": .string(String(format: "%05d", rank)),
      "insertTextFormat": JSONTree(snippet == nil ? 1 : 2), "textEdit": edit.json(in: file),
    ])
  }

  private static func markdown(_ text: String) -> JSONTree { ["kind": "markdown", "value": .string(text)] }

  /// All that may stand here, and from where on what is written belongs to it.
  var candidates: (candidates: [Candidate], start: Int) {
    switch context.place {
    case .directive: (directives, context.start)
    case .setting(let directive, let given):
      (settings(reference.directive(directive)?.settings ?? [], without: given), context.start)
    case .value(let directive, let setting): values(of: directive, setting)
    case .frontMatterSetting(let given):
      (settings(reference.frontMatter?.settings ?? [], without: given), context.start)
    case .frontMatterValue(let setting): values(of: FrontMatter.name, setting)
    case .role: (roles, context.start)
    case .roleText(let role): roleTexts(of: role)
    case .link: links
    case .prose, .code: ([], context.cursor)
    }
  }

  private var directives: [Candidate] {
    let rest = file.text(context.cursor..<file.bytes(ofLine: file.line(of: context.cursor)).upperBound)
    let isAlone = rest.allSatisfy(\.isWhitespace)
    let line = file.bytes(ofLine: file.line(of: context.cursor))
    let mark = file.bytes[line].drop { [9, 32, UInt8(ascii: ">")].contains($0) }
    let fence = String(decoding: mark.prefix { $0 == mark.first }, as: UTF8.self)
    return reference.everyDirective.map { entry in
      Candidate(
        label: entry.name, kind: .classKind, detail: entry.summary, documentation: ReferenceEntries.markdown(entry),
        text: isAlone ? "\(entry.name)}" : entry.name, snippet: isAlone ? snippet(of: entry, fence: fence) : nil)
    }
  }

  /// The directive with its label and what it needs, closed.
  private func snippet(of entry: Vocabulary.Entry, fence: String) -> String {
    var (text, field) = ("\(entry.name)}", 1)
    if DirectiveCatalogue.needsLabel(entry.name) {
      text += " ${\(field):label}"
      field += 1
    }
    text += "\n"
    for setting in entry.settings where setting.fallback == nil {
      let example = setting.example.replacing("\\", with: "\\\\").replacing("}", with: "\\}").replacing(
        "$", with: "\\$")
      text += "\(setting.name): ${\(field):\(example)}\n"
      field += 1
    }
    return text + (field > 1 ? "\n" : "") + "$0\n\(fence)"
  }

  private func settings(_ settings: [Vocabulary.Setting], without given: [String]) -> [Candidate] {
    settings.filter { !given.contains($0.name) }.map { setting in
      Candidate(
        label: setting.name, kind: .property, detail: setting.fallback == nil ? "required" : setting.help,
        documentation: ReferenceEntries.markdown(setting), text: "\(setting.name): ")
    }
  }

  private var roles: [Candidate] {
    let next = file.text(context.cursor..<min(context.cursor + 1, file.bytes.count))
    return reference.everyRole.map { entry in
      Candidate(
        label: entry.name, kind: .function, detail: entry.summary, documentation: ReferenceEntries.markdown(entry),
        text: next == "}" ? entry.name : "\(entry.name)}`", snippet: next == "}" ? nil : "\(entry.name)}`$1`$0")
    }
  }

  private func values(of directive: String, _ name: String) -> ([Candidate], Int) {
    guard let outer = reference.setting(name, of: directive) else { return ([], context.cursor) }
    if outer.allowed.hasPrefix("a path") { return files(endings: Self.endings(of: directive, name)) }
    if name == "holds" { return expressions }
    let inner = ValueContext(context.text)
    if inner.isInQuotes { return ([], context.cursor) }
    if let last = inner.calls.last, last.head == "profile", last.label == nil {
      let names = Profile.allCases.map(\.rawValue).filter { !last.given.contains($0) }
      let entries = names.map { Candidate(label: $0, kind: .property, detail: "a profile", text: "\($0): ") }
      return (entries, context.cursor - inner.word.utf8.count)
    }
    let (setting, owner, level) = reference.place(in: inner, of: outer)
    let word = inner.word
    let start = context.cursor - word.utf8.count
    if let point = word.firstIndex(of: "."), let known = view.parameters[String(word[..<point])] {
      return (parameters(known), context.cursor - word[word.index(after: point)...].utf8.count)
    }
    var found: [Candidate] = []
    if let owner, let level, level.label == nil {
      found += settings(owner.settings, without: level.given)
      if level.commas == 0, let first = owner.settings.first { found += choices(for: first, of: directive) }
    } else if let setting {
      found += choices(for: setting, of: directive)
      found += view.parameters.keys.map {
        Candidate(label: $0, kind: .variable, detail: "parameters", text: "\($0).")
      }
    }
    return (found, start)
  }

  /// What a setting may be.
  private func choices(for setting: Vocabulary.Setting, of directive: String) -> [Candidate] {
    let things = reference.entries(for: setting).map { entry in
      Candidate(
        label: entry.name, kind: .value, detail: entry.summary, documentation: ReferenceEntries.markdown(entry))
    }
    let words = setting.choices.map { word in
      Candidate(label: word, kind: .choice, detail: reference.rules[word]?.summary ?? "")
    }
    let flags = setting.allowed == "true or false" ? ["true", "false"].map { Candidate(label: $0, kind: .choice) } : []
    let found = things + defined(for: setting) + words + flags + names(for: setting)
    if !found.isEmpty { return found }
    let example = setting.fallback ?? setting.example
    return example.isEmpty ? [] : [Candidate(label: example, kind: .value, detail: ReferenceEntries.standard(setting))]
  }

  /// The models, errors and tasks that the book defines, where a setting takes such.
  private func defined(for setting: Vocabulary.Setting) -> [Candidate] {
    guard let kind = setting.allowed.split(separator: " ").dropFirst().first.map(String.init),
      EquationBody.names.contains(kind)
    else { return [] }
    return (view.whole?.symbols.values.flatMap(\.definitions) ?? []).filter { $0.kind == kind }.map {
      Candidate(label: $0.label, kind: .value, detail: "defined in this book")
    }
  }

  /// Labels, numbers, curves and axes, where a setting takes the name of such.
  private func names(for setting: Vocabulary.Setting) -> [Candidate] {
    if setting.name == "of" {
      let isOfStatement = setting.allowed == "the label of a statement"
      let word = ValueContext(context.text).word
      let offers = view.index.offers
      return labels(word) { isOfStatement || offers[$0.label] != nil }
    }
    let offers = sources.compactMap { view.index.offers[$0] }
    switch setting.allowed {
    case _ where setting.allowed.contains("name of a number") || setting.allowed.contains("names of numbers"):
      return offers.flatMap(numbers)
    case _ where setting.allowed.contains("name of a curve"):
      return offers.flatMap { offer in
        offer.curves.map { Candidate(label: $0.key, kind: .property, detail: "\($0.value.y)") }
      }
    case _ where setting.allowed.hasPrefix("an axis"):
      return offers.flatMap { $0.axes.map { Candidate(label: $0.name, kind: .property, detail: "axis") } }
    case _ where setting.allowed.hasPrefix("a value of an axis"):
      return offers.flatMap { $0.axes.flatMap(Self.choices) }
    default: return []
    }
  }

  private static func choices(of axis: Offer.Axis) -> [Candidate] {
    axis.choices.map { Candidate(label: $0.given.description, kind: .choice, detail: axis.name) }
  }

  /// The labels that `of:` gives in the directive so far.
  private var sources: [String] {
    let texts = context.options.map { $0.name == "of" ? "of: \($0.text)" : $0.text } + [context.text]
    return texts.flatMap { text in
      text.matches(of: /\bof:\s*([A-Za-z_][A-Za-z0-9_.:-]*)/).map { String($0.output.1) }
    }
  }

  private func numbers(of offer: Offer) -> [Candidate] {
    offer.numbers.map { Candidate(label: $0.key, kind: .property, detail: $0.value) }
  }

  private func parameters(_ values: [String: Value]) -> [Candidate] {
    values.map { Candidate(label: $0.key, kind: .variable, detail: "\($0.value)") }
  }

  /// Labels in which a word stands, those first that begin with it, and no more than are offered.
  private func labels(_ word: String, where isMeant: (BookWorker.Whole.Label) -> Bool = { _ in true }) -> [Candidate] {
    let word = word.lowercased()
    let known = view.whole?.labels ?? []
    var found: [Candidate] = []
    func take(where fits: (String) -> Bool) {
      for label in known where found.count <= Self.most && fits(label.lowered) && isMeant(label) {
        found.append(Candidate(label: label.label, kind: .reference, detail: label.title))
      }
    }
    take { $0.hasPrefix(word) }
    if !word.isEmpty { take { !$0.hasPrefix(word) && $0.contains(word) } }
    let saved = view.labels
    for key in view.documents.keys where view.isOfBook(key) {
      for definition in view.symbols(of: key)?.definitions ?? [] where saved[definition.label] == nil {
        found.append(Candidate(label: definition.label, kind: .reference, detail: definition.kind))
      }
    }
    return found
  }

  private func roleTexts(of role: String) -> ([Candidate], Int) {
    switch role {
    case "ref": return (labels(context.text), context.start)
    case "verdict":
      let judged = view.index.judged
      return (labels(context.text) { judged.contains($0.label) }, context.start)
    case "cite", "citet": return works
    case "value": return expressions
    default: return ([], context.cursor)
    }
  }

  private var works: ([Candidate], Int) {
    let word = String(context.text.reversed().prefix { !$0.isWhitespace && !",;".contains($0) }.reversed())
    let fitting = view.index.bibliography.entries.values.filter {
      word.isEmpty || $0.key.lowercased().contains(word.lowercased())
    }
    let shown = fitting.sorted { $0.key < $1.key }.prefix(Self.most + 1)
    return (
      shown.map { entry in
        Candidate(
          label: entry.key, kind: .reference, detail: entry.title,
          documentation: fitting.count <= Self.most ? entry.plainReference : "")
      }, context.cursor - word.utf8.count
    )
  }

  /// Numbers of results, as sentences and claims cite them.
  private var expressions: ([Candidate], Int) {
    let text = context.text
    if let match = text.firstMatch(of: /([A-Za-z_][A-Za-z0-9_-]*)\.[A-Za-z0-9_.]+\[([^\]]*)$/),
      let offer = view.index.offers[String(match.output.1)]
    {
      let word = match.output.2.split(separator: /[,:]\s*/, omittingEmptySubsequences: false).last ?? ""
      let axes = offer.axes.map { Candidate(label: $0.name, kind: .property, detail: "axis", text: "\($0.name): ") }
      return (offer.axes.flatMap(Self.choices) + axes, context.cursor - word.utf8.count)
    }
    if let match = text.firstMatch(of: /([A-Za-z_][A-Za-z0-9_-]*)\.([A-Za-z0-9_.]*)$/) {
      let offer = view.index.offers[String(match.output.1)]
      return (offer.map(numbers) ?? [], context.cursor - match.output.2.utf8.count)
    }
    if text.contains(/%[^\s]*$/) { return ([], context.cursor) }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }.reversed())
    let offers = view.index.offers
    return (labels(word) { offers[$0.label] != nil }, context.cursor - word.utf8.count)
  }

  private var links: ([Candidate], Int) {
    let parts = context.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count > 1 {
      let start = context.cursor - parts[1].utf8.count
      if parts[0].isEmpty { return (labels(String(parts[1])), start) }
      let path = ProjectFiles.path(of: String(parts[0]), beside: file)
      return (labels(String(parts[1])) { $0.chapter == path }, start)
    }
    let chapters = (view.whole?.read.surroundings.chapters ?? []).map { chapter in
      Candidate(
        label: ProjectFiles.path(of: chapter.path, from: file), kind: .file,
        detail: chapter.title?.plainText ?? "")
    }
    let (files, start) = files(endings: nil)
    let known = Set(chapters.map(\.label))
    return start == context.start ? (chapters + files.filter { !known.contains($0.label) }, start) : (files, start)
  }

  /// The endings of files that a setting takes; nil for any.
  private static func endings(of directive: String, _ setting: String) -> Set<String>? {
    switch directive {
    case "image": ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf"]
    case "bibliography": ["bib"]
    case "include": ["md"]
    case "recorded": ["json"]
    default: nil
    }
  }

  /// Files and folders beside the document, or in the folder that is written already.
  private func files(endings: Set<String>?) -> ([Candidate], Int) {
    let written = context.text.hasPrefix("\"") ? String(context.text.dropFirst()) : context.text
    let folder = written.contains("/") ? String(written[...(written.lastIndex(of: "/") ?? written.startIndex)]) : ""
    let start = context.cursor - written.utf8.count + folder.utf8.count
    guard !written.hasPrefix("/"), !written.hasPrefix("~") else { return ([], start) }
    let base = URL(filePath: FileAddress.key(of: file.path)).deletingLastPathComponent().appending(path: folder)
    guard FileAddress.key(of: base.path).hasPrefix(FileAddress.key(of: view.root.path)) else { return ([], start) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    return (
      names.filter { !$0.hasPrefix(".") }.compactMap { name -> Candidate? in
        let ending = (name as NSString).pathExtension.lowercased()
        // A file with an ending is asked for nothing, since a folder may have very many.
        var isFolder: ObjCBool = false
        if ending.isEmpty {
          _ = FileManager.default.fileExists(atPath: base.appending(path: name).path, isDirectory: &isFolder)
        }
        if isFolder.boolValue { return Candidate(label: name, kind: .folder, text: "\(name)/") }
        return endings?.contains(ending) == false ? nil : Candidate(label: name, kind: .file)
      }, start
    )
  }
}
