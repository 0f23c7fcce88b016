import Document
import Settings
import Source

extension DirectiveCall {
  /// The options as labelled arguments with places in the file; those in `textOptions` are plain text.
  func arguments(textOptions: Set<String> = []) -> (arguments: [Argument], diagnostics: [Diagnostic]) {
    var arguments: [Argument] = []
    var diagnostics: [Diagnostic] = []
    for option in options {
      if textOptions.contains(option.name) {
        let value = Value(.string(option.text), span: option.textSpan)
        arguments.append(Argument(label: option.name, value: value, labelSpan: option.nameSpan))
        continue
      }
      do {
        let value = try Value(parsing: option.text, base: option.textSpan.lowerBound)
        arguments.append(Argument(label: option.name, value: value, labelSpan: option.nameSpan))
      } catch {
        diagnostics.append(Diagnostic(error, rule: .malformedValue, file: file))
      }
    }
    return (arguments, diagnostics)
  }
}

extension Diagnostic {
  /// The message for a mistake in a setting whose places are bytes of `file`.
  package init(_ problem: SettingProblem, rule: Rule, file: SourceFile) {
    self.init(rule, problem.message, remedy: problem.remedy, file: file, span: problem.span)
  }
}
