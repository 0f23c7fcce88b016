import Document
import Equations
import Settings
import Source

/// One directive call being read: it hands out the settings and gathers the mistakes.
package final class DirectiveReading {
  package let call: DirectiveCall
  package let scope: Scope
  /// The options as the author gave them, parameters and profiles resolved.
  package let arguments: [Argument]
  /// Options whose values could not be read.
  private let unreadable: Set<String>
  package private(set) var diagnostics: [Diagnostic]
  private var noted: Set<Note>
  package private(set) var declarations: [Declaration] = []
  /// The roles in its text options.
  package private(set) var roles: [RoleCall] = []
  /// Formulae of settings as the author gave them, by what they became with the functions of the book put in.
  package let formulas: [String: String]
  /// The series that its settings name.
  package private(set) lazy var series = ChapterSeries(self)

  /// What tells a message from others.
  private struct Note: Hashable {
    var span: Range<Int>
    var message: String
    var file: String

    init(_ diagnostic: Diagnostic) {
      (span, message, file) = (diagnostic.span, diagnostic.message, diagnostic.file.identity)
    }
  }

  package init(_ call: DirectiveCall, scope: Scope = Scope(), textOptions: Set<String>) {
    self.call = call
    self.scope = scope
    let (given, malformed) = call.arguments(textOptions: textOptions)
    var (arguments, diagnostics): ([Argument], [Diagnostic]) = ([], malformed)
    var formulas: [String: String] = [:]
    let expansion = scope.definitions as? any FormulaExpansion
    for var argument in given {
      if !textOptions.contains(argument.label ?? "") {
        let (value, mistakes) = scope.resolve(argument.value)
        diagnostics += mistakes.map { Diagnostic($0, file: call.file) }
        if !mistakes.isEmpty { continue }
        argument.value = value
        if let expansion {
          let expanded = FormulaSettings.Expanded(value, of: argument.label, by: expansion)
          argument.value = expanded.value
          formulas.merge(expanded.given) { first, _ in first }
          diagnostics += expanded.problems.map { Diagnostic($0, in: call.file) }
        }
      }
      arguments.append(argument)
    }
    self.arguments = arguments
    self.formulas = formulas
    self.diagnostics = diagnostics
    noted = Set(diagnostics.map(Note.init))
    unreadable = Set(call.options.map(\.name)).subtracting(arguments.compactMap(\.label))
  }

  /// A value of the settings with its formulae as the author gave them.
  package func written(_ value: Value) -> Value { Self.written(value, formulas) }

  /// The formulae of the settings, and functions of the book that they call.
  package static func written(_ value: Value, _ formulas: [String: String]) -> Value {
    if formulas.isEmpty { return value }
    var result = value
    switch value.kind {
    case .number, .name, .range: break
    case .string(let text): result.kind = .string(formulas[text] ?? text)
    case .list(let items): result.kind = .list(items.map { written($0, formulas) })
    case .call(let head, let arguments):
      result.kind = .call(
        head,
        arguments.map {
          Argument(label: $0.label, value: written($0.value, formulas), labelSpan: $0.labelSpan)
        })
    }
    return result
  }

  /// The settings as the author gave them, or `given` in their place; with a grid, one cell of it.
  package func settings(grid: Grid? = nil, arguments given: [Argument]? = nil) -> Settings {
    Settings(
      owner: call.name, arguments: given ?? arguments, unreadable: unreadable, span: call.nameSpan, grid: grid,
      files: series, additions: scope.definitions)
  }

  /// Takes the mistakes that reading the settings left, each once.
  package func finish(_ settings: Settings) {
    settings.finish().forEach { report($0) }
    guard declarations.isEmpty else { return }
    declarations = settings.declarations
    let known = declarations.map(\.name)
    let unknown = call.options.filter { unreadable.contains($0.name) && !known.contains($0.name) }
    func line(_ place: Int) -> Int { call.file.position(of: place).line }
    let lines = Set(unknown.map { line($0.textSpan.lowerBound) })
    if !lines.isEmpty {
      diagnostics.removeAll { $0.rule == .malformedValue && lines.contains(line($0.span.lowerBound)) }
    }
    for option in unknown {
      let remedy = Suggestion.remedy(for: option.name, among: known)
      report(
        SettingProblem(
          "'\(call.name)' has no setting '\(option.name)'", remedy: remedy, kind: .unknownSetting, span: option.nameSpan
        ))
    }
  }

  /// Notes a mistake by the rule of its kind.
  package func report(_ problem: SettingProblem) { report(Mistake(problem)) }

  package func report(_ mistake: Mistake) { note(Diagnostic(mistake, file: call.file)) }

  /// Notes a mistake once.
  package func note(_ diagnostic: Diagnostic) {
    if noted.insert(Note(diagnostic)).inserted { diagnostics.append(diagnostic) }
  }

  /// Where the value of an option stands, or the name of the directive where it is not given.
  package func span(of option: String) -> Range<Int> {
    call.options.first { $0.name == option }?.textSpan ?? call.nameSpan
  }

  /// A text setting with roles in it; declare it as one of the directive's text options.
  ///
  /// A title is running text, unless it is drawn, `isDrawn`.
  package func template(
    _ name: String, in settings: Settings, required: Bool = false, example: String = "", isDrawn: Bool = false,
    help: String
  ) -> Template {
    let option = call.options.first { $0.name == name }
    let allowed = name == "title" && !isDrawn ? "a line of Markdown" : "text, which may contain roles"
    let text = settings.text(name, default: example, required: required, allowed: allowed, help: help)
    let isGiven = settings.has(name)
    if isGiven, !isDrawn, let content = option?.content {
      let template = Template(content)
      roles += template.roles
      return template
    }
    let template = Template(isGiven ? option?.text ?? text : "", start: span(of: name).lowerBound, file: call.file)
    for span in template.unclosed {
      note(
        Diagnostic(
          .unterminatedRole, "the text of this role is never closed",
          remedy: "close it with as many backticks as open it",
          file: call.file, span: span))
    }
    roles += template.roles
    return template
  }

  /// The label, noting its absence.
  package func requiredLabel() -> String {
    if let label = call.label { return label }
    report(
      Mistake(
        .missingLabel, "'\(call.name)' needs a label",
        remedy: "write ```{\(call.name)} some-name, so that others can cite it", span: call.nameSpan))
    return ""
  }

  /// The bytes of the file that the option `name` names; nil, and a message, where it cannot be read.
  package func content(ofFile file: String, option: String, most: Int = SourceFile.largest) -> ProjectFiles.Content? {
    content(ofFile: file, at: span(of: option), most: most)
  }

  /// The bytes of a file that is named at a place; nil, and a message, where it cannot be read.
  package func content(ofFile file: String, at span: Range<Int>, most: Int = SourceFile.largest) -> ProjectFiles
    .Content?
  {
    do throws(ProjectFiles.Refusal) { return try scope.files.content(of: file, beside: call.file, most: most) } catch {
      note(error.diagnostic(in: call.file, at: span))
      return nil
    }
  }
}
