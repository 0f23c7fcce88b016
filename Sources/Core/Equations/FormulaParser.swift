import Settings

/// Reads formulae and statements from tokens by recursive descent.
///
/// From loose to tight: sums; `*` and `/` element by element; two things beside each other, `W x`, a product that reaches
/// to the right; powers. `-x^2` is `-(x^2)`, and `W U x` is `W (U x)`.
package struct FormulaParser {
  private let tokens: [DefinitionToken]
  /// Functions of the book that may be called.
  private let functions: Set<String>
  private let limits: TextLimits
  private var position = 0
  private var depth = 0

  package init(_ tokens: [DefinitionToken], functions: Set<String>, within limits: TextLimits = .written) {
    self.tokens = tokens
    self.functions = functions
    self.limits = limits
  }

  package var token: DefinitionToken { tokens[min(position, tokens.count - 1)] }
  private var next: DefinitionToken { tokens[min(position + 1, tokens.count - 1)] }
  /// The byte after the last token that was read.
  var previousEnd: Int { position > 0 ? tokens[position - 1].span.upperBound : token.span.lowerBound }

  mutating func advance() { position += 1 }

  /// The position of the parser, to return to.
  package var place: Int {
    get { position }
    set { position = newValue }
  }

  mutating func take(_ symbol: String) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func skipNewlines() { while token.kind == .newline { advance() } }

  package mutating func expect(_ symbol: String, to purpose: String) throws(DefinitionProblem) {
    guard take(symbol) else {
      throw DefinitionProblem(
        "expected '\(symbol)' \(purpose), found \(token.description)", remedy: "add '\(symbol)'", span: token.span)
    }
  }

  package mutating func name(_ purpose: String) throws(DefinitionProblem) -> (String, Range<Int>) {
    guard case .name(let name) = token.kind else {
      throw DefinitionProblem(
        "expected a name \(purpose), found \(token.description)", remedy: "write a word of letters, digits and '_'",
        span: token.span)
    }
    let span = token.span
    advance()
    return (name, span)
  }

  package mutating func formula() throws(DefinitionProblem) -> Formula {
    try descend()
    defer { depth -= 1 }
    let formula = try sum()
    if depth == 1, formula.depth > DefinitionLimits.deepestExpanded {
      throw tooDeep(DefinitionLimits.deepestExpanded, formula.span)
    }
    return formula
  }

  private mutating func descend() throws(DefinitionProblem) {
    guard depth < limits.depth else { throw tooDeep(limits.depth, token.span) }
    depth += 1
  }

  private func tooDeep(_ most: Int, _ span: Range<Int>) -> DefinitionProblem {
    DefinitionProblem(
      "this formula nests deeper than \(most)", remedy: "name a part of it in a separate equation", span: span)
  }

  private mutating func sum() throws(DefinitionProblem) -> Formula {
    let start = token.span.lowerBound
    var terms: [(isNegative: Bool, term: Formula)] = []
    var isNegative = take("-")
    if !isNegative { _ = take("+") }
    while true {
      terms.append((isNegative, try product()))
      if !continues("+"), !continues("-") { break }
      isNegative = token.kind == .symbol("-")
      advance()
      skipNewlines()
    }
    if terms.count == 1, !terms[0].isNegative { return terms[0].term }
    if terms.count == 1, case .number(let number) = terms[0].term.kind {
      return .number(-number, span: start..<previousEnd)
    }
    return Formula(.sum(terms), span: start..<previousEnd)
  }

  /// Whether the operator comes next; a line may break after it, not before it.
  private func continues(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  private mutating func product() throws(DefinitionProblem) -> Formula {
    let start = token.span.lowerBound
    var factors = [(isDivisor: false, factor: try signed())]
    while continues("*") || continues("/") {
      let isDivisor = token.kind == .symbol("/")
      advance()
      skipNewlines()
      factors.append((isDivisor, try signed()))
    }
    return factors.count == 1 ? factors[0].factor : Formula(.product(factors), span: start..<previousEnd)
  }

  /// `2 * -x`.
  private mutating func signed() throws(DefinitionProblem) -> Formula {
    let start = token.span.lowerBound
    guard take("-") else { return try beside() }
    let inner = try beside()
    if case .number(let number) = inner.kind { return .number(-number, span: start..<previousEnd) }
    return Formula(.sum([(true, inner)]), span: start..<previousEnd)
  }

  private mutating func beside() throws(DefinitionProblem) -> Formula {
    var parts = [try power()]
    while startsPrimary {
      guard parts.count < limits.beside else {
        throw DefinitionProblem(
          "this product has more than \(limits.beside) factors beside each other",
          remedy: "name a part of the product in a separate equation",
          span: token.span)
      }
      parts.append(try power())
    }
    guard var result = parts.popLast() else { return try power() }
    while let left = parts.popLast() {
      result = Formula(.apply(left, result), span: left.span.lowerBound..<result.span.upperBound)
    }
    return result
  }

  private var startsPrimary: Bool {
    switch token.kind {
    case .number, .name: true
    case .symbol("("): true
    default: false
    }
  }

  private mutating func power() throws(DefinitionProblem) -> Formula {
    let base = try primary()
    guard take("^") else { return base }
    try descend()
    defer { depth -= 1 }
    let isNegative = take("-")
    let start = token.span.lowerBound
    var exponent = try power()
    if isNegative {
      if case .number(let number) = exponent.kind {
        exponent = .number(-number, span: start - 1..<previousEnd)
      } else {
        exponent = Formula(.sum([(true, exponent)]), span: start..<previousEnd)
      }
    }
    return Formula(.power(base, exponent), span: base.span.lowerBound..<previousEnd)
  }

  private mutating func primary() throws(DefinitionProblem) -> Formula {
    let start = token.span
    switch token.kind {
    case .number(let number):
      advance()
      return .number(number, span: start)
    case .symbol("("):
      advance()
      skipNewlines()
      var inner = try formula()
      skipNewlines()
      try expect(")", to: "after this")
      inner.span = start.lowerBound..<previousEnd
      return inner
    case .name(let name):
      advance()
      if token.kind == .symbol("("), EquationWords.functions.contains(name) || functions.contains(name) {
        return try call(name, start)
      }
      if token.kind == .symbol("("), !token.isApart {
        throw DefinitionProblem(
          "unknown function '\(name)'",
          remedy: Suggestion.nearest(to: name, among: EquationWords.functions.union(functions).sorted()).map {
            "did you mean '\($0)'?"
          }
            ?? "write a product with a space, as \(name) (…)", span: start)
      }
      if token.kind == .symbol("'") {
        advance()
        return Formula(.index(name, []), span: start.lowerBound..<previousEnd)
      }
      if token.kind == .symbol("["), !token.isApart { return try indexed(name, start) }
      return Formula(.name(name), span: start)
    default:
      throw DefinitionProblem(
        "expected a number or a name, found \(token.description)",
        remedy: "write one, or remove the operator before it", span: start)
    }
  }

  private mutating func indexed(_ name: String, _ start: Range<Int>) throws(DefinitionProblem) -> Formula {
    advance()
    var places = [try formula()]
    while take(",") { places.append(try formula()) }
    try expect("]", to: "after the place")
    return Formula(.index(name, places), span: start.lowerBound..<previousEnd)
  }

  private mutating func call(_ name: String, _ start: Range<Int>) throws(DefinitionProblem) -> Formula {
    advance()
    skipNewlines()
    var arguments: [Formula] = []
    var settings: [(name: String, value: Formula)] = []
    while token.kind != .symbol(")") {
      if case .name(let label) = token.kind, next.kind == .symbol(":") {
        advance()
        advance()
        settings.append((label, try formula()))
      } else {
        arguments.append(try formula())
      }
      skipNewlines()
      if token.kind != .symbol(")") { try expect(",", to: "between the arguments of '\(name)'") }
      skipNewlines()
    }
    advance()
    let span = start.lowerBound..<previousEnd
    if name == "sum", arguments.count == 4, settings.isEmpty, case .name(let index) = arguments[0].kind {
      return Formula(.total(index: index, from: arguments[1], to: arguments[2], arguments[3]), span: span)
    }
    if let call = BuiltInCall(rawValue: name), !call.arity.contains(arguments.count) || !settings.isEmpty {
      throw DefinitionProblem(
        "'\(name)' cannot take \(Self.count(arguments.count))", remedy: "write \(call.example)", span: span)
    }
    if ElementFunction(rawValue: name) != nil, arguments.count != 1 || !settings.isEmpty {
      throw DefinitionProblem(
        "'\(name)' cannot take \(Self.count(arguments.count))", remedy: "write \(name)(a)", span: span)
    }
    return Formula(.call(name, arguments, settings), span: span)
  }

  private static func count(_ arguments: Int) -> String { "\(arguments) argument\(arguments == 1 ? "" : "s")" }
}
