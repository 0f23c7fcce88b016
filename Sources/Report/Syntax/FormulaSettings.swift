import Equations
import Numerics
import Settings
import Source

/// The settings that take formulae between quotes, in which the functions of the book may be called.
package enum FormulaSettings {
  /// The names that the formula of a setting may use.
  package static let variables: [String: [String]] = [
    "memory": ["s"], "error": ["t", "T"], "by": ["t", "T"], "series": ["t"],
  ]

  /// The setting that the first argument without a label is for.
  private static let first = ["linear-functional": "memory", "weighted": "by", "forecast": "series"]

  /// A value with the book's functions put into its formulae, and what each of these was.
  struct Expanded {
    var value: Value
    var given: [String: String] = [:]
    var problems: [DefinitionProblem] = []

    init(_ value: Value, of setting: String?, by expansion: any FormulaExpansion) {
      self.value = value
      self.value = changed(value, of: setting, expansion)
    }

    private mutating func changed(_ value: Value, of setting: String?, _ expansion: any FormulaExpansion) -> Value {
      var result = value
      switch value.kind {
      case .number, .name, .range: break
      case .string(let text):
        if let variables = setting.flatMap({ FormulaSettings.variables[$0] }) {
          result.kind = .string(changed(text, start: value.span.lowerBound + 1, variables, expansion))
        }
      case .list(let items): result.kind = .list(items.map { changed($0, of: setting, expansion) })
      case .call(let head, let arguments):
        var isFirst = true
        result.kind = .call(
          head,
          arguments.map { argument in
            var argument = argument
            let label = argument.label ?? (isFirst ? FormulaSettings.first[head] : nil)
            isFirst = isFirst && argument.label != nil
            argument.value = changed(argument.value, of: label, expansion)
            return argument
          })
      }
      return result
    }

    private mutating func changed(
      _ text: String, start: Int, _ variables: [String], _ expansion: any FormulaExpansion
    ) -> String {
      do throws(DefinitionProblem) {
        guard let made = try expansion.expanded(text, start: start, variables: variables) else { return text }
        // A mistake beside the calls is reported at its place by what reads the setting.
        guard (try? Expression(parsing: made.plain, variables: variables)) != nil else { return made.plain }
        given[made.text] = text
        return made.text
      } catch {
        problems.append(error)
        return FormulaSettings.standIn
      }
    }
  }

  /// What is read in the place of a formula with a mistake.
  private static let standIn = "1"
}
