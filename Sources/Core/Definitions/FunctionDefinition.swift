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
      let plain = formula.withoutOpenSums(of: Set(arguments))
      _ = try ScalarProgram(plain.formula, variables: arguments + plain.indices, numbers: definition.fallbacks)
    } catch { problems.append(error) }
  }

  /// The first argument at the end of a sum: such a function can only be called where the argument is a known number.
  var counting: String? {
    let found = formula.withoutOpenSums(of: Set(arguments)).ends
    return arguments.first(where: found.contains)
  }
}

extension Formula {
  /// The formula with the parts of each sum whose ends mention one of `names` added up, and these sums' indices and ends.
  ///
  /// It names and calls the same things, and can be compiled where the ends are not known.
  fileprivate func withoutOpenSums(
    of names: Set<String>
  ) -> (formula: Formula, indices: [String], ends: Set<String>) {
    var (indices, ends) = ([String](), Set<String>())
    func plain(_ formula: Formula, _ names: Set<String>) -> Formula {
      var (inner, isOpen) = (names, false)
      if case .total(let index, let from, let to, _) = formula.kind {
        let open = Set((from.freeNames + to.freeNames).map(\.name)).intersection(names)
        isOpen = !open.isEmpty
        ends.formUnion(open)
        if isOpen {
          inner.insert(index)
          indices.append(index)
        } else {
          inner.remove(index)
        }
      }
      let result = (try? formula.mapChildren { child throws(DefinitionProblem) in plain(child, inner) }) ?? formula
      return isOpen ? Formula(.sum(result.children.map { (false, $0) }), span: formula.span) : result
    }
    return (plain(self, names), indices, ends)
  }
}
