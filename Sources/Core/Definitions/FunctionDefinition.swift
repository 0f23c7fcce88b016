import Equations
import Settings

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

extension Formula {
  /// The formula with calls of functions replaced by what they stand for.
  ///
  /// What is put in takes its size from `room`.
  func puttingIn(_ functions: [String: FunctionDefinition], room: inout Int) throws(DefinitionProblem) -> Formula {
    var left = room
    defer { room = left }
    let changed = try mapChildren { child throws(DefinitionProblem) in try child.puttingIn(functions, room: &left) }
    guard case .call(let name, let arguments, let settings) = changed.kind, let function = functions[name] else {
      return changed
    }
    guard arguments.count == function.arguments.count else {
      throw DefinitionProblem(
        "'\(name)' takes \(function.arguments.joined(separator: ", ")), but has \(arguments.count) argument\(arguments.count == 1 ? "" : "s")",
        remedy: "write \(name)(\(function.arguments.joined(separator: ", ")))", span: span)
    }
    var values = Dictionary(zip(function.arguments, arguments)) { $1 }
    for setting in function.definition.settings { values[setting.name] = .number(setting.fallback, span: span) }
    for setting in settings {
      guard function.definition.settings.contains(where: { $0.name == setting.name }) else {
        throw DefinitionProblem(
          "'\(name)' has no setting '\(setting.name)'",
          remedy: Suggestion.remedy(for: setting.name, among: function.definition.settings.map(\.name)),
          span: setting.value.span)
      }
      values[setting.name] = setting.value
    }
    var result = function.formula.replacing(values)
    left -= result.size
    guard left >= 0 else {
      throw DefinitionProblem(
        "with '\(name)' expanded, this definition has more than \(DefinitionLimits.mostOperations) operations",
        remedy: "reduce how often functions call one another", span: span)
    }
    guard result.depth <= DefinitionLimits.deepestExpanded else {
      throw DefinitionProblem(
        "with '\(name)' expanded, this formula nests deeper than \(DefinitionLimits.deepestExpanded)",
        remedy: "let functions call one another less deeply", span: span)
    }
    result.span = span
    return result.placed(at: span)
  }

  /// The tree with every place at `span`, for messages about where it is used.
  private func placed(at span: Range<Int>) -> Formula {
    var result = (try? mapChildren { child throws(DefinitionProblem) in child.placed(at: span) }) ?? self
    result.span = span
    return result
  }
}
