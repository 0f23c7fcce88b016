import Equations

/// A formula with a name: `ramp(s)` with the setting `rate`.
package struct FunctionDefinition: Sendable {
  package let definition: WrittenDefinition
  package let formula: Formula
  /// The names in the formula that are not settings, in the order of the text.
  package let arguments: [String]

  /// Checks a definition; mistakes are added to `problems`, and nil is returned.
  package init?(_ definition: WrittenDefinition, problems: inout [DefinitionProblem]) {
    guard definition.statements.count == 1, case .formula(let formula) = definition.statements[0].kind else {
      if definition.statements.count > 1 {
        problems.append(
          DefinitionProblem(
            "a function is one formula", remedy: "remove the other lines", span: definition.statements[1].span))
      }
      return nil
    }
    let settings = Set(definition.settings.map(\.name))
    var arguments: [String] = []
    for item in formula.freeNames
    where !settings.contains(item.name) && item.name != "pi" && !arguments.contains(item.name) {
      arguments.append(item.name)
    }
    self.definition = definition
    self.formula = formula
    self.arguments = arguments
    problems += definition.unusedSettings()
    if arguments.isEmpty {
      problems.append(
        DefinitionProblem(
          "this function has no argument", remedy: "use a name that is not a setting, such as s",
          span: formula.span))
    }
    var open = [formula]
    while let next = open.popLast() {
      if case .index(let name, _) = next.kind {
        problems.append(
          DefinitionProblem(
            "a function cannot look back in time at '\(name)'", remedy: "pass the earlier value as an argument",
            span: next.span
          ))
        return nil
      }
      open += next.children
    }
    do throws(DefinitionProblem) {
      _ = try ScalarProgram(formula, variables: arguments, numbers: definition.fallbacks)
    } catch { problems.append(error) }
  }
}
