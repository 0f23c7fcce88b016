import Settings

extension Expression {
  /// Reads one expression at the lexer's place and leaves the lexer behind it.
  ///
  /// - Parameter leaf: reads a leaf at the lexer's place, or gives nil where none stands.
  package init(
    from lexer: inout Lexer, leaf: (inout Lexer) throws(SettingProblem) -> Leaf?
  ) throws(SettingProblem) {
    steps = try withoutActuallyEscaping(leaf) { leaf throws(SettingProblem) in
      var parser = ExpressionParser(lexer: lexer, leaf: leaf)
      try parser.sum()
      lexer = parser.lexer
      return parser.steps
    }
  }
}

/// Recursive descent: a sum of products of signed powers of primaries; `-x^2` is `-(x^2)`, `x^y^z` is `x^(y^z)`.
private struct ExpressionParser<Leaf> {
  static var deepest: Int { 64 }

  var lexer: Lexer
  let leaf: (inout Lexer) throws(SettingProblem) -> Leaf?
  var steps: [Expression<Leaf>.Step] = []
  private var depth = 0

  init(lexer: Lexer, leaf: @escaping (inout Lexer) throws(SettingProblem) -> Leaf?) {
    self.lexer = lexer
    self.leaf = leaf
  }

  mutating func sum() throws(SettingProblem) {
    try product()
    while true {
      if try lexer.take("+") {
        try product()
        steps.append(.function(.add))
      } else if try lexer.take("-") {
        try product()
        steps.append(.function(.subtract))
      } else {
        return
      }
    }
  }

  private mutating func product() throws(SettingProblem) {
    try signed()
    while true {
      if try lexer.take("*") {
        try signed()
        steps.append(.function(.multiply))
      } else if try lexer.take("/") {
        try signed()
        steps.append(.function(.divide))
      } else {
        return
      }
    }
  }

  private mutating func signed() throws(SettingProblem) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw SettingProblem(
        "this formula nests deeper than \(Self.deepest)", remedy: "write it with fewer parentheses", kind: .malformed,
        span: lexer.span)
    }
    if try lexer.take("-") {
      try signed()
      steps.append(.function(.negate))
      return
    }
    try primary()
    if try lexer.take("^") {
      try signed()
      steps.append(.function(.power))
    }
  }

  private mutating func primary() throws(SettingProblem) {
    if case .number(let number) = lexer.token {
      try lexer.advance()
      steps.append(.number(number))
    } else if try lexer.take("(") {
      try sum()
      try lexer.expect(")", to: "after this")
    } else if let function = try function() {
      try call(function)
    } else if let leaf = try leaf(&lexer) {
      steps.append(.leaf(leaf))
    } else {
      throw SettingProblem(
        "expected a number or a name, found \(lexer.token.description)",
        remedy: "write one, or remove the operator before it", kind: .malformed, span: lexer.span)
    }
  }

  /// The function whose name and opening parenthesis stand here, passing both.
  private mutating func function() throws(SettingProblem) -> ArithmeticFunction? {
    guard case .name(let name) = lexer.token, let function = ArithmeticFunction(word: name) else { return nil }
    var ahead = lexer
    try ahead.advance()
    guard try ahead.take("(") else { return nil }
    lexer = ahead
    return function
  }

  private mutating func call(_ function: ArithmeticFunction) throws(SettingProblem) {
    try sum()
    for _ in 1..<function.arity {
      try lexer.expect(",", to: "between the arguments of '\(function)'")
      try sum()
    }
    try lexer.expect(")", to: "after the arguments of '\(function)'")
    steps.append(.function(function))
  }
}
