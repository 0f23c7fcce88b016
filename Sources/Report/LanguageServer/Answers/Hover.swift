import Basics
import Book
import Directives
import Document
import Results
import Settings
import Source
import Statistics
import Syntax

/// Says what stands at a place: the reference's entry, or what the store has of it.
struct Hover {
  let view: BookView
  let key: String
  let file: SourceFile
  let byte: Int
  private let reference = ReferenceEntries.shared

  init(_ view: BookView, in key: String, _ file: SourceFile, at byte: Int) {
    (self.view, self.key, self.file, self.byte) = (view, key, file, byte)
  }

  /// The answer to the editor, null where there is nothing to say.
  var json: JSONTree {
    guard let (text, span) = word else { return .null }
    return ["contents": ["kind": "markdown", "value": .string(text)], "range": file.range(span)]
  }

  /// Markdown, and the bytes that it is about.
  private var word: (String, Range<Int>)? { role ?? formula ?? directive ?? name }

  private func isHere(_ span: Range<Int>, _ other: SourceFile) -> Bool {
    other.path == file.path && span.lowerBound <= byte && byte <= span.upperBound
  }

  private var role: (String, Range<Int>)? {
    guard
      let call = view.symbols(of: key)?.roles.first(where: { call in
        isHere(call.nameSpan, call.file) || isHere(call.textSpan, call.file)
      })
    else { return nil }
    if isHere(call.nameSpan, call.file) {
      return reference.role(call.name).map { (ReferenceEntries.markdown($0, title: "{\(call.name)}"), call.nameSpan) }
    }
    switch call.name {
    case "value":
      return (Self.value(call, in: view).map { "**\($0.text)**\n\n\($0.detail)" } ?? Self.unread, call.textSpan)
    case "cite", "citet": return name
    default: return (described(call.text.trimmed), call.textSpan)
    }
  }

  private static let unread = "The results are still being read."

  /// The number behind a `{value}` as it is in the store, and what it is.
  static func value(_ call: RoleCall, in view: BookView) -> (text: String, detail: String)? {
    guard let results = view.results,
      let number = try? CitedNumber(parsing: call.text, base: call.textSpan.lowerBound),
      number.check(among: view.index.offers).isEmpty,
      case .value(let text, let detail, _) = number.inline(from: results.datasets, targets: view.index.targets)
    else { return nil }
    return (text, detail)
  }

  private var name: (String, Range<Int>)? {
    guard let mention = view.name(at: byte, in: key) else { return nil }
    if mention.form == .work {
      return view.index.bibliography.entries[mention.name].map { ($0.plainReference, mention.span) }
    }
    return (described(mention.name), mention.span)
  }

  /// What a label stands for, with its verdict, or how much of it is computed.
  private func described(_ label: String) -> String {
    guard let found = view.definition(of: label) else { return "Nothing is called `\(label)`." }
    let target = view.index.targets[label]?.title ?? label
    var lines: [String] = []
    if let definition = found.definition, definition.kind == "equation" {
      lines = ["**\(target)**", "```latex\n\(definition.title.trimmed)\n```"]
    } else {
      let title = found.definition?.title ?? ""
      lines = ["**\(target)**" + (title.isEmpty || title == target ? "" : " – \(title)")]
    }
    if let finding = view.results?.finding(label) {
      lines.append("\(finding.verdict.rawValue.capitalised): \(finding.sentence())")
    } else if view.index.judged.contains(label) {
      lines.append(view.results == nil ? Self.unread : "Not judged yet.")
    } else if let dataset = view.results?.datasets[label], let offer = view.index.offers[label] {
      lines.append(Self.state(of: dataset, offer))
    }
    return lines.joined(separator: "\n\n")
  }

  /// "12 cells, 5 seeds; 3 runs are not computed yet."
  private static func state(of dataset: Dataset, _ offer: Offer) -> String {
    let size = [
      Words.count(offer.cells.count, "cell"), offer.seeds.isEmpty ? nil : Words.count(offer.seeds.count, "seed"),
    ].compactMap(\.self).joined(separator: ", ")
    let holes = dataset.holes
    let rest =
      holes == 0 ? "all computed" : "\(Words.count(holes, "run")) \(holes == 1 ? "is" : "are") not computed yet"
    let axes = offer.axes.filter { $0.choices.count > 1 }.map { axis in
      "- `\(axis.name)`: \(axis.choices.map { "`\($0.given)`" }.joined(separator: ", "))"
    }
    return (["\(size); \(rest)."] + axes).joined(separator: "\n")
  }

  private var formula: (String, Range<Int>)? {
    guard let math = view.symbols(of: key)?.formulas.first(where: { isHere($0.span, $0.file) }) else { return nil }
    let macros = view.macros.used(in: math).sorted { $0.key < $1.key }
    let list = macros.map { "- `\($0.key)`: `\($0.value)`" }.joined(separator: "\n")
    return ("```latex\n\(math.tex.trimmed)\n```" + (list.isEmpty ? "" : "\n\n\(list)"), math.span)
  }

  private var directive: (String, Range<Int>)? {
    let line = file.line(of: byte)
    let scan = FenceScan(file, before: line + 1)
    if let fence = scan.open.last, fence.line == line, let directive = fence.directive,
      fence.nameSpan.lowerBound <= byte, byte <= fence.nameSpan.upperBound
    {
      return reference.directive(directive).map { (ReferenceEntries.markdown($0), fence.nameSpan) }
    }
    let before = FenceScan(file, before: line)
    let owner = before.isFrontMatter ? FrontMatter.name : before.open.last?.directive
    let options = before.isFrontMatter ? scan.frontMatter : scan.open.last?.options ?? []
    guard let owner, let option = options.last(where: { file.line(of: $0.span.lowerBound) == line }),
      let setting = reference.setting(option.name, of: owner)
    else { return nil }
    if byte < option.span.lowerBound {
      return (ReferenceEntries.markdown(setting), file.bytes(ofLine: line).lowerBound..<option.span.lowerBound)
    }
    return part(of: setting, in: option) ?? name
  }

  /// The thing or the setting whose name stands at the place within a value.
  private func part(of outer: Vocabulary.Setting, in option: FenceScan.Option) -> (String, Range<Int>)? {
    var (start, end) = (byte, byte)
    while start > option.span.lowerBound, NameScanner.isName(file.bytes[start - 1]) { start -= 1 }
    while end < option.span.upperBound, NameScanner.isName(file.bytes[end]) { end += 1 }
    let word = file.text(start..<end)
    let context = ValueContext(file.text(option.span.lowerBound..<start))
    if word.isEmpty || context.isInQuotes { return nil }
    let (setting, owner, _) = reference.place(in: context, of: outer)
    let isLabel = file.text(end..<min(end + 1, file.bytes.count)) == ":"
    if isLabel, let own = owner?.settings.first(where: { $0.name == word }) {
      return (ReferenceEntries.markdown(own), start..<end)
    }
    if let setting, let entry = reference.entries(for: setting).first(where: { $0.name == word }) {
      return (ReferenceEntries.markdown(entry), start..<end)
    }
    return reference.rules[word].map { (ReferenceEntries.markdown($0), start..<end) }
  }
}
