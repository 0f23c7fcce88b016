import Core

/// Carries out the calls of a draft: what comes out is ready to render.
struct Resolver: Sendable {
  let book: Book
  let results: Results
  let styles: SeriesStyles

  init(_ book: Book, results: Results) {
    self.book = book
    self.results = results
    styles = SeriesStyles(offers: book.directives.compactMap(\.offer))
  }

  func blocks(_ draft: [Block<Draft>], in file: SourceFile) throws -> [Block<Final>] {
    try draft.flatMap { try blocks($0, in: file) }
  }

  private func blocks(_ block: Block<Draft>, in file: SourceFile) throws -> [Block<Final>] {
    switch block {
    case .heading(let heading): [.heading(resolved(heading, in: file))]
    case .paragraph(let content): [.paragraph(inlines(content))]
    case .list(let list):
      [
        .list(
          List(
            start: list.start, isTight: list.isTight,
            items: try list.items.map { .init(ticked: $0.ticked, content: try blocks($0.content, in: file)) }))
      ]
    case .code(let language, let text): [.code(language: language, text: text)]
    case .quote(let content): [.quote(try blocks(content, in: file))]
    case .table(let table):
      [
        .table(
          Table(
            alignments: table.alignments, header: table.header.map(inlines),
            rows: table.rows.map { $0.map(inlines) }))
      ]
    case .thematicBreak: [.thematicBreak]
    case .equation(var equation):
      {
        equation.number = book.targets[Place(file, equation.math.span)]?.number
        return [.equation(equation)]
      }()
    case .rawHTML(let text): [.rawHTML(text)]
    case .footnotes(let notes):
      [
        .footnotes(
          try notes.map { Footnote(label: $0.label, number: $0.number, content: try blocks($0.content, in: file)) })
      ]
    case .directive(let call): try carryOut(call)
    case .figure, .box: []
    }
  }

  private func resolved(_ heading: Heading<Draft>, in file: SourceFile) -> Heading<Final> {
    let target = book.targets[Place(file, heading.span)]
    return Heading(
      level: heading.level, label: target?.anchor ?? heading.label, span: heading.span, number: target?.number,
      content: inlines(heading.content))
  }

  private func carryOut(_ call: DirectiveCall) throws -> [Block<Final>] {
    guard let directive = book.directive(for: call) else { return [] }
    return try directive.blocks(
      in: CarryingOut(target: book.targets[Place(call.file, call.span)], resolver: self, file: call.file))
  }

  func inlines(_ draft: [Inline<Draft>]) -> [Inline<Final>] { draft.flatMap(inlines) }

  private func inlines(_ inline: Inline<Draft>) -> [Inline<Final>] {
    switch inline {
    case .text(let text): [.text(text)]
    case .code(let text): [.code(text)]
    case .emphasis(let content): [.emphasis(inlines(content))]
    case .strong(let content): [.strong(inlines(content))]
    case .strikethrough(let content): [.strikethrough(inlines(content))]
    case .link(let destination, let title, let content):
      [.link(destination: destination, title: title, inlines(content))]
    case .image(let source, let title, let alternative):
      [.image(source: source, title: title, alternative: alternative)]
    case .math(let math): [.math(math)]
    case .softBreak: [.softBreak]
    case .lineBreak: [.lineBreak]
    case .footnoteReference(let label, let number): [.footnoteReference(label: label, number: number)]
    case .role(let call): (try? RoleCatalogue.role(for: call))?.inlines(in: book.index, results) ?? [.code(call.text)]
    case .value(let text, let detail): [.value(text: text, detail: detail)]
    case .verdict(let verdict): [.verdict(verdict)]
    }
  }
}

/// What a directive is given when it is carried out.
struct CarryingOut: Sendable {
  /// Its own number; nil for a directive without label.
  let target: Target?
  fileprivate let resolver: Resolver
  fileprivate let file: SourceFile

  init(target: Target?, resolver: Resolver, file: SourceFile) {
    self.target = target
    self.resolver = resolver
    self.file = file
  }

  var anchor: String { target?.anchor ?? "" }
  /// "1.2".
  var number: String { target?.number ?? "" }
  /// "Figure 1.2".
  var title: String { target?.title ?? "" }
  var results: Results { resolver.results }
  var outcomes: [String: Outcome] { results.outcomes }
  var styles: SeriesStyles { resolver.styles }

  /// A directive's own body, carried out.
  func blocks(_ draft: [Block<Draft>]) throws -> [Block<Final>] { try resolver.blocks(draft, in: file) }
}
