import Equations

/// What is computed of numbers that are known before anything runs.
enum Constants {
  /// The value of an operation on `x` and `y`, of which nil is not known; nil if it is not known itself.
  ///
  /// - Throws: a division by 0, whatever is divided, and a value that is not finite.
  static func value(
    _ operation: BinaryOperation, _ x: Double?, _ y: Double?, _ formula: Formula
  ) throws(DefinitionProblem) -> Double? {
    if y == 0, operation == .divide || operation == .remainder {
      throw DefinitionProblem(
        "'\(short(formula))' divides by 0", remedy: "choose numbers that keep the divisor from 0", span: formula.span)
    }
    guard let x, let y else { return nil }
    return try finite(operation(x, y), formula)
  }

  static func value(
    _ function: ElementFunction, _ x: Double?, _ formula: Formula
  ) throws(DefinitionProblem) -> Double? {
    guard let x else { return nil }
    return try finite(function(x), formula)
  }

  private static func finite(_ value: Double, _ formula: Formula) throws(DefinitionProblem) -> Double {
    guard value.isFinite else {
      throw DefinitionProblem(
        "'\(short(formula))' is \(value.isNaN ? "not defined" : "infinite")", remedy: "choose other numbers",
        span: formula.span)
    }
    return value
  }

  private static func short(_ formula: Formula) -> String {
    let text = formula.description
    return text.count > 60 ? "\(text.prefix(60))…" : text
  }
}
