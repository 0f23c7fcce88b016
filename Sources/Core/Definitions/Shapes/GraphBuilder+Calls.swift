import Equations
import Settings

/// Calls of functions, and sums that are written out.
extension GraphBuilder {
  mutating func call(
    _ name: String, _ arguments: [Formula], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    let call = BuiltInCall(rawValue: name)
    if call == .symbol { return try symbol(arguments, formula, bound) }
    var nodes: [Int] = []
    for argument in arguments { nodes.append(try node(argument, bound)) }
    if let function = ElementFunction(rawValue: name) { return try fold(.element(function, nodes[0]), formula) }
    switch call {
    case .max: return try fold(.binary(.larger, nodes[0], nodes[1]), formula)
    case .min: return try fold(.binary(.smaller, nodes[0], nodes[1]), formula)
    case .clip: return try clip(nodes[0], nodes[1], nodes[2], formula)
    case .hardtanh:
      let (low, high) = (try constant(-1, formula), try constant(1, formula))
      return try clip(nodes[0], low, high, formula)
    case .dot: return try operation(.total(try operation(.binary(.multiply, nodes[0], nodes[1]), formula)), formula)
    case .sum: return try operation(.total(nodes[0]), formula)
    case .mean: return try operation(.mean(nodes[0]), formula)
    case .norm:
      let square = try operation(.binary(.multiply, nodes[0], nodes[0]), formula)
      return try operation(.element(.sqrt, try operation(.total(square), formula)), formula)
    case .softmax: return try operation(.softmax(nodes[0]), formula)
    case .concat: return try operation(.concat(nodes), formula)
    case .transpose: return try operation(.transpose(nodes[0]), formula)
    case .mod:
      try refuseInModel(name, formula)
      return try fold(.binary(.remainder, nodes[0], nodes[1]), formula)
    case .number: return try number(ofSymbol: nodes[0], arguments[0], formula)
    case .symbol, nil:
      throw DefinitionProblem(
        "unknown function '\(name)'", remedy: Suggestion.remedy(for: name, among: EquationWords.functions.sorted()),
        span: formula.span)
    }
  }

  private mutating func operation(_ operation: Graph.Operation, _ formula: Formula) throws(DefinitionProblem) -> Int {
    try graph.node(operation, .init(formula))
  }

  private mutating func constant(_ value: Double, _ formula: Formula) throws(DefinitionProblem) -> Int {
    try operation(.constant(value), formula)
  }

  private mutating func clip(
    _ value: Int, _ low: Int, _ high: Int, _ formula: Formula
  ) throws(DefinitionProblem) -> Int {
    try fold(.binary(.larger, low, try fold(.binary(.smaller, high, value), formula)), formula)
  }

  private func refuseInModel(_ name: String, _ formula: Formula) throws(DefinitionProblem) {
    guard form == .model else { return }
    throw DefinitionProblem(
      "'\(name)' has no derivative that a model could learn by", remedy: "use it in a task", span: formula.span)
  }

  /// Σ i x_i, the number of the feature that is 1.
  private mutating func number(
    ofSymbol node: Int, _ argument: Formula, _ formula: Formula
  ) throws(DefinitionProblem) -> Int {
    try refuseInModel("number", formula)
    guard let count = symbolCount(node) else {
      throw DefinitionProblem(
        "'\(argument)' is not a symbol", remedy: "draw it, as x ~ symbols(8), or make it one, as symbol(a, 8)",
        span: argument.span)
    }
    var numbers: [Int] = []
    for number in 0..<count { numbers.append(try constant(Double(number), formula)) }
    let all = try operation(.concat(numbers), formula)
    return try operation(.total(try operation(.binary(.multiply, node, all), formula)), formula)
  }

  private static var symbolCounts: ClosedRange<Int> { 2...1024 }

  /// The number of symbols of a node; for a value of an earlier step it is read from its equation, which may come later.
  private func symbolCount(_ node: Int) -> Int? {
    if let known = graph.symbols(node) { return known.count }
    guard case .delay(let value, _) = graph.nodes[node].operation,
      case .call("symbol", let arguments, _)? = formulas[value]?.formula.kind, arguments.count == 2,
      let given = try? number(arguments[1], [:]), let count = Int(exactly: given), Self.symbolCounts.contains(count)
    else { return nil }
    return count
  }

  private mutating func symbol(
    _ arguments: [Formula], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    try refuseInModel("symbol", formula)
    let value = try node(arguments[0], bound)
    guard let count = Int(exactly: try number(arguments[1], bound)), Self.symbolCounts.contains(count) else {
      throw DefinitionProblem(
        "'\(arguments[1])' cannot count symbols", remedy: "write a whole number from 2 to 1024, as symbol(a, 8)",
        span: arguments[1].span)
    }
    return try operation(.symbol(value, count: count), formula)
  }

  mutating func total(
    _ index: String, _ from: Formula, _ to: Formula, _ body: Formula, _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    try spend(from.size + to.size, formula)
    guard let first = Int(exactly: try number(from, bound)), let last = Int(exactly: try number(to, bound)) else {
      throw DefinitionProblem(
        "the bounds of this sum are not whole numbers", remedy: "sum from a whole number to a whole number",
        span: formula.span)
    }
    if Double(last) - Double(first) >= Double(DefinitionLimits.mostOperations) {
      throw DefinitionProblem(
        "this sum has more than \(DefinitionLimits.mostOperations) terms", remedy: "shorten it", span: formula.span)
    }
    var sum: Int?
    var inner = bound
    for value in stride(from: first, through: last, by: 1) {
      inner[index] = Double(value)
      let term = try node(body, inner)
      if let before = sum { sum = try fold(.binary(.add, before, term), formula) } else { sum = term }
    }
    if let sum { return sum }
    return try constant(0, formula)
  }
}
