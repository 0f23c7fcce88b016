import Equations

extension BookDefinitions.Defined {
  /// The equations as one display of TeX.
  package var tex: String {
    switch self {
    case .model(let model): model.definition.tex(model.notation)
    case .task(let task): task.definition.tex(task.notation)
    case .error(let error): error.definition.tex(FormulaTeX(timed: ["r", "y", "yhat"]), left: "\\varphi")
    case .function(let function):
      function.definition.tex(
        FormulaTeX(),
        left:
          "\\mathit{\(function.definition.name.replacing("_", with: "\\_"))}(\(function.arguments.map { FormulaTeX.symbol($0) }.joined(separator: ",\\, ")))"
      )
    }
  }
}

extension WrittenDefinition {
  /// The lines below one another, aligned at their relation; `left` precedes a lone formula.
  func tex(_ notation: FormulaTeX, left: String = "") -> String {
    let lines = written.compactMap { statement -> String? in
      switch statement.kind {
      case .equation(let name, let isNext, _, let formula):
        "\(notation.left(name, isNext: isNext)) &= \(notation(formula))"
      case .draw(let declared, let source):
        "\(notation.left(declared.name, isNext: true)) &\\sim \(Self.tex(source, notation))"
      case .formula(let formula): "\(left) &= \(notation(formula))"
      case .answers(let first): "\\text{answers at } t &\\ge \(notation(first))"
      case .states, .parameters, .variables, .control, .relation: nil
      }
    }
    return "\\begin{aligned}\n\(lines.joined(separator: " \\\\\n"))\n\\end{aligned}"
  }

  fileprivate static func tex(_ source: Statement.Source, _ notation: FormulaTeX) -> String {
    switch source {
    case .distribution("gaussian", _): "\\mathcal N(0, 1)"
    case .distribution(let name, let arguments) where arguments.isEmpty: "\\text{\(name)}"
    case .distribution(let name, let arguments):
      "\\text{\(name)}(\(arguments.map { notation($0) }.joined(separator: ",\\, ")))"
    case .range(let first, let last): "\\{\(notation(first)), \\dots, \(notation(last))\\}"
    case .values(let values): "\\{\(values.map { notation($0) }.joined(separator: ",\\, "))\\}"
    }
  }
}

extension PropertyDefinition {
  /// The variables, the helpers and the statement as one display of TeX.
  package var tex: String {
    let notation = FormulaTeX()
    let lines = written.compactMap { statement -> String? in
      switch statement.kind {
      case .variables(let all):
        all.map { declared, source in
          let size =
            declared.dimensions.isEmpty
            ? "" : "\\in \\mathbb R^{\(declared.dimensions.map { notation($0) }.joined(separator: " \\times "))}"
          let mark = if case .distribution = source { "\\sim" } else { "\\in" }
          return "&\(FormulaTeX.symbol(declared.name))\(size) \(mark) \(WrittenDefinition.tex(source, notation))"
        }.joined(separator: " \\\\\n")
      case .equation(let name, _, let indices, let formula):
        "&\(FormulaTeX.symbol(name, index: indices.map { FormulaTeX.symbol($0) }.joined(separator: ", "))) = \(notation(formula))"
      case .relation(let left, let relation, let right): "&\(notation(left)) \(relation.tex) \(notation(right))"
      case .states, .parameters, .draw, .answers, .control, .formula: nil
      }
    }
    return "\\begin{aligned}\n\(lines.joined(separator: " \\\\\n"))\n\\end{aligned}"
  }
}

extension Statement.Relation {
  fileprivate var tex: String {
    switch self {
    case .equal, .below, .above: rawValue
    case .atMost: "\\le"
    case .atLeast: "\\ge"
    }
  }
}
