import Equations
import Settings
import Tasks

/// A memory function that a formula defines.
package struct DefinedMemory: MemoryFunction {
  package static let name = "equations"
  package static let summary = "a memory function that a formula defines, as a stored result keeps it"

  private let program: ScalarProgram?

  package init(settings: Settings) {
    let text = settings.text(
      "text", default: "exp(-s)", allowed: "the canonical text of a function", help: "the formula")
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(canonical: text, kind: .function, problems: &problems)
    let numbers = definition.read(settings)
    let function = FunctionDefinition(definition.using(numbers), problems: &problems)
    problems.forEach { settings.report($0.problem) }
    self.init(function, numbers, settings)
  }

  package init(_ function: FunctionDefinition?, _ settings: Settings) {
    self.init(function, function?.definition.read(settings) ?? [:], settings)
  }

  private init(_ function: FunctionDefinition?, _ numbers: [String: Double], _ settings: Settings) {
    if let function, function.arguments.count != 1 {
      settings.report(
        SettingProblem(
          "a memory function must have one argument, but '\(settings.owner)' has \(function.arguments.count)",
          remedy: "make settings of all but one of \(function.arguments.joined(separator: ", "))", kind: .unsuitable,
          span: settings.span))
    }
    if let function, function.arguments.count == 1, let name = function.counting {
      settings.report(
        SettingProblem(
          "'\(settings.owner)' cannot be a memory function, because the bounds of a sum in it depend on '\(name)'",
          remedy: "sum between numbers and settings", kind: .unsuitable, span: settings.span))
    }
    guard let function, function.arguments.count == 1, function.counting == nil else {
      program = nil
      return
    }
    program = settings.compiled {
      () throws(DefinitionProblem) in
      try ScalarProgram(
        function.formula, variables: function.arguments, numbers: numbers, most: DefinitionLimits.mostFormulaOperations)
    }
  }

  package func callAsFunction(_ lag: Double) -> Double { program?.value([lag]) ?? 1 }
}

extension Settings {
  /// What `make` compiles with these settings; nil, with a message, if they do not suit it.
  @discardableResult
  func compiled<Made>(_ make: () throws(DefinitionProblem) -> Made) -> Made? {
    do throws(DefinitionProblem) { return try make() } catch {
      report(
        SettingProblem(
          "with these settings \(error.problem.message)", remedy: error.problem.remedy, kind: error.problem.kind,
          span: span))
      return nil
    }
  }
}
