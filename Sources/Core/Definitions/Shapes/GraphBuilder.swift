import Equations
import Settings

/// Makes the graph of one step from equations: names resolved, sums written out, in the order in which they can be computed.
struct GraphBuilder {
  /// An equation of the step.
  struct Equation {
    var name: String
    var isNext: Bool
    var formula: Formula
    var nameSpan: Range<Int>
  }

  /// What the equations define.
  enum Form {
    /// Unknown names are parameters.
    case model
    /// There are no parameters, and functions without a derivative are allowed.
    case task
  }

  var graph = Graph()
  private(set) var problems: [DefinitionProblem] = []
  /// Settings and numbers, by name.
  let numbers: [String: Double]
  /// Names that dimensions may have.
  let sizes: Set<String>
  let form: Form
  var valueIndex: [String: Int] = [:]
  var inputIndex: [String: Int] = [:]
  var parameterIndex: [String: Int] = [:]
  /// The values that hold inputs which something looks back at.
  var valueOfInput: [Int: Int] = [:]
  /// The equation of each value.
  var formulas: [Int: Equation] = [:]
  /// How many formulae have been turned into nodes.
  private var work = 0

  /// - Parameters:
  ///   - numbers: the values of the settings, and T if it is known.
  ///   - inputs: the inputs of the step with their sizes.
  init(
    _ equations: [Equation], states: [Statement.Declared], parameters: [Statement.Declared], inputs: [Graph.Input],
    numbers: [String: Double], form: Form
  ) {
    self.numbers = numbers
    self.form = form
    sizes = Set(numbers.keys).union(["inputs", "outputs"])
    graph.inputs = inputs
    for (index, input) in inputs.enumerated() { inputIndex[input.name] = index }
    declare(states, parameters)
    var first: [String: Range<Int>] = Dictionary(inputs.map { ($0.name, $0.span) }) { $1 }
    for state in states { if first[state.name] == nil { first[state.name] = state.span } }
    for equation in equations { define(equation, &first) }
    for value in graph.values where value.isState && formulas[valueIndex[value.name] ?? -1] == nil {
      note(
        DefinitionProblem(
          "the state '\(value.name)' has no equation", remedy: "add a line \(value.name)' = …",
          span: value.span))
    }
    guard problems.isEmpty else { return }
    if form == .model { for equation in equations { declareParameters(of: equation.formula, bound: []) } }
    lower()
    checkUse()
    if form == .model { checkConstants() }
  }

  /// Adds a mistake, unless it follows from another or the most that are reported has been reached.
  mutating func note(_ problem: DefinitionProblem) {
    if !problem.isConsequence, problems.count < DefinitionLimits.mostProblems { problems.append(problem) }
  }

  /// Counts work, which sums repeat for each term.
  mutating func spend(_ amount: Int, _ formula: Formula) throws(DefinitionProblem) {
    work += amount
    guard work <= 10 * DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "the sums of a step have more than \(10 * DefinitionLimits.mostOperations) terms", remedy: "shorten the sums",
        span: formula.span)
    }
  }

  mutating func node(_ formula: Formula, _ bound: [String: Double]) throws(DefinitionProblem) -> Int {
    try spend(1, formula)
    switch formula.kind {
    case .number(let value): return try graph.node(.constant(value), .init(formula))
    case .name(let name): return try reference(name, formula, bound)
    case .index(let name, let places): return try delayed(name, places, formula, bound)
    case .sum(let terms): return try sum(terms, formula, bound)
    case .product(let factors): return try product(factors, formula, bound)
    case .apply(let left, let right):
      let (a, b) = (try node(left, bound), try node(right, bound))
      if isNumber(a) || isNumber(b) { return try fold(.binary(.multiply, a, b), formula) }
      return try graph.node(.product(a, b), .init(formula))
    case .power(let base, let exponent):
      return try fold(.binary(.power, try node(base, bound), try node(exponent, bound)), formula)
    case .call(let name, let arguments, _): return try call(name, arguments, formula, bound)
    case .total(let index, let from, let to, let body):
      return try total(index, from, to, body, formula, bound)
    }
  }

  private mutating func sum(
    _ terms: [(isNegative: Bool, term: Formula)], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    var sum: Int?
    for (position, item) in terms.enumerated() {
      let term = try node(item.term, bound)
      if let before = sum {
        sum = try fold(.binary(item.isNegative ? .subtract : .add, before, term), formula, terms: position + 1)
      } else if item.isNegative {
        let minus = try graph.node(.constant(-1), .init(formula))
        sum = try fold(.binary(.multiply, minus, term), formula)
      } else {
        sum = term
      }
    }
    return sum ?? 0
  }

  private mutating func product(
    _ factors: [(isDivisor: Bool, factor: Formula)], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    var product: Int?
    for item in factors {
      let factor = try node(item.factor, bound)
      if product == nil, item.isDivisor { product = try graph.node(.constant(1), .init(formula)) }
      if let before = product {
        product = try fold(.binary(item.isDivisor ? .divide : .multiply, before, factor), formula)
      } else {
        product = factor
      }
    }
    return product ?? 0
  }

  private func isNumber(_ node: Int) -> Bool { if case .constant = graph.nodes[node].operation { true } else { false } }

  /// The node of an operation; a constant if its operands are constants.
  mutating func fold(
    _ operation: Graph.Operation, _ formula: Formula, terms: Int? = nil
  ) throws(DefinitionProblem) -> Int {
    func value(_ node: Int) -> Double? {
      if case .constant(let value) = graph.nodes[node].operation { value } else { nil }
    }
    let origin = Graph.Origin(formula, terms: terms)
    let result: Double?
    switch operation {
    case .element(let function, let a): result = try Constants.value(function, value(a), origin.formula)
    case .binary(let binary, let a, let b): result = try Constants.value(binary, value(a), value(b), origin.formula)
    default: result = nil
    }
    return try graph.node(result.map { .constant($0) } ?? operation, origin)
  }

  private mutating func reference(
    _ name: String, _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    if let value = bound[name] ?? numbers[name] { return try graph.node(.constant(value), .init(formula)) }
    if name == "pi" { return try graph.node(.constant(.pi), .init(formula)) }
    if name == "t" { return try graph.node(.time, .init(formula)) }
    if let index = inputIndex[name] { return try graph.node(.input(index), .init(formula)) }
    if let index = valueIndex[name] {
      if graph.values[index].isState { return try delay(index, 1, formula) }
      if let node = graph.values[index].node { return node }
      throw DefinitionProblem(following: "the equation of '\(name)' has a mistake", span: formula.span)
    }
    if parameterIndex[name] == nil {
      if EquationWords.functions.contains(name) {
        throw DefinitionProblem(
          "the function '\(name)' needs an argument", remedy: "write \(name)(a)", span: formula.span)
      }
      guard form == .model else {
        let known = Array(numbers.keys) + Array(inputIndex.keys) + Array(valueIndex.keys) + ["t"]
        throw DefinitionProblem(
          "unknown name '\(name)'", remedy: Suggestion.remedy(for: name, among: known), span: formula.span)
      }
      if ["nan", "inf", "infinity"].contains(name.lowercased()) {
        throw DefinitionProblem(
          "'\(name)' is not a number that an equation can have", remedy: "write a finite number", span: formula.span)
      }
      if name == "T" {
        throw DefinitionProblem(
          "a model cannot use the length T", remedy: "make it a setting", span: formula.span)
      }
      addParameter(name, declared: nil, formula.span)
    }
    return graph.parameters[parameterIndex[name] ?? 0].node
  }
}
