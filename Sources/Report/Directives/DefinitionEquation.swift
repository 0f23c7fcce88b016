import Definitions
import Document
import Equations
import Source

extension DirectiveCall {
  /// The equations of the body as a display, set from the tree that was read.
  func equation(tex: String) -> Equation {
    let first = equations.first?.start ?? span.lowerBound
    let last = equations.last.map { $0.start + $0.text.utf8.count } ?? first
    return Equation(math: Math(tex: tex, span: first..<last, file: file), label: nil, labelSpan: first..<last)
  }
}

extension Scope {
  /// What the book defines by equations.
  package var bookDefinitions: BookDefinitions { definitions as? BookDefinitions ?? BookDefinitions() }
}

extension Diagnostic {
  /// The message for a mistake in a definition whose places are bytes of `file`.
  init(_ problem: DefinitionProblem, in file: SourceFile) {
    self.init(
      .definition, problem.problem.message, remedy: problem.problem.remedy,
      notes: problem.notes.map { .init(message: $0.message, file: file, span: $0.span) }, file: file,
      span: problem.problem.span)
  }
}
