import Basics
import Book
import Definitions
import Document
import Equations
import Jobs
import Results
import Settings
import Source
import Statistics
import Syntax
import Theorems

/// A kind of statement, `{lemma}`.
package protocol StatementKind: Sendable, SendableMetatype {
  /// The author's word, `lemma`.
  static var name: String { get }
  static var summary: String { get }
  static var example: String { get }
  /// Whether a computation may check it, must check it, or cannot.
  static var checking: StatementChecking { get }
}

package enum StatementChecking { case none, optional, required }

/// `{theorem}` and its relatives: a statement, and where there is one the computation that checks it.
package struct StatementDirective<Kind: StatementKind>: Directive {
  package static var name: String { Kind.name }
  package static var summary: String { Kind.summary }
  package static var example: String { Kind.example }
  package static var textOptions: Set<String> { ["title"] }
  package static var counter: String? { Kind.name.capitalised }
  package static var series: String? { "Theorem" }

  package let call: DirectiveCall
  package let offer: Offer?
  private let theorem: (any Theorem)?
  private let canonical: Value
  private let title: Template
  /// What the body states as a comparison, for `check: property(…)`.
  private let property: PropertyDefinition?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    property = Self.property(reading)
    let settings = reading.settings(arguments: Self.arguments(reading, stating: property?.canonical))
    theorem = Self.theorem(in: settings)
    canonical = settings.canonical.arguments.first?.value ?? Value(.name(""))
    if let property { Self.checkWork(of: property, canonical, reading) }
    title = reading.template("title", in: settings, help: "a short name for the \(Kind.name)")
    reading.finish(settings)
    if theorem != nil { _ = reading.requiredLabel() }
    offer = theorem.map { [canonical] in
      Offer(numbers: type(of: $0).numbers, curves: type(of: $0).curves, identities: ["check \(canonical)"])
    }
  }

  /// What the body states, or the setting `statement`, where the check is that of a property.
  private static func property(_ reading: DirectiveReading) -> PropertyDefinition? {
    let call = reading.call
    guard Kind.checking != .none, let check = reading.arguments.first(where: { $0.label == "check" })?.value,
      check.head == "property"
    else { return nil }
    var lines = call.equations
    if lines.isEmpty, let given = check.arguments.first(where: { $0.label == "statement" })?.value {
      guard case .string(let text) = given.kind else { return nil }
      lines = [DefinitionLine(text, start: given.span.lowerBound + 1)]
    }
    var problems: [DefinitionProblem] = []
    let property = PropertyDefinition(
      lines, functions: reading.scope.bookDefinitions.functions, span: call.nameSpan, problems: &problems)
    problems.forEach { reading.note(Diagnostic($0, in: call.file)) }
    return property
  }

  /// The settings of the directive, with what a property states among those of its check.
  private static func arguments(_ reading: DirectiveReading, stating statement: String?) -> [Argument] {
    reading.arguments.map { argument in
      guard argument.label == "check", argument.value.head == "property" else { return argument }
      var argument = argument
      let others = argument.value.arguments.filter { $0.label != "statement" }
      let stated = statement.map { [Argument(label: "statement", value: Value(.string($0)))] } ?? []
      argument.value.kind = .call("property", others + stated)
      return argument
    }
  }

  /// Notes a property whose cases would take too long.
  private static func checkWork(of property: PropertyDefinition, _ check: Value, _ reading: DirectiveReading) {
    let trials = check.arguments.first { $0.label == "trials" }?.value
    guard let cases = trials.flatMap({ Int($0.description) }) ?? property.cases,
      let problem = property.excess(cases: cases)
    else { return }
    let given = reading.arguments.first { $0.label == "check" }?.value.arguments.first { $0.label == "trials" }
    var placed = problem
    if let given { placed.problem.span = given.value.span }
    reading.note(Diagnostic(placed, in: reading.call.file))
  }

  /// The check, where the kind has one and the author names it.
  private static func theorem(in settings: Settings) -> (any Theorem)? {
    guard Kind.checking != .none else { return nil }
    let isRequired = Kind.checking == .required
    let help = isRequired ? "the check to run" : "the check to run, none where it is not given"
    let theorem = settings.part(
      "check", from: Catalogue.theorems, default: "decomposition", required: isRequired, isOptional: !isRequired,
      help: help)
    return isRequired || settings.has("check") ? theorem : nil
  }

  package var isJudged: Bool { theorem != nil }

  package var jobs: [Job] {
    guard let theorem else { return [] }
    return [TheoremJob.job(theorem, settings: canonical, title: call.label ?? "")]
  }

  private func check(from outcomes: [String: Outcome]) throws -> TheoremCheck? {
    try jobs.first.flatMap { outcomes[$0.description] }?.decoded(TheoremCheck.self)
  }

  package func dataset(from outcomes: [String: Outcome]) -> Dataset? {
    guard let offer else { return nil }
    let check = try? check(from: outcomes)
    let result = check.map { Dataset.Result(numbers: $0.numbers, series: $0.series) }
    return Dataset(offer: offer, results: [[result]], holes: holes(in: outcomes))
  }

  /// 1 where the check is not computed yet.
  private func holes(in outcomes: [String: Outcome]) -> Int {
    jobs.count { outcomes[$0.description]?.isHole == true }
  }

  package func finding(in results: Results) -> Finding? {
    let holes = holes(in: results.outcomes)
    if holes > 0 {
      return Finding(
        id: call.label ?? "", kind: .theorem, title: title, verdict: .undecided, quantity: "check",
        estimate: Estimate(.nan, count: 0), bounds: AllowedRange(), holes: holes)
    }
    guard let check = try? check(from: results.outcomes), let first = check.evidence.first else { return nil }
    return Finding(
      id: call.label ?? "", kind: .theorem, title: title, verdict: check.verdict, quantity: first.quantity,
      estimate: first.estimate, bounds: first.bounds)
  }

  package func entries(in results: Results) -> Manifest.Entries {
    guard let finding = results.finding(call.label) else { return Manifest.Entries() }
    let seconds = jobs.first.flatMap { results.outcomes[$0.description]?.seconds }
    return Manifest.Entries(theorems: [
      .init(finding, settings: "\(canonical)", check: try? check(from: results.outcomes), seconds: seconds)
    ])
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let finding = context.results.finding(call.label)
    let hole = finding?.holeSentence(in: context.language).map { [Block<Final>.paragraph([.text($0)])] } ?? []
    let display: [Block<Final>] = property.map { [.equation(call.equation(tex: $0.tex))] } ?? []
    let check = hole.isEmpty ? try check(from: context.outcomes) : nil
    return [
      context.box(
        Kind.name, name: context.inlines(title), verdict: finding?.verdict,
        body: display + (try context.blocks(call.body)) + hole, details: check.map { $0.details(in: context.language) })
    ]
  }
}

extension TheoremCheck {
  /// The checks and the negative controls, as what is folded below the statement.
  fileprivate func details(in language: Language) -> (summary: String, content: [Block<Final>]) {
    let controls = evidence.filter(\.isControl).count
    let checks = evidence.count - controls
    return (
      language(
        "Checked by computation: {1} and {2}", language.count(checks, "check"),
        language.count(controls, "negative control")),
      [.table(table(in: language))]
    )
  }

  private func table(in language: Language) -> Table<Final> {
    func text(_ words: String) -> Inline<Final> { .text(language[words]) }
    return Table(
      alignments: [.left, .left, .right, .left, .right, .left],
      header: ["Check", "Quantity", "Estimate", "Holds when", "n", "Finding"].map { [text($0)] },
      rows: evidence.map { item in
        let kind: [Inline<Final>] = item.isControl ? [.emphasis([text("negative control:")]), .text(" ")] : []
        return [
          kind + [text(item.summary)], [text(item.quantity)], [.text(item.estimate.text(in: language))],
          [text(item.allowed)], [text(item.estimate.count == 1 ? "exact" : String(item.estimate.count))],
          item.isControl
            ? [text(item.verdict == .fails ? "fails, as it should" : "does not fail")] : [.verdict(item.verdict)],
        ]
      })
  }
}
