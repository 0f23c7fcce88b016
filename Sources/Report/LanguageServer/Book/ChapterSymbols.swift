import Book
import Directives
import Document
import Equations
import Settings
import Source
import Syntax

/// What a chapter calls by a name, and where it uses names.
struct ChapterSymbols: Sendable {
  /// A label where it is given.
  struct Definition: Sendable {
    var label: String
    /// "figure", "section", "equation".
    var kind: String
    /// What a person reads, "A first look".
    var title: String
    /// Bytes of the label.
    var span: Range<Int>
    /// Bytes of all that it stands for, its heading alone for a section.
    var whole: Range<Int>
    var file: SourceFile
  }

  /// A name where it may be used: of a label, of something that the book defines, or of a work of the bibliography.
  struct Mention: Sendable {
    enum Form: Sendable { case label, definition, work }

    var name: String
    var span: Range<Int>
    var file: SourceFile
    var form = Form.label
  }

  private(set) var definitions: [Definition] = []
  private(set) var mentions: [Mention] = []
  private(set) var headings: [Heading<Draft>] = []
  private(set) var calls: [DirectiveCall] = []
  private(set) var roles: [RoleCall] = []
  private(set) var formulas: [Math] = []
  private(set) var links: [Link] = []
  let file: SourceFile

  init(_ chapter: Chapter) {
    file = chapter.file
    links = chapter.links
    if let heading = chapter.heading {
      add(heading)
      heading.content.walk { visit($0) }
    }
    chapter.blocks.walk { visit($0) }
    for link in chapter.links where !link.label.isEmpty { add(link) }
  }

  private mutating func visit(_ item: DraftItem) {
    switch item {
    case .heading(let heading): add(heading)
    case .equation(let equation): add(equation)
    case .formula(let math): formulas.append(math)
    case .directive(let call): add(call)
    case .role(let call): add(call)
    }
  }

  private mutating func add(_ heading: Heading<Draft>) {
    headings.append(heading)
    guard let label = heading.label else { return }
    let line = heading.file.bytes(ofLine: heading.file.line(of: heading.span.lowerBound))
    definitions.append(
      Definition(
        label: label, kind: heading.level == 1 ? "chapter" : "section", title: heading.content.plainText,
        span: heading.span, whole: line, file: heading.file))
  }

  private mutating func add(_ equation: Equation) {
    formulas.append(equation.math)
    let file = equation.math.file
    let whole = equation.math.span
    if let label = equation.label {
      definitions.append(
        Definition(
          label: label, kind: "equation", title: equation.math.tex, span: equation.labelSpan, whole: whole, file: file))
    }
    for row in equation.rows {
      definitions.append(
        Definition(
          label: row.label, kind: "equation", title: equation.math.tex, span: row.span, whole: whole, file: row.file))
    }
  }

  private mutating func add(_ call: DirectiveCall) {
    calls.append(call)
    if let label = call.label {
      definitions.append(
        Definition(
          label: label, kind: call.name, title: call.options.first { $0.name == "title" }?.text ?? "",
          span: call.labelSpan, whole: call.span, file: call.file))
    }
    let texts = DirectiveCatalogue.directive(named: call.name)?.textOptions ?? []
    for option in call.options {
      if texts.contains(option.name) {
        Template(option.text, start: option.textSpan.lowerBound, file: call.file).roles.forEach { add($0) }
      }
      if !texts.contains(option.name) || option.name == "holds" {
        add(NameScanner.paths(in: option.text, at: option.textSpan.lowerBound), in: call.file)
      }
      guard !texts.contains(option.name),
        let value = try? Value(parsing: option.text, base: option.textSpan.lowerBound)
      else { continue }
      let names = option.name == "of" ? value.names : value.sourceNames
      add(names.filter { !$0.text.contains(".") }, in: call.file)
      for name in value.heads {
        mentions.append(Mention(name: name.text, span: name.span, file: call.file, form: .definition))
      }
    }
    for line in call.equations {
      for name in NameScanner.calls(in: line.text, at: line.start) {
        mentions.append(Mention(name: name.text, span: name.span, file: call.file, form: .definition))
      }
    }
  }

  private mutating func add(_ call: RoleCall) {
    roles.append(call)
    switch call.name {
    case "ref", "verdict": add([trimmed(call)], in: call.file)
    case "value": add(NameScanner.paths(in: call.text, at: call.textSpan.lowerBound), in: call.file)
    case "cite", "citet":
      for name in NameScanner.words(in: call.text, at: call.textSpan.lowerBound) {
        mentions.append(Mention(name: name.text, span: name.span, file: call.file, form: .work))
      }
    default: break
    }
  }

  private func trimmed(_ call: RoleCall) -> NameScanner.Name {
    NameScanner.words(in: call.text, at: call.textSpan.lowerBound, separators: []).first
      ?? NameScanner.Name(text: "", span: call.textSpan)
  }

  private mutating func add(_ link: Link) {
    let text = link.file.text(link.span)
    guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "#")) else { return }
    let start = link.span.lowerBound + text.utf8.distance(from: text.startIndex, to: sign) + 1
    let span = start..<min(start + link.label.utf8.count, link.file.bytes.count)
    guard link.file.text(span) == link.label else { return }
    mentions.append(Mention(name: link.label, span: span, file: link.file))
  }

  private mutating func add(_ names: [NameScanner.Name], in file: SourceFile) {
    for name in names { mentions.append(Mention(name: name.text, span: name.span, file: file)) }
  }
}

extension Value {
  /// The names in a value and in its lists, with their places.
  fileprivate var names: [NameScanner.Name] {
    switch kind {
    case .name(let name): [NameScanner.Name(text: name, span: span.lowerBound..<span.lowerBound + name.utf8.count)]
    case .list(let values): values.flatMap(\.names)
    case .call(_, let arguments): arguments.flatMap(\.value.names)
    case .number, .string, .range: []
    }
  }

  /// Every name that stands for a thing, with settings behind it or without.
  fileprivate var heads: [NameScanner.Name] {
    let own = head.map { [NameScanner.Name(text: $0, span: span.lowerBound..<span.lowerBound + $0.utf8.count)] } ?? []
    switch kind {
    case .list(let values): return values.flatMap(\.heads)
    case .call(_, let arguments): return own + arguments.flatMap(\.value.heads)
    case .number, .string, .range, .name: return own
    }
  }

  /// The names that arguments called `of` give, in it and in its parts.
  fileprivate var sourceNames: [NameScanner.Name] {
    switch kind {
    case .list(let values): values.flatMap(\.sourceNames)
    case .call(_, let arguments):
      arguments.flatMap { $0.label == "of" ? $0.value.names : $0.value.sourceNames }
    case .number, .string, .range, .name: []
    }
  }
}
