import Equations
import Source
import Syntax

/// What may stand in the equations of a definition.
extension Completion {
  /// Functions, the names that every definition of the kind knows, and those of this one.
  func equationWords(of directive: String) -> ([Candidate], Int) {
    let word = context.text
    let body = context.equationLines.joined(separator: "\n")
    let own = Self.names(in: body).subtracting([word]).subtracting(EquationWords.reserved)
    let settings = context.options.filter { $0.name == "settings" }.flatMap { option in
      option.text.matches(of: /([A-Za-z_][A-Za-z0-9_]*)\s*:/).map { String($0.output.1) }
    }
    let known = Self.known[directive] ?? Self.known["property"] ?? []
    let functions =
      ElementFunction.allCases.map { Candidate(label: $0.rawValue, kind: .function, detail: "of each element") }
      + BuiltInCall.allCases.map { Candidate(label: $0.rawValue, kind: .function, detail: "a function") }
    let defined = (view.whole?.symbols.values.flatMap(\.definitions) ?? []).filter { $0.kind == "function" }.map {
      Candidate(label: $0.label, kind: .function, detail: "defined in this book")
    }
    let names =
      settings.map { Candidate(label: $0, kind: .property, detail: "a setting of this definition") }
      + known.map { Candidate(label: $0.name, kind: $0.isWord ? .keyword : .variable, detail: $0.detail) }
    let taken = Set(names.map(\.label))
    let others = own.subtracting(taken).map { Candidate(label: $0, kind: .variable, detail: "in this definition") }
    return (names + others + functions + defined, context.start)
  }

  /// What every definition of a kind knows.
  private static let known: [String: [(name: String, detail: String, isWord: Bool)]] = [
    "model": [
      ("x", "the input of a step", false), ("y", "the output of a step", false), ("t", "the step", false),
      ("state", "state h[width]", true), ("parameter", "parameter g[width]", true),
    ],
    "task": [
      ("x", "the inputs", false), ("y", "the outputs", false), ("t", "the step", false),
      ("T", "the number of steps", false), ("state", "state h[2]", true),
      ("answers", "answers from T - 10: the steps at which symbols are counted as right or wrong", true),
    ],
    "error": [
      ("r", "the residual y - yhat", false), ("y", "the target", false), ("yhat", "the output", false),
      ("t", "the step", false), ("T", "the number of steps", false),
    ],
    "function": [("s", "the lag", false)],
    "property": [("for", "for w[12] ~ uniform(0, 1)", true), ("control", "control d[s] -> d[s] + 1", true)],
  ]

  /// The names in some equations.
  private static func names(in text: String) -> Set<String> {
    Set(text.matches(of: /[A-Za-z][A-Za-z0-9_]*/).map { String($0.output) })
  }
}
