import Equations
import Source

extension Diagnostic {
  /// The message for a mistake in a definition whose places are bytes of `file`.
  package init(_ problem: DefinitionProblem, in file: SourceFile) {
    self.init(
      .definition, problem.problem.message, remedy: problem.problem.remedy,
      notes: problem.notes.map { .init(message: $0.message, file: file, span: $0.span) }, file: file,
      span: problem.problem.span)
  }
}
