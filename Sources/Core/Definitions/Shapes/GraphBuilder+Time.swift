import Equations
import Settings

/// Values of earlier steps, and numbers known before the first step.
extension GraphBuilder {
  /// How many steps back `t - …` is.
  func steps(_ formula: Formula, _ bound: [String: Double]) throws(DefinitionProblem) -> Int {
    var inner = bound
    inner["t"] = 0
    let value = -(try number(formula, inner))
    var ahead = bound
    ahead["t"] = 1
    let next = -(try number(formula, ahead))
    guard next == value - 1 else {
      throw DefinitionProblem(
        "'[\(formula)]' is not a time", remedy: "look back as [t-3], or [t-s] within a sum over s", span: formula.span)
    }
    guard let whole = Int(exactly: value) else {
      throw DefinitionProblem(
        "'[\(formula)]' is \(Value.text(of: value)) steps back", remedy: "look back a whole number of steps",
        span: formula.span)
    }
    guard whole >= 0 else {
      let ahead = Value.text(of: -value)
      throw DefinitionProblem(
        "'[\(formula)]' looks \(ahead) step\(whole == -1 ? "" : "s") ahead, but only the past is known",
        remedy: "look back, as [t-\(ahead)]", span: formula.span)
    }
    guard whole <= 16_384 else {
      throw DefinitionProblem(
        "'[\(formula)]' looks back \(whole) steps", remedy: "look back at most 16384", span: formula.span)
    }
    return whole
  }

  /// The value of a formula in settings, numbers and the indices of sums.
  func number(_ formula: Formula, _ bound: [String: Double]) throws(DefinitionProblem) -> Double {
    switch formula.kind {
    case .number(let value): return value
    case .name(let name):
      if let value = bound[name] ?? numbers[name] { return value }
      if name == "pi" { return .pi }
      throw DefinitionProblem(
        "'\(name)' is not known before a step is computed",
        remedy: "use numbers, settings and the indices of sums here",
        span: formula.span)
    case .sum(let terms):
      var sum = 0.0
      for item in terms { sum += (item.isNegative ? -1 : 1) * (try number(item.term, bound)) }
      return sum
    case .product(let factors):
      var product = 1.0
      for item in factors {
        let factor = try number(item.factor, bound)
        product = item.isDivisor ? product / factor : product * factor
      }
      return product
    case .apply(let left, let right): return try number(left, bound) * number(right, bound)
    default:
      throw DefinitionProblem(
        "'\(formula)' is not known before a step is computed",
        remedy: "use numbers, settings and the indices of sums here", span: formula.span)
    }
  }

  mutating func delay(_ index: Int, _ steps: Int, _ formula: Formula) throws(DefinitionProblem) -> Int {
    graph.values[index].furthest = max(graph.values[index].furthest, steps)
    return try graph.node(.delay(value: index, steps: steps), .init(formula))
  }

  mutating func delayed(
    _ name: String, _ places: [Formula], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    guard places.count < 2 else {
      throw DefinitionProblem(
        "'\(formula)' has \(places.count) indices", remedy: "use one index, the time, as \(name)[t-1]",
        span: formula.span)
    }
    if let place = places.first { try spend(place.size, formula) }
    let steps = try places.isEmpty ? 0 : steps(places[0], bound)
    if let index = inputIndex[name] {
      if steps == 0 { return try graph.node(.input(index), .init(formula)) }
      let value = try inputValue(index, formula)
      return try delay(value, steps, formula)
    }
    guard let index = valueIndex[name] else {
      let isParameter = parameterIndex[name] != nil
      throw DefinitionProblem(
        isParameter
          ? "'\(name)' is a parameter, the same at all times" : "no quantity that changes in time is called '\(name)'",
        remedy: isParameter
          ? "write \(name) alone"
          : Suggestion.remedy(for: name, among: Array(valueIndex.keys) + Array(inputIndex.keys)),
        span: formula.span)
    }
    if steps > 0 { return try delay(index, steps, formula) }
    guard let node = graph.values[index].node else {
      throw DefinitionProblem(following: "the equation of '\(name)' has a mistake", span: formula.span)
    }
    return node
  }

  /// The value that holds an input which something looks back at.
  private mutating func inputValue(_ index: Int, _ formula: Formula) throws(DefinitionProblem) -> Int {
    if let value = valueOfInput[index] { return value }
    let name = graph.inputs[index].name
    let node = try graph.node(.input(index), .init(Formula(.name(name), span: formula.span)))
    graph.values.append(
      Graph.Named(
        name: name, node: node, declared: graph.inputs[index].isNumber ? [] : [graph.inputs[index].size],
        span: formula.span, isState: false))
    valueOfInput[index] = graph.values.count - 1
    return graph.values.count - 1
  }
}
