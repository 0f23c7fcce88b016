import Basics
import Document
import Figures
import Foundation
import Jobs
import Plot
import Results
import Settings
import Statistics
import Store
import Syntax

/// Carries out the calls of a draft: what comes out is ready to render.
package struct Resolver: Sendable {
  let book: Book
  let results: Results
  let styles: SeriesStyles
  let store: Store?
  /// Drawings that an earlier document had.
  let drawings: KeptDrawings?
  /// What makes the report again; nil where no command does.
  let request: BuildRequest?
  /// On which all ratios of the book are shown.
  let axis: IntervalAxis

  package init(
    _ book: Book, results: Results, store: Store? = nil, request: BuildRequest? = nil, drawings: KeptDrawings? = nil
  ) {
    self.request = request
    self.drawings = drawings
    self.store = store
    self.book = book
    self.results = results
    axis = results.findings.intervalAxis
    styles = SeriesStyles(offers: book.directives.compactMap(\.offer))
  }

  package func blocks(_ draft: [Block<Draft>]) throws -> [Block<Final>] { try draft.flatMap(blocks) }

  private func blocks(_ block: Block<Draft>) throws -> [Block<Final>] {
    switch block {
    case .heading(let heading): [.heading(resolved(heading))]
    case .paragraph(let content): [.paragraph(inlines(content))]
    case .list(let list):
      [
        .list(
          List(
            start: list.start, isTight: list.isTight,
            items: try list.items.map { .init(ticked: $0.ticked, content: try blocks($0.content)) }))
      ]
    case .definitions(let definitions):
      [
        .definitions(
          try definitions.map { DefinitionItem(term: inlines($0.term), meanings: try $0.meanings.map(blocks)) })
      ]
    case .code(let language, let text): [.code(language: language, text: text)]
    case .quote(let content): [.quote(try blocks(content))]
    case .table(let table):
      [
        .table(
          Table(
            alignments: table.alignments, header: table.header.map(inlines),
            rows: table.rows.map { $0.map(inlines) }))
      ]
    case .thematicBreak: [.thematicBreak]
    case .equation(let equation): [.equation(resolved(equation))]
    case .rawHTML(let text): [.rawHTML(text)]
    case .markup(let text): [.markup(text)]
    case .footnotes(let notes):
      [
        .footnotes(try notes.map { Footnote(label: $0.label, number: $0.number, content: try blocks($0.content)) })
      ]
    case .directive(let call): try carryOut(call)
    // A draft as it is read holds none of these: directives make them.
    case .figure, .captioned, .picture, .box, .results, .details, .bibliography: []
    }
  }

  private func resolved(_ heading: Heading<Draft>) -> Heading<Final> {
    let target = book.targets[Place(heading.file, heading.span)]
    return Heading(
      level: heading.level, label: target?.anchor ?? heading.label, file: heading.file, span: heading.span,
      number: target.flatMap { $0.number.isEmpty ? nil : $0.number }, content: inlines(heading.content),
      numbering: heading.numbering)
  }

  private func resolved(_ equation: Equation) -> Equation {
    var equation = equation
    equation.number = book.targets[Place(equation.math.file, equation.math.span)]?.number
    let numbers = equation.rows.compactMap { row in
      book.targets[Place(row.file, row.span)].map { (row.label, $0.number) }
    }
    equation.math.tex = EquationLabels.numbered(
      equation.math.tex, Dictionary(numbers) { first, _ in first }, isNumbered: equation.number != nil)
    equation.math.macros = book.macros.used(in: equation.math)
    return equation
  }

  private func carryOut(_ call: DirectiveCall) throws -> [Block<Final>] {
    guard let directive = book.directive(for: call) else { return [] }
    return try directive.blocks(
      in: CarryingOut(own: book.targets[Place(call.file, call.span)], directive: directive, resolver: self))
  }

  package func inlines(_ draft: [Inline<Draft>]) -> [Inline<Final>] { draft.flatMap(inlines) }

  private func inlines(_ inline: Inline<Draft>) -> [Inline<Final>] {
    switch inline {
    case .text(let text): [.text(text)]
    case .code(let text): [.code(text)]
    case .emphasis(let content): [.emphasis(inlines(content))]
    case .strong(let content): [.strong(inlines(content))]
    case .strikethrough(let content): [.strikethrough(inlines(content))]
    case .link(let destination, let title, let content):
      [.link(destination: book.address(for: destination), title: title, inlines(content))]
    case .attachment(let file, let title, let content): [.attachment(file, title: title, inlines(content))]
    case .image(let source, let title, let alternative):
      [.image(source: source, title: title, alternative: alternative)]
    case .math(let math): [.math(book.macros.applied(to: math))]
    case .softBreak: [.softBreak]
    case .lineBreak: [.lineBreak]
    case .footnoteReference(let label, let number): [.footnoteReference(label: label, number: number)]
    case .role(let call): inlines(call)
    case .value(let text, let detail, let source): [.value(text: text, detail: detail, source: source)]
    case .verdict(let verdict): [.verdict(verdict)]
    case .sketch(let sketch): [.sketch(sketch)]
    case .markup(let text): [.markup(text)]
    }
  }

  private func inlines(_ call: RoleCall) -> [Inline<Final>] {
    (try? book.roles.role(for: call))?.inlines(in: book.index, results) ?? [.code(call.text)]
  }

  func inlines(_ template: Template) -> [Inline<Final>] { inlines(template.content) }
}

/// What a directive is given when it is carried out.
package struct CarryingOut: Sendable {
  /// Its own number; nil for a directive without label and number.
  private let own: Target?
  /// What the directive rests on.
  private let inputs: Inputs
  /// Labels of everything that it rests on, directly or by way of others, in the order of the book.
  private let sources: [String]
  private let resolver: Resolver

  init(own: Target?, directive: any Directive, resolver: Resolver) {
    self.own = own
    inputs = directive.inputs
    sources = resolver.book.graph.sources(behind: directive)
    self.resolver = resolver
  }

  package var anchor: String { own?.anchor ?? "" }
  /// "1.2".
  package var number: String { own?.number ?? "" }
  /// "Figure 1.2".
  package var title: String { own?.title ?? "" }
  package var index: BookIndex { resolver.book.index }
  /// Of what the program itself says.
  package var language: Language { index.language }
  package var results: Results { resolver.results }
  package var outcomes: [String: Outcome] { results.outcomes }
  package var styles: SeriesStyles { resolver.styles }

  /// What a label of the book stands for.
  package func target(of label: String) -> Target? { index.targets[label] }

  /// All settings of a figure, a line for each experiment that it draws (how many runs, from which seeds, under which
  /// key), and the command that makes it again.
  package func provenance(of settings: Value) -> [Fact] {
    let command = resolver.request.map { Fact(label: language["Again"], value: $0.command, isCommand: true) }
    return [Fact(label: language["Settings"], value: "\(settings)", isCommand: true)] + experiments + dataFiles
      + [command].compactMap { $0 }
  }

  private var experiments: [Fact] {
    inputs.results.sorted().compactMap { label in
      guard let experiment = results.experiment(label) else { return nil }
      let runs = language.count(experiment.computed, "run")
      let seeds = Words.ranges(experiment.seeds, to: language["to"])
      return Fact(
        label: label, value: language("{1}, seeds {2}, key {3}", runs, seeds, String(experiment.key.prefix(12))))
    }
  }

  /// A line for each data file on which the directive rests, directly or by way of others.
  private var dataFiles: [Fact] {
    sources.flatMap { label in
      (resolver.book.directive(labelled: label)?.dataFiles ?? []).map { Fact(label: label, value: language[$0.text]) }
    }
  }

  /// Whether results that the directive rests on are missing since a program may not run.
  package var isRefused: Bool {
    sources.contains { label in
      (resolver.book.directive(labelled: label)?.jobs ?? []).contains { job in
        outcomes[job.description]?.failure?.isRefusal == true
      }
    }
  }

  /// How many runs that the directive rests on are not computed yet, and of how many.
  package var holes: (missing: Int, all: Int) {
    inputs.results.reduce((0, 0)) { sum, label in
      let jobs = resolver.book.directive(labelled: label)?.jobs ?? []
      return (sum.0 + (results.datasets[label]?.holes ?? 0), sum.1 + jobs.count)
    }
  }

  /// Whether the curves of something that the directive rests on are not known.
  package var lacksCurves: Bool { !results.withoutCurves.isDisjoint(with: inputs.results) }

  /// What is drawn from the datasets that the directive rests on, from the store where the same was drawn before.
  package func drawing(
    _ id: String, _ settings: Value, by type: Any.Type, draw: ([String: Dataset]) throws -> Drawing
  ) throws -> Drawing {
    let names = inputs.results
    let datasets = results.datasets.filter { names.contains($0.key) }
    guard let store = resolver.store, results.outdated.isDisjoint(with: names) else { return try draw(datasets) }
    let sources = datasets.sorted { $0.key < $1.key }.map { label, dataset in
      "\(label): \(resolver.book.identity(of: label, dataset, outcomes, store.code) ?? "")"
    }
    let looks = styles.description(of: datasets.values.map(\.offer))
    let description = (["\(id) \(settings)", looks] + sources).joined(separator: "\n")
    let need = CodeNeed(of: type, using: settings)
    func stored() throws -> Drawing {
      var made: Drawing?
      let data = try store.made("the drawing '\(id)'", as: description, by: need, in: .drawings) {
        let drawing = try draw(datasets)
        made = drawing
        return drawing.encoded
      }
      return try made ?? Drawing(encoded: data) ?? draw(datasets)
    }
    let drawing =
      try resolver.drawings?.drawing(store.key(of: description, by: need), make: stored) ?? stored()
    for problem in drawing.problems { store.warn("the figure '\(id)': \(problem)") }
    return drawing
  }

  /// What `description` and the code of `type` determine, from the store where it was made before.
  package func made(
    _ title: String, as description: String, by type: Any.Type, make: () throws -> Data
  ) throws -> Data {
    guard let store = resolver.store else { return try make() }
    return try store.made(title, as: description, by: CodeNeed(of: type), in: .drawings, make: make)
  }

  /// A directive's own body, carried out.
  package func blocks(_ draft: [Block<Draft>]) throws -> [Block<Final>] { try resolver.blocks(draft) }

  /// A text option with its roles carried out.
  package func inlines(_ template: Template) -> [Inline<Final>] { resolver.inlines(template) }

  package func table(of findings: [Finding]) -> [Block<Final>] { resolver.table(of: findings) }

  /// A finding as a row of the results of its section.
  package func result(_ finding: Finding, remarks: [Block<Final>], source: String) -> Block<Final> {
    .results([
      ResultRow(
        id: anchor, title: title, name: inlines(finding.title), verdict: finding.verdict,
        sketch: sketch(of: finding), estimate: finding.text(in: language), basis: language[finding.basis],
        remarks: remarks, source: source)
    ])
  }

  /// The interval of a ratio on the axis of the book; nil if the estimate is not a ratio.
  package func sketch(of finding: Finding) -> IntervalSketch? { resolver.axis.sketch(of: finding) }

  /// The interval of a ratio on the axis of the book.
  package func sketch(of ratio: Estimate, favoured: IntervalSketch.Favoured) -> IntervalSketch? {
    resolver.axis.sketch(of: ratio, favoured: favoured)
  }

  /// The axis on which all ratios of the book are shown.
  package var ratioAxis: IntervalSketch { resolver.axis.picture }

  /// Findings beside what a record says of the same statements.
  package func table(of pairs: [VerdictRecord.Pair]) -> [Block<Final>] { resolver.table(of: pairs) }

  /// What a finding is about, with a link to it.
  package func statement(_ finding: Finding) -> [Inline<Final>] { resolver.statement(finding) }
}
