import Basics
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
        let value = Value(.string(ChapterReader.withoutComments(option.text).trimmed), span: option.textSpan)
        arguments.append(Argument(label: option.name, value: value, labelSpan: option.nameSpan))
        continue
      }
      do {
        let value = try Value(parsing: option.text, base: option.textSpan.lowerBound)
        arguments.append(Argument(label: option.name, value: value, labelSpan: option.nameSpan))
      } catch {
        diagnostics.append(Diagnostic(Mistake(error, rule: .malformedValue), file: file))
      }
    }
    return (arguments, diagnostics)
  }
}

extension Diagnostic {
  /// The message for a mistake whose place is in `file`.
  package init(_ mistake: Mistake, file: SourceFile) {
    self.init(mistake.rule, mistake.message, remedy: mistake.remedy, file: file, span: mistake.span)
  }
}
