import Numerics
import Settings

/// A filter over rows: comparisons of formulae in the columns, joined by `and`, `or` and `not`.
///
/// A comparison with a text, `model = gru`, is of the text of a column. A row in which a number is missing satisfies no comparison
/// of it.
package struct DataCondition: Sendable {
  package enum Relation: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      case .equal: left == right
      }
    }
  }

  private enum Test: Sendable {
    case numbers(Expression<String>, Relation, Expression<String>)
    case text(column: String, String)
  }

  private struct Part: Sendable {
    var isNegated: Bool
    var test: Test
  }

  /// One of the outer parts must hold, and of it all inner ones.
  private var alternatives: [[Part]] = []

  /// Reads all of `text`; `base` is added to the spans of problems.
  package init(parsing text: String, columns: [String], base: Int = 0) throws(SettingProblem) {
    var lexer = try Lexer(text, base: base, joinsNames: false)
    repeat {
      var parts: [Part] = []
      repeat { parts.append(try Self.part(from: &lexer, columns: columns)) } while try Self.take("and", &lexer)
      alternatives.append(parts)
    } while try Self.take("or", &lexer)
    try lexer.expectEnd()
  }

  private static func take(_ word: String, _ lexer: inout Lexer) throws(SettingProblem) -> Bool {
    guard lexer.token == .name(word) else { return false }
    try lexer.advance()
    return true
  }

  private static func part(from lexer: inout Lexer, columns: [String]) throws(SettingProblem) -> Part {
    let isNegated = try take("not", &lexer)
    if let (column, text) = try textTest(from: &lexer, columns: columns) {
      return Part(isNegated: isNegated, test: .text(column: column, text))
    }
    let left = try formula(from: &lexer, columns: columns)
    guard case .symbol(let symbol) = lexer.token, let relation = Relation(rawValue: symbol) else {
      throw SettingProblem(
        "expected a comparison, found \(lexer.token.description)", remedy: "compare with <, <=, >, >= or =",
        kind: .malformed, span: lexer.span)
    }
    try lexer.advance()
    return Part(isNegated: isNegated, test: .numbers(left, relation, try formula(from: &lexer, columns: columns)))
  }

  /// `column = text`, where the right side does not name a column; for anything else nil, without moving the lexer.
  private static func textTest(
    from lexer: inout Lexer, columns: [String]
  ) throws(SettingProblem) -> (column: String, text: String)? {
    guard case .name(let column) = lexer.token, columns.contains(column) else { return nil }
    var ahead = lexer
    try ahead.advance()
    guard try ahead.take("=") else { return nil }
    let text: String
    switch ahead.token {
    case .string(let string): text = string
    case .name(let word) where !columns.contains(word): text = word
    default: return nil
    }
    try ahead.advance()
    lexer = ahead
    return (column, text)
  }

  private static func formula(from lexer: inout Lexer, columns: [String]) throws(SettingProblem) -> Expression<String> {
    try Expression<String>(from: &lexer) { lexer throws(SettingProblem) in
      guard case .name(let name) = lexer.token else { return nil }
      guard columns.contains(name) else {
        throw SettingProblem(
          "unknown column '\(name)'", remedy: Suggestion.remedy(for: name, among: columns), kind: .unknownName,
          span: lexer.span)
      }
      try lexer.advance()
      return name
    }
  }

  private var tests: [Test] { alternatives.flatMap { $0.map(\.test) } }

  /// The columns that it reads as numbers.
  package var numberColumns: [String] {
    tests.flatMap { test -> [String] in
      if case .numbers(let left, _, let right) = test { left.leaves + right.leaves } else { [] }
    }
  }

  /// The columns that it reads as texts.
  package var textColumns: [String] {
    tests.compactMap { test -> String? in if case .text(let column, _) = test { column } else { nil } }
  }

  /// Whether it holds for a row.
  package func holds(number: (String) -> Double, text: (String) -> String?) -> Bool {
    alternatives.contains { parts in
      parts.allSatisfy { part in
        switch part.test {
        case .text(let column, let wanted): return (text(column) == wanted) != part.isNegated
        case .numbers(let left, let relation, let right):
          let (x, y) = (left.evaluate(number), right.evaluate(number))
          return !x.isNaN && !y.isNaN && relation.holds(x, y) != part.isNegated
        }
      }
    }
  }
}
