import Definitions
import Document
import Equations
import Settings
import Source
import Syntax

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

extension DirectiveReading {
  /// What writes a canonical value of a setting as the chapter does.
  var writtenValues: @Sendable (Value, String?) -> Value {
    let (formulas, definitions) = (formulas, scope.bookDefinitions)
    return { value, setting in Self.written(definitions.written(value, of: setting), formulas) }
  }
}
