import Equations
import Foundation
import Numerics

/// How a parameter starts.
struct Initialisation: Sendable {
  enum Rule: Sendable {
    /// Uniform within a bound; by default H^{-1/2} with H the size of the first state.
    case uniform(Double?)
    case gaussian(Double)
    case orthogonal
    case identity
    /// A formula in the row i and the column j, both from 0, and the number of rows n.
    case formula(ScalarProgram)
  }

  var rule: Rule

  static let words = ["uniform", "gaussian", "orthogonal", "identity", "zero", "one"]

  /// Reads `[U: orthogonal, b: 1]`.
  static func read(_ given: WrittenDefinition.Text, within limits: TextLimits) -> (
    formulas: [(name: String, formula: Formula)], problems: [DefinitionProblem]
  ) {
    var formulas: [(name: String, formula: Formula)] = []
    do throws(DefinitionProblem) {
      var parser = FormulaParser(
        try DefinitionLexer.tokens(of: [DefinitionLine(given.text, start: given.start)], within: limits),
        functions: Set(words), within: limits)
      try parser.expect("[", to: "before the parameters")
      while parser.token.kind != .symbol("]") {
        let (name, span) = try parser.name("of a parameter")
        try parser.expect(":", to: "after '\(name)'")
        var formula = try parser.formula()
        formula.span = span.lowerBound..<formula.span.upperBound
        formulas.append((name, formula))
        if parser.token.kind != .symbol("]") { try parser.expect(",", to: "between parameters") }
      }
      try parser.expect("]", to: "after the parameters")
      guard parser.token.kind == .newline else {
        throw DefinitionProblem(
          "unexpected \(parser.token.description) after the parameters", remedy: "remove it", span: parser.token.span)
      }
    } catch { return (formulas, [error]) }
    return (formulas, [])
  }

  init() { rule = .uniform(nil) }

  /// Reads a rule from a formula.
  init(_ formula: Formula, numbers: [String: Double]) throws(DefinitionProblem) {
    func number(_ formulas: [Formula]) throws(DefinitionProblem) -> Double? {
      guard let first = formulas.first else { return nil }
      let value = try ScalarProgram(first, variables: [], numbers: numbers).value([])
      guard value >= 0, value <= 1e30 else {
        throw DefinitionProblem(
          "'\(first)' cannot be a bound", remedy: "write a number from 0 to 1e30", span: first.span)
      }
      return value
    }
    switch formula.kind {
    case .name("orthogonal"): rule = .orthogonal
    case .name("identity"): rule = .identity
    case .name("uniform"): rule = .uniform(nil)
    case .call("uniform", let arguments, _): rule = .uniform(try number(arguments))
    case .call("gaussian", let arguments, _): rule = .gaussian(try number(arguments) ?? 1)
    case .name("gaussian"): rule = .gaussian(1)
    default:
      let names = ["zero": 0.0, "one": 1]
      rule = .formula(
        try ScalarProgram(
          formula, variables: ["i", "j", "n"], numbers: numbers.merging(names) { $1 },
          most: DefinitionLimits.mostInitialOperations))
    }
  }

  /// Checks that the numbers at the corners of a matrix are finite in single precision.
  func check(rows: Int, columns: Int, _ formula: Formula) throws(DefinitionProblem) {
    guard case .formula(let program) = rule else { return }
    for (row, column) in [(0, 0), (0, columns - 1), (rows - 1, 0), (rows - 1, columns - 1)] {
      let value = program.value([Double(row), Double(column), Double(rows)])
      guard Float(value).isFinite else {
        throw DefinitionProblem(
          "'\(program.formula)' is \(value.isNaN ? "not defined" : "infinite") at i = \(row), j = \(column)",
          remedy: "write a formula that is finite for every row i and column j, both from 0", span: formula.span)
      }
    }
  }

  /// The rule in words, for the table of parameters.
  static func text(_ formula: Formula?, width: String?) -> String {
    formula.map(\.description) ?? (width.map { "uniform within \($0)^(-1/2)" } ?? "uniform within 1")
  }

  /// Numbers of a matrix, row after row.
  func values(rows: Int, columns: Int, width: Int?, _ generator: inout Generator) -> [Double] {
    switch rule {
    case .uniform(let bound):
      let bound = bound ?? 1 / Double(width ?? 1).squareRoot()
      return (0..<rows * columns).map { _ in bound * (2 * generator.uniform() - 1) }
    case .gaussian(let deviation): return (0..<rows * columns).map { _ in deviation * generator.gaussian() }
    case .identity: return (0..<rows * columns).map { $0 / columns == $0 % columns ? 1 : 0 }
    case .orthogonal:
      let size = max(rows, columns)
      let matrix = orthogonalMatrix(size: size, from: &generator)
      return (0..<rows * columns).map { matrix[$0 / columns * size + $0 % columns] }
    case .formula(let program):
      return (0..<rows * columns).map { index in
        program.value([Double(index / columns), Double(index % columns), Double(rows)])
      }
    }
  }
}
