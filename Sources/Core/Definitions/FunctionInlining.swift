import Equations
import Settings

/// The functions of a book that formulae may call: `slow-ramp` is called `slow_ramp`.
package struct BookFunctions: Sendable {
  package private(set) var definitions: [String: FunctionDefinition] = [:]
  /// The names of all functions, including those with mistakes.
  package private(set) var names: Set<String> = []

  package init() {}

  package static func name(of label: String) -> String { label.replacing("-", with: "_") }

  mutating func add(_ function: FunctionDefinition?, as label: String) {
    let name = Self.name(of: label)
    names.insert(name)
    if let function { definitions[name] = function }
  }
}

/// Replaces calls of functions by their formulae.
struct FunctionInlining {
  private let functions: BookFunctions
  /// How many operations may still be added.
  private var room = DefinitionLimits.mostOperations
  /// How many bytes of text may still be added.
  private var bytes = TextLimits.canonical.definition
  /// Whether a function that has a mistake was called; only that mistake is reported.
  private(set) var restsOnFaulty = false

  init(_ functions: BookFunctions) { self.functions = functions }

  /// The statements without calls of functions; what is wrong with a call is added to `problems`.
  mutating func statements(_ all: [Statement], problems: inout [DefinitionProblem]) -> [Statement] {
    if functions.names.isEmpty { return all }
    var inlined: [Statement] = []
    for statement in all {
      do throws(DefinitionProblem) { inlined.append(try self.statement(statement)) } catch { problems.append(error) }
    }
    return inlined
  }

  private mutating func statement(_ statement: Statement) throws(DefinitionProblem) -> Statement {
    var result = statement
    switch statement.kind {
    case .states, .parameters, .draw, .variables: break
    case .equation(let name, let isNext, let indices, let formula):
      result.kind = .equation(name: name, isNext: isNext, indices: indices, try whole(formula))
    case .control(let name, let indices, let formula):
      result.kind = .control(name: name, indices: indices, try whole(formula))
    case .formula(let formula): result.kind = .formula(try whole(formula))
    case .answers(let first): result.kind = .answers(try whole(first))
    case .relation(let left, let relation, let right):
      result.kind = .relation(try whole(left), relation, try whole(right))
    }
    return result
  }

  /// A side of a statement without calls of functions.
  private mutating func whole(_ formula: Formula) throws(DefinitionProblem) -> Formula {
    let result = try self.formula(formula)
    guard result.depth <= DefinitionLimits.deepestExpanded else {
      throw DefinitionProblem(
        "with its functions expanded, this formula nests deeper than \(DefinitionLimits.deepestExpanded)",
        remedy: "let functions call one another less deeply", span: formula.span)
    }
    return result
  }

  /// The formula without calls of functions.
  mutating func formula(_ formula: Formula) throws(DefinitionProblem) -> Formula {
    var own = self
    defer { self = own }
    let changed = try formula.mapChildren { child throws(DefinitionProblem) in try own.formula(child) }
    guard case .call(let name, let arguments, let settings) = changed.kind, functions.names.contains(name) else {
      return changed
    }
    guard let function = functions.definitions[name] else {
      own.restsOnFaulty = true
      return .number(1, span: formula.span)
    }
    let values = try Self.values(of: function, name, arguments, settings, formula.span)
    var result = function.formula.replacing(values)
    own.room -= result.size
    guard own.room >= 0 else {
      throw DefinitionProblem(
        "with '\(name)' expanded, this definition has more than \(DefinitionLimits.mostOperations) operations",
        remedy: "reduce how often functions call one another", span: formula.span)
    }
    own.bytes -= result.leastBytes
    guard own.bytes >= 0 else {
      throw DefinitionProblem(
        "with '\(name)' expanded, this definition is longer than \(TextLimits.canonical.definition) bytes",
        remedy: "shorten names, or reduce how often functions call one another", span: formula.span)
    }
    guard result.depth <= DefinitionLimits.deepestExpanded else {
      throw DefinitionProblem(
        "with '\(name)' expanded, this formula nests deeper than \(DefinitionLimits.deepestExpanded)",
        remedy: "let functions call one another less deeply", span: formula.span)
    }
    result.span = formula.span
    return result.placed(at: formula.span)
  }

  /// The values of the arguments and settings of a function in a call.
  private static func values(
    of function: FunctionDefinition, _ name: String, _ arguments: [Formula],
    _ settings: [(name: String, value: Formula)], _ span: Range<Int>
  ) throws(DefinitionProblem) -> [String: Formula] {
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
    return values
  }
}

extension Formula {
  /// The same tree with every part at `span`, so that messages point at the call.
  fileprivate func placed(at span: Range<Int>) -> Formula {
    var result = (try? mapChildren { child throws(DefinitionProblem) in child.placed(at: span) }) ?? self
    result.span = span
    return result
  }
}
