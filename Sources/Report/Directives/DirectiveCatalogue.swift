import Core

/// Every directive, one line each.
enum DirectiveCatalogue {
  static let all: [any Directive.Type] = [
    ClaimDirective.self,
    ExperimentDirective.self,
    FigureDirective.self,
    SensitivityDirective.self,
    TheoremDirective.self,
  ]

  static func directive(named name: String) -> (any Directive.Type)? { all.first { $0.name == name } }

  /// The settings that a directive declares.
  static func declarations(of type: any Directive.Type) -> [Declaration] {
    let call = DirectiveCall(
      name: type.name, nameSpan: 0..<0, label: "example", labelSpan: 0..<0, options: [], body: [], span: 0..<0,
      file: SourceFile(path: "", text: ""))
    let reading = DirectiveReading(call, profile: .standard, textOptions: type.textOptions)
    _ = type.init(reading)
    return reading.declarations
  }
}
