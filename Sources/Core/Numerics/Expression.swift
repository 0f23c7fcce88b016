import Settings

/// An arithmetic expression over leaves: variables of a formula, or results of a build.
///
/// It is kept in postfix order, so evaluating takes no recursion however long the text is.
package struct Expression<Leaf> {
  enum Step {
    case number(Double)
    case leaf(Leaf)
    case function(ArithmeticFunction)
  }

  var steps: [Step] = []

  /// The leaves that it mentions, in the order of the text.
  package var leaves: [Leaf] {
    steps.compactMap { if case .leaf(let leaf) = $0 { leaf } else { nil } }
  }

  /// Whether it is one leaf and nothing else.
  package var isLeaf: Bool {
    guard steps.count == 1, case .leaf = steps[0] else { return false }
    return true
  }

  /// Its value, with the value of each leaf given by `value`.
  package func evaluate<Problem: Error>(_ value: (Leaf) throws(Problem) -> Double) throws(Problem) -> Double {
    var stack: [Double] = []
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .leaf(let leaf): stack.append(try value(leaf))
      case .function(let function):
        let arguments = stack.suffix(function.arity)
        let result = function(arguments.first ?? .nan, arguments.last ?? .nan)
        stack.removeLast(arguments.count)
        stack.append(result)
      }
    }
    return stack.last ?? .nan
  }
}

extension Expression: Sendable where Leaf: Sendable {}
extension Expression.Step: Sendable where Leaf: Sendable {}

extension Expression where Leaf == String {
  /// Reads all of `text`, a formula in `variables`; `base` is added to the spans of problems.
  package init(parsing text: String, variables: [String], base: Int = 0) throws(SettingProblem) {
    var lexer = try Lexer(text, base: base, joinsNames: false)
    try self.init(from: &lexer) { lexer throws(SettingProblem) in
      guard case .name(let name) = lexer.token else { return nil }
      guard variables.contains(name) else {
        throw SettingProblem(
          "unknown name '\(name)' in this formula", remedy: Self.remedy(for: name, variables: variables),
          kind: .unknownName, span: lexer.span)
      }
      try lexer.advance()
      return name
    }
    try lexer.expectEnd()
  }

  private static func remedy(for name: String, variables: [String]) -> String {
    let functions = ArithmeticFunction.allCases.compactMap(\.word)
    if name.count > 1, let nearest = Suggestion.nearest(to: name, among: functions) {
      return "did you mean '\(nearest)'?"
    }
    return "it takes \(variables.joined(separator: ", ")) and the functions \(functions.joined(separator: ", "))"
  }
}

extension Expression where Leaf == String {
  /// Reads the formula between the quotes of `value`; nil, and a problem noted, where it is none.
  package init?(quoted value: Value, variables: [String], settings: Settings) {
    guard case .string(let text) = value.kind else { return nil }
    do {
      try self.init(parsing: text, variables: variables, base: value.span.lowerBound + 1)
    } catch {
      settings.report(error)
      return nil
    }
  }
}
