import Basics
import Book
import Definitions
import Document
import Jobs
import Results
import Settings
import Source
import Statistics
import Syntax

/// `{model}`, `{error}`, `{task}` and `{function}`: what the equations below define, under its label.
struct DefinitionDirective<Kind: DefinitionKind>: Directive {
  static var name: String { Kind.kind.rawValue }
  static var summary: String { Kind.summary }
  static var example: String { Kind.example }
  static var textOptions: Set<String> { ["title", "settings", "initialisation"] }
  static var counter: String? { Kind.counter }

  let call: DirectiveCall
  private let title: Template
  private let defined: BookDefinitions.Defined?
  private let gradient: Job?

  init(_ reading: DirectiveReading) {
    call = reading.call
    let label = reading.requiredLabel()
    let settings = reading.settings()
    title = reading.template("title", in: settings, help: "a short name for it")
    _ = settings.text(
      "settings", default: "[rate: 0.1]",
      allowed: "names with their defaults, as [width: 16, rate: number(0.1, from: 0, to: 1)]",
      help: "what may be set where it is used")
    if Kind.kind == .model {
      _ = settings.text(
        "initialisation", default: "[U: orthogonal]",
        allowed: "orthogonal, identity, uniform(0.1), gaussian(0.1) or a formula in i, j and n for some parameters",
        help: "how parameters start; all others are uniform within H^(-1/2), with H the size of the first state")
    }
    reading.finish(settings)
    for problem in reading.scope.bookDefinitions.problems[label] ?? [] {
      reading.note(Diagnostic(problem, in: reading.call.file))
    }
    defined = reading.scope.bookDefinitions.all[label]
    gradient = if case .model(let model)? = defined { GradientJob.job(model, title: label) } else { nil }
  }

  var jobs: [Job] { [gradient].compactMap { $0 } }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    guard let defined else { return [] }
    var body: [Block<Final>] = [.equation(call.equation(tex: defined.tex))]
    if let sentence = try sentence(defined, context.outcomes, in: context.language) {
      body.append(.paragraph([.text(sentence)]))
    }
    body += try context.blocks(call.body)
    return [
      context.box(
        "definition", name: title.content.isEmpty ? [.code(call.label ?? "")] : context.inlines(title), body: body,
        details: details(of: defined, in: context.language))
    ]
  }

  private func sentence(
    _ defined: BookDefinitions.Defined, _ outcomes: [String: Outcome], in language: Language
  ) throws -> String? {
    switch defined {
    case .model:
      guard let check = try gradientCheck(outcomes) else { return nil }
      return language(
        "Gradient checked against central differences: largest relative difference {1}.",
        Estimate(check.largestDifference, count: check.directions).text(in: language))
        + (check.hasKinks ? " " + language[Self.kinkSentence] : "")
    case .error(let error): return error.hasKink ? language[Self.kinkSentence] : nil
    case .task, .function: return nil
    }
  }

  /// What the check of the gradient found; nil if it was not made.
  ///
  /// - Throws: `ChapterErrors` at the model if it failed.
  private func gradientCheck(_ outcomes: [String: Outcome]) throws -> GradientCheck? {
    guard let gradient, let outcome = outcomes[gradient.description], !outcome.isHole else { return nil }
    do { return try outcome.decoded(GradientCheck.self) } catch let failure as JobFailure {
      let parts = failure.reason.split(separator: ": ", maxSplits: 1).map(String.init)
      throw ChapterErrors(diagnostics: [
        Diagnostic(
          .definition, parts.first ?? failure.reason, remedy: parts.count > 1 ? parts[1] : nil, file: call.file,
          span: call.labelSpan)
      ])
    }
  }

  private static var kinkSentence: String { "At a kink the derivative is that of one side." }

  private func details(
    of defined: BookDefinitions.Defined, in language: Language
  ) -> (summary: String, content: [Block<Final>])? {
    var tables: [Block<Final>] = []
    var parts: [String] = []
    if case .model(let model) = defined {
      let rows = model.parameterTable
      parts.append(language.count(rows.count, "parameter"))
      tables.append(
        .table(
          Table(
            alignments: [.left, .left, .left],
            header: ["Parameter", "Shape", "Initial values"].map { [.text(language[$0])] },
            rows: rows.map { [[.code($0.name)], [.code($0.shape)], [.text(language[$0.start])]] })))
    }
    let settings = defined.definition.settings
    if !settings.isEmpty {
      parts.append(language.count(settings.count, "setting"))
      tables.append(
        .table(
          Table(
            alignments: [.left, .right, .left],
            header: ["Setting", "Default", "Meaning"].map { [.text(language[$0])] },
            rows: settings.map { [[.code($0.name)], [.text(Value.text(of: $0.fallback))], [.text($0.help)]] })))
    }
    tables.append(.code(language: "", text: call.equationText + "\n"))
    return (parts.isEmpty ? language["As written"] : parts.joined(separator: ", "), tables)
  }
}
