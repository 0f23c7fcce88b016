import Equations
import Settings

/// The size of a dimension: a number plus whole multiples of settings and of the task's inputs and outputs.
struct Size: Sendable, Hashable {
  var constant = 0
  /// Multiples by symbol; none is 0.
  var multiples: [String: Int] = [:]

  init(_ constant: Int) { self.constant = constant }
  init(symbol: String) { multiples = [symbol: 1] }

  /// Nil on overflow.
  static func sum(_ left: Size, _ right: Size) -> Size? {
    var result = left
    let (constant, overflow) = left.constant.addingReportingOverflow(right.constant)
    if overflow { return nil }
    result.constant = constant
    for (symbol, count) in right.multiples {
      let (sum, overflow) = (result.multiples[symbol] ?? 0).addingReportingOverflow(count)
      if overflow { return nil }
      result.multiples[symbol] = sum == 0 ? nil : sum
    }
    return result
  }

  static func product(_ left: Size, _ factor: Int) -> Size? {
    var result = Size(0)
    let (constant, overflow) = left.constant.multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    result.constant = constant
    for (symbol, count) in left.multiples where factor != 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      result.multiples[symbol] = product
    }
    return result
  }

  /// The size in numbers; nil if a symbol has no value, or on overflow.
  func value(_ values: [String: Int]) -> Int? {
    var sum = constant
    for (symbol, count) in multiples {
      guard let value = values[symbol] else { return nil }
      let (product, first) = value.multipliedReportingOverflow(by: count)
      let (next, second) = sum.addingReportingOverflow(product)
      if first || second { return nil }
      sum = next
    }
    return sum
  }

  /// "width", "2 width + 1", "8".
  var text: String {
    var parts = multiples.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.value) \($0.key)" }
    if constant != 0 || parts.isEmpty { parts.append(String(constant)) }
    return parts.joined(separator: " + ")
  }

  /// "width = 16 numbers", "8 numbers", "1 number".
  func count(_ values: [String: Int]) -> String {
    guard let value = value(values) else { return "'\(text)' numbers" }
    let noun = value == 1 ? "number" : "numbers"
    return multiples.isEmpty ? "\(value) \(noun)" : "\(text) = \(value) \(noun)"
  }

  /// Reads a dimension: a number, a name, a sum, or a product with a number.
  static func read(_ formula: Formula, names: Set<String>) throws(DefinitionProblem) -> Size {
    func refuse(_ message: String) -> DefinitionProblem {
      DefinitionProblem(
        message,
        remedy:
          "a dimension is a whole number from 1 to \(DefinitionLimits.largestSize), a setting, inputs, outputs, or a sum of these",
        span: formula.span)
    }
    switch formula.kind {
    case .number(let number):
      guard let whole = Int(exactly: number), whole.magnitude <= DefinitionLimits.largestSize else {
        throw refuse("\(Value.text(of: number)) cannot be a dimension")
      }
      return Size(whole)
    case .name(let name):
      guard names.contains(name) else {
        throw DefinitionProblem(
          "'\(name)' cannot be a dimension, because no setting has this name",
          remedy: Suggestion.nearest(to: name, among: names.sorted()).map { "did you mean '\($0)'?" }
            ?? "write a number, or add it to the settings as \(name): 16", span: formula.span)
      }
      return Size(symbol: name)
    case .sum(let terms):
      var sum = Size(0)
      for item in terms {
        let term = try read(item.term, names: names)
        guard let signed = product(term, item.isNegative ? -1 : 1), let next = Size.sum(sum, signed) else {
          throw refuse("'\(formula)' is too large for a dimension")
        }
        sum = next
      }
      return sum
    case .product(let factors):
      var result = Size(1)
      for item in factors {
        let factor = try read(item.factor, names: names)
        let next =
          item.isDivisor
          ? nil
          : factor.multiples.isEmpty
            ? product(result, factor.constant)
            : result.multiples.isEmpty ? product(factor, result.constant) : nil
        guard let next else { throw refuse("'\(formula)' cannot be a dimension") }
        result = next
      }
      return result
    case .apply(let left, let right):
      let (factor, rest) = (try read(left, names: names), try read(right, names: names))
      guard factor.multiples.isEmpty, let result = product(rest, factor.constant) else {
        throw refuse("'\(formula)' cannot be a dimension")
      }
      return result
    default: throw refuse("'\(formula)' cannot be a dimension")
    }
  }
}
