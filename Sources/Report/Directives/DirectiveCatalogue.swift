import Book
import Document
import Settings
import Source
import Syntax

/// Every directive, one line each.
package enum DirectiveCatalogue {
  package static let all: [any Directive.Type] = [
    BibliographyDirective.self,
    BoxDirective<Note>.self,
    BoxDirective<Tip>.self,
    BoxDirective<Warning>.self,
    CalibrationDirective.self,
    ClaimDirective.self,
    ClaimsDirective.self,
    CodeDirective.self,
    ComparisonDirective.self,
    DataDirective.self,
    DefinitionDirective<ErrorKind>.self,
    DefinitionDirective<FunctionKind>.self,
    DefinitionDirective<ModelKind>.self,
    DefinitionDirective<TaskKind>.self,
    DetailsDirective.self,
    ExperimentDirective.self,
    FigureDirective.self,
    ImageDirective.self,
    IncludeDirective.self,
    MacrosDirective.self,
    ParametersDirective.self,
    PrivateDirective.self,
    ProofDirective.self,
    RecordedDirective.self,
    SensitivityDirective.self,
    StatementDirective<Corollary>.self,
    StatementDirective<Definition>.self,
    StatementDirective<Lemma>.self,
    StatementDirective<Proposition>.self,
    StatementDirective<Remark>.self,
    StatementDirective<TheoremStatement>.self,
    TableDirective.self,
  ]

  package static func directive(named name: String) -> (any Directive.Type)? { all.first { $0.name == name } }

  /// Whether a directive is a mistake without a label.
  package static func needsLabel(_ name: String) -> Bool {
    guard let type = directive(named: name) else { return false }
    let call = DirectiveCall.empty(name: name, file: SourceFile(path: "", text: ""))
    let reading = DirectiveReading(call, textOptions: type.textOptions)
    _ = type.init(reading)
    return reading.diagnostics.contains { $0.rule == .missingLabel }
  }

  /// The settings that a directive declares.
  static func declarations(of type: any Directive.Type) -> [Declaration] {
    let call = DirectiveCall.empty(name: type.name, label: "example", file: SourceFile(path: "", text: ""))
    let reading = DirectiveReading(call, textOptions: type.textOptions)
    _ = type.init(reading)
    return reading.declarations
  }
}

extension ChapterFormatter {
  /// The text of `file`, formatted with the directives of the catalogue.
  package static func formatted(_ file: SourceFile) -> String {
    formatted(file) { DirectiveCatalogue.directive(named: $0)?.textOptions }
  }

  /// What formatting `file` with the directives of the catalogue would change.
  package static func edits(of file: SourceFile) -> [(span: Range<Int>, text: String)] {
    edits(of: file) { DirectiveCatalogue.directive(named: $0)?.textOptions }
  }
}
