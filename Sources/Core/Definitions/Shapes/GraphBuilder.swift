import Equations
import Foundation
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

  private(set) var graph = Graph()
  private(set) var problems: [DefinitionProblem] = []
  /// Settings and numbers, by name.
  private let numbers: [String: Double]
  private let sizes: Set<String>
  /// Whether unknown names are parameters.
  private let hasParameters: Bool
  private var valueIndex: [String: Int] = [:]
  private var inputIndex: [String: Int] = [:]
  private var parameterIndex: [String: Int] = [:]
  /// Formulae that were made nodes of.
  private var work = 0

  /// - Parameters:
  ///   - numbers: what settings are, and T where it is known.
  ///   - inputs: the inputs of the step with their sizes.
  init(
    _ equations: [Equation], states: [Statement.Declared], parameters: [Statement.Declared], inputs: [Graph.Input],
    numbers: [String: Double], hasParameters: Bool
  ) {
    self.numbers = numbers
    self.hasParameters = hasParameters
    sizes = Set(numbers.keys).union(["inputs", "outputs"])
    graph.inputs = inputs
    for (index, input) in inputs.enumerated() { inputIndex[input.name] = index }
    declare(states, parameters)
    var first: [String: Range<Int>] = Dictionary(inputs.map { ($0.name, $0.span) }) { $1 }
    for state in states { if first[state.name] == nil { first[state.name] = state.span } }
    var formulas: [Int: Equation] = [:]
    for equation in equations { define(equation, &first, &formulas) }
    for value in graph.values where value.isState && formulas[valueIndex[value.name] ?? -1] == nil {
      problems.append(
        DefinitionProblem(
          "the state '\(value.name)' has no equation", remedy: "add a line \(value.name)' = …",
          span: value.span))
    }
    guard problems.isEmpty else { return }
    if hasParameters { for equation in equations { declareParameters(of: equation.formula, bound: []) } }
    lower(formulas)
    checkUse()
  }

  private mutating func note(_ problem: DefinitionProblem) { problems.append(problem) }

  private mutating func declare(_ states: [Statement.Declared], _ parameters: [Statement.Declared]) {
    for state in states {
      guard checkName(state.name, state.span) else { continue }
      if let other = valueIndex[state.name] {
        note(Self.twice(state.name, state.span, graph.values[other].span))
        continue
      }
      let dimensions = dimensions(of: state)
      if dimensions?.count ?? 1 > 1 {
        note(
          DefinitionProblem(
            "the state '\(state)' is a matrix, but a state must be a number or a vector",
            remedy: "declare it as \(state.name)[width]",
            span: state.span))
      }
      valueIndex[state.name] = graph.values.count
      graph.values.append(
        Graph.Named(name: state.name, node: nil, declared: dimensions, span: state.span, isState: true))
    }
    for parameter in parameters {
      guard checkName(parameter.name, parameter.span) else { continue }
      if let other = parameterIndex[parameter.name] {
        note(Self.twice(parameter.name, parameter.span, graph.parameters[other].span))
        continue
      }
      let dimensions = dimensions(of: parameter)
      if dimensions?.count ?? 0 > 2 {
        note(
          DefinitionProblem(
            "'\(parameter)' has more than two dimensions", remedy: "declare it with one or two", span: parameter.span))
      }
      addParameter(parameter.name, declared: dimensions, parameter.span)
    }
  }

  private mutating func dimensions(of declared: Statement.Declared) -> [Size]? {
    var sizes: [Size] = []
    for dimension in declared.dimensions {
      do throws(DefinitionProblem) { sizes.append(try Size.read(dimension, names: self.sizes)) } catch {
        note(error)
        return nil
      }
    }
    return sizes
  }

  private mutating func addParameter(_ name: String, declared: [Size]?, _ span: Range<Int>) {
    parameterIndex[name] = graph.parameters.count
    let formula = Formula(.name(name), span: span)
    do throws(DefinitionProblem) {
      let node = try graph.node(.parameter(graph.parameters.count), formula)
      graph.parameters.append(Graph.Parameter(name: name, declared: declared, node: node, span: span))
    } catch { note(error) }
  }

  /// Names that nothing defines are parameters, in the order of the text.
  private mutating func declareParameters(of formula: Formula, bound: Set<String>) {
    switch formula.kind {
    case .name(let name):
      let isKnown =
        bound.contains(name) || numbers[name] != nil || valueIndex[name] != nil || inputIndex[name] != nil
        || parameterIndex[name] != nil || ["t", "T", "pi", "inputs", "outputs"].contains(name)
        || EquationWords.functions.contains(name)
      if !isKnown { addParameter(name, declared: nil, formula.span) }
    case .total(let index, let from, let to, let body):
      declareParameters(of: from, bound: bound)
      declareParameters(of: to, bound: bound)
      declareParameters(of: body, bound: bound.union([index]))
    default: for child in formula.children { declareParameters(of: child, bound: bound) }
    }
  }

  private mutating func checkName(_ name: String, _ span: Range<Int>) -> Bool {
    if numbers[name] != nil || name == "inputs" || name == "outputs" || name == "t" || name == "T" {
      note(
        DefinitionProblem(
          "'\(name)' is already \(numbers[name] != nil && name != "T" ? "a setting" : "a given number")",
          remedy: "choose another name", span: span))
      return false
    }
    if EquationWords.reserved.contains(name) {
      note(DefinitionProblem("'\(name)' is a word of the language", remedy: "choose another name", span: span))
      return false
    }
    if inputIndex[name] != nil {
      note(DefinitionProblem("'\(name)' is the input", remedy: "choose another name", span: span))
      return false
    }
    return true
  }

  private static func twice(_ name: String, _ span: Range<Int>, _ first: Range<Int>) -> DefinitionProblem {
    DefinitionProblem(
      "'\(name)' is defined twice", remedy: "remove one of the two lines, or choose another name", span: span,
      notes: [.init(message: "it is defined here first", span: first)])
  }

  private mutating func define(
    _ equation: Equation, _ first: inout [String: Range<Int>], _ formulas: inout [Int: Equation]
  ) {
    let name = equation.name
    if let index = valueIndex[name], graph.values[index].isState {
      guard equation.isNext else {
        note(
          DefinitionProblem(
            "'\(name)' is a state, so its equation must define its next value", remedy: "write \(name)' = …",
            span: equation.nameSpan))
        return
      }
      if let other = formulas[index] {
        note(Self.twice("\(name)'", equation.nameSpan, other.nameSpan))
      } else {
        formulas[index] = equation
      }
      return
    }
    guard checkName(name, equation.nameSpan) else { return }
    if equation.isNext {
      note(
        DefinitionProblem(
          "'\(name)' is not declared as a state, so it has no next value \(name)'",
          remedy: "add a line state \(name)[width], or write \(name) = …", span: equation.nameSpan))
      return
    }
    if let place = first[name] ?? parameterIndex[name].map({ graph.parameters[$0].span }) {
      note(Self.twice(name, equation.nameSpan, place))
      return
    }
    first[name] = equation.nameSpan
    valueIndex[name] = graph.values.count
    formulas[graph.values.count] = equation
    graph.values.append(
      Graph.Named(name: name, node: nil, declared: nil, span: equation.nameSpan, isState: false))
  }
}

extension GraphBuilder {
  /// Puts the equations in an order without circles and makes their nodes.
  private mutating func lower(_ formulas: [Int: Equation]) {
    var needs: [Int: Set<Int>] = [:]
    for (index, equation) in formulas { needs[index] = sameStep(equation.formula, bound: [:]) }
    var users: [Int: [Int]] = [:]
    for (index, needed) in needs { for other in needed { users[other, default: []].append(index) } }
    var open = needs.filter { $0.value.isEmpty }.map(\.key).sorted(by: >)
    var left = needs.mapValues(\.count)
    var done = 0
    while let index = open.popLast() {
      done += 1
      if let equation = formulas[index] {
        do throws(DefinitionProblem) {
          graph.values[index].node = try node(equation.formula, [:])
        } catch { note(error) }
      }
      for user in (users[index] ?? []).sorted(by: >) {
        left[user, default: 0] -= 1
        if left[user] == 0 { open.append(user) }
      }
    }
    if done < formulas.count { reportCircle(formulas, needs, left) }
    if let index = valueIndex["y"], let node = graph.values[index].node { graph.output = node }
  }

  private mutating func reportCircle(
    _ formulas: [Int: Equation], _ needs: [Int: Set<Int>], _ left: [Int: Int]
  ) {
    let stuck = Set(left.filter { $0.value > 0 }.keys)
    guard var at = stuck.min() else { return }
    var path: [Int] = []
    while !path.contains(at) {
      path.append(at)
      guard let next = needs[at]?.intersection(stuck).min() else { return }
      at = next
    }
    let circle = Array(path[(path.firstIndex(of: at) ?? 0)...])
    let names = (circle + [at]).prefix(6).map { graph.values[$0].name + (graph.values[$0].isState ? "'" : "") }
    guard let equation = formulas[at] else { return }
    note(
      DefinitionProblem(
        circle.count == 1
          ? "'\(names[0])' is defined in terms of itself"
          : "these equations depend on each other in a circle: \(names.joined(separator: " needs "))",
        remedy: "\(circle.count == 1 ? "" : "let one of them ")look back a step, as \(graph.values[at].name)[t-1]",
        span: equation.nameSpan,
        notes: circle.dropFirst().prefix(3).compactMap { index in
          formulas[index].map { .init(message: "'\(graph.values[index].name)' is defined here", span: $0.nameSpan) }
        }))
  }

  /// Positions of the values whose value at the same step `formula` needs.
  private func sameStep(_ formula: Formula, bound: [String: Double]) -> Set<Int> {
    switch formula.kind {
    case .number: return []
    case .name(let name):
      guard bound[name] == nil, let index = valueIndex[name], !graph.values[index].isState else { return [] }
      return [index]
    case .index(let name, let places):
      guard let index = valueIndex[name], places.count < 2 else { return [] }
      return places.isEmpty || (try? steps(places[0], bound)) == 0 ? [index] : []
    case .total(let index, let from, let to, let body):
      var inner = bound
      inner[index] = (try? number(from, bound)) ?? 0
      return sameStep(from, bound: bound).union(sameStep(to, bound: bound)).union(sameStep(body, bound: inner))
    default: return formula.children.reduce(into: []) { $0.formUnion(sameStep($1, bound: bound)) }
    }
  }

  /// How many steps back `t - …` is.
  private func steps(_ formula: Formula, _ bound: [String: Double]) throws(DefinitionProblem) -> Int {
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
      throw DefinitionProblem(
        "'[\(formula)]' looks \(-whole) step\(whole == -1 ? "" : "s") ahead, but only the past is known",
        remedy: "look back, as [t-\(-whole)]", span: formula.span)
    }
    guard whole <= 16_384 else {
      throw DefinitionProblem(
        "'[\(formula)]' looks back \(whole) steps", remedy: "look back at most 16384", span: formula.span)
    }
    return whole
  }

  /// The number that a formula of settings, numbers and the indices of sums is.
  private func number(_ formula: Formula, _ bound: [String: Double]) throws(DefinitionProblem) -> Double {
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

  private mutating func node(_ formula: Formula, _ bound: [String: Double]) throws(DefinitionProblem) -> Int {
    work += 1
    guard work <= 10 * DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "the sums of a step have more than \(10 * DefinitionLimits.mostOperations) terms", remedy: "shorten the sums",
        span: formula.span)
    }
    switch formula.kind {
    case .number(let value): return try graph.node(.constant(value), formula)
    case .name(let name): return try reference(name, formula, bound)
    case .index(let name, let places): return try delayed(name, places, formula, bound)
    case .sum(let terms):
      var sum: Int?
      for (position, item) in terms.enumerated() {
        let term = try node(item.term, bound)
        if let before = sum {
          let part = Formula(
            .sum(Array(terms[...position])),
            span: formula.span.lowerBound..<max(formula.span.lowerBound, item.term.span.upperBound))
          sum = try fold(item.isNegative ? .subtract(before, term) : .add(before, term), part)
        } else if item.isNegative {
          let minus = try graph.node(.constant(-1), formula)
          sum = try fold(.multiply(minus, term), formula)
        } else {
          sum = term
        }
      }
      return sum ?? 0
    case .product(let factors):
      var product: Int?
      for item in factors {
        let factor = try node(item.factor, bound)
        if product == nil, item.isDivisor { product = try graph.node(.constant(1), formula) }
        if let before = product {
          product = try fold(item.isDivisor ? .divide(before, factor) : .multiply(before, factor), formula)
        } else {
          product = factor
        }
      }
      return product ?? 0
    case .apply(let left, let right):
      let (a, b) = (try node(left, bound), try node(right, bound))
      if isNumber(a) || isNumber(b) { return try fold(.multiply(a, b), formula) }
      return try graph.node(.product(a, b), formula)
    case .power(let base, let exponent):
      return try fold(.power(try node(base, bound), try node(exponent, bound)), formula)
    case .call(let name, let arguments, _): return try call(name, arguments, formula, bound)
    case .total(let index, let from, let to, let body):
      return try total(index, from, to, body, formula, bound)
    }
  }

  private func isNumber(_ node: Int) -> Bool { if case .constant = graph.nodes[node].operation { true } else { false } }

  /// The node of an operation, or of the number that it is where its operands are numbers.
  private mutating func fold(_ operation: Graph.Operation, _ formula: Formula) throws(DefinitionProblem) -> Int {
    func value(_ node: Int) -> Double? {
      if case .constant(let value) = graph.nodes[node].operation { value } else { nil }
    }
    let values = operation.operands.compactMap(value)
    guard !values.isEmpty, values.count == operation.operands.count else { return try graph.node(operation, formula) }
    let result: Double
    switch operation {
    case .element(let function, _): result = function(values[0])
    case .add: result = values[0] + values[1]
    case .subtract: result = values[0] - values[1]
    case .multiply: result = values[0] * values[1]
    case .divide: result = values[0] / values[1]
    case .power: result = realPower(values[0], values[1])
    case .larger: result = max(values[0], values[1])
    case .smaller: result = min(values[0], values[1])
    default: return try graph.node(operation, formula)
    }
    guard result.isFinite else {
      throw DefinitionProblem(
        "'\(formula)' is \(result.isNaN ? "not defined" : "infinite")", remedy: "choose other numbers",
        span: formula.span)
    }
    return try graph.node(.constant(result), formula)
  }

  private mutating func reference(
    _ name: String, _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    if let value = bound[name] ?? numbers[name] { return try graph.node(.constant(value), formula) }
    if name == "pi" { return try graph.node(.constant(.pi), formula) }
    if name == "t" { return try graph.node(.time, formula) }
    if let index = inputIndex[name] { return try graph.node(.input(index), formula) }
    if let index = valueIndex[name] {
      if graph.values[index].isState { return try delay(index, 1, formula) }
      if let node = graph.values[index].node { return node }
      throw DefinitionProblem(
        "the equation of '\(name)' has a mistake", remedy: "mend that first", span: formula.span)
    }
    if parameterIndex[name] == nil {
      if EquationWords.functions.contains(name) {
        throw DefinitionProblem(
          "the function '\(name)' needs an argument", remedy: "write \(name)(a)", span: formula.span)
      }
      guard hasParameters else {
        let known = Array(numbers.keys) + Array(inputIndex.keys) + Array(valueIndex.keys) + ["t"]
        throw DefinitionProblem(
          "unknown name '\(name)'", remedy: Suggestion.remedy(for: name, among: known), span: formula.span)
      }
      if name == "T" {
        throw DefinitionProblem(
          "a model cannot use the length T", remedy: "make it a setting", span: formula.span)
      }
      addParameter(name, declared: nil, formula.span)
    }
    return graph.parameters[parameterIndex[name] ?? 0].node
  }

  private mutating func delay(_ index: Int, _ steps: Int, _ formula: Formula) throws(DefinitionProblem) -> Int {
    graph.values[index].furthest = max(graph.values[index].furthest, steps)
    return try graph.node(.delay(value: index, steps: steps), formula)
  }

  private mutating func delayed(
    _ name: String, _ places: [Formula], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    guard places.count < 2 else {
      throw DefinitionProblem(
        "'\(formula)' has \(places.count) indices", remedy: "use one index, the time, as \(name)[t-1]",
        span: formula.span)
    }
    let steps = try places.isEmpty ? 0 : steps(places[0], bound)
    if let index = inputIndex[name] {
      if steps == 0 { return try graph.node(.input(index), formula) }
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
      throw DefinitionProblem("the equation of '\(name)' has a mistake", remedy: "mend that first", span: formula.span)
    }
    return node
  }

  /// The value that stands for an input which something looks back at.
  private mutating func inputValue(_ index: Int, _ formula: Formula) throws(DefinitionProblem) -> Int {
    let name = graph.inputs[index].name
    if let value = graph.values.firstIndex(where: { $0.name == name }) { return value }
    let node = try graph.node(.input(index), Formula(.name(name), span: formula.span))
    graph.values.append(
      Graph.Named(
        name: name, node: node, declared: graph.inputs[index].isNumber ? [] : [graph.inputs[index].size],
        span: formula.span, isState: false))
    return graph.values.count - 1
  }

  private mutating func call(
    _ name: String, _ arguments: [Formula], _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    var nodes: [Int] = []
    for argument in arguments { nodes.append(try node(argument, bound)) }
    if let function = ElementFunction(rawValue: name) { return try fold(.element(function, nodes[0]), formula) }
    switch BuiltInCall(rawValue: name) {
    case .max: return try fold(.larger(nodes[0], nodes[1]), formula)
    case .min: return try fold(.smaller(nodes[0], nodes[1]), formula)
    case .clip: return try fold(.larger(nodes[1], try fold(.smaller(nodes[2], nodes[0]), formula)), formula)
    case .hardtanh:
      let (low, high) = (try graph.node(.constant(-1), formula), try graph.node(.constant(1), formula))
      return try fold(.larger(low, try fold(.smaller(high, nodes[0]), formula)), formula)
    case .dot: return try graph.node(.total(try graph.node(.multiply(nodes[0], nodes[1]), formula)), formula)
    case .sum: return try graph.node(.total(nodes[0]), formula)
    case .mean: return try graph.node(.mean(nodes[0]), formula)
    case .norm:
      let square = try graph.node(.multiply(nodes[0], nodes[0]), formula)
      return try graph.node(.element(.sqrt, try graph.node(.total(square), formula)), formula)
    case .softmax: return try graph.node(.softmax(nodes[0]), formula)
    case .concat: return try graph.node(.concat(nodes), formula)
    case .transpose: return try graph.node(.transpose(nodes[0]), formula)
    case nil:
      throw DefinitionProblem(
        "unknown function '\(name)'", remedy: Suggestion.remedy(for: name, among: EquationWords.functions.sorted()),
        span: formula.span)
    }
  }

  private mutating func total(
    _ index: String, _ from: Formula, _ to: Formula, _ body: Formula, _ formula: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    guard let first = Int(exactly: try number(from, bound)), let last = Int(exactly: try number(to, bound)) else {
      throw DefinitionProblem(
        "the bounds of this sum are not whole numbers", remedy: "sum from a whole number to a whole number",
        span: formula.span)
    }
    var sum: Int?
    var inner = bound
    if Double(last) - Double(first) >= Double(DefinitionLimits.mostOperations) {
      throw DefinitionProblem(
        "this sum has more than \(DefinitionLimits.mostOperations) terms", remedy: "shorten it", span: formula.span)
    }
    for value in stride(from: first, through: last, by: 1) {
      inner[index] = Double(value)
      let term = try node(body, inner)
      if let before = sum { sum = try fold(.add(before, term), formula) } else { sum = term }
    }
    if let sum { return sum }
    return try graph.node(.constant(0), formula)
  }

  /// What is defined and never needed.
  private mutating func checkUse() {
    guard problems.isEmpty, let output = valueIndex["y"], let root = graph.values[output].node else { return }
    var reached: Set<Int> = []
    var open = [root]
    while let next = open.popLast() {
      guard reached.insert(next).inserted else { continue }
      open += graph.nodes[next].operation.operands
      if case .delay(let value, _) = graph.nodes[next].operation, let node = graph.values[value].node {
        open.append(node)
      }
    }
    for value in graph.values where value.name != "y" && inputIndex[value.name] == nil {
      guard let node = value.node, !reached.contains(node) else { continue }
      note(
        DefinitionProblem(
          "'\(value.name)' is never used", remedy: "let the output y depend on it, or remove its line",
          span: value.span))
    }
    for parameter in graph.parameters where !reached.contains(parameter.node) {
      if graph.values.contains(where: { $0.node.map { !reached.contains($0) } ?? false }) { continue }
      note(
        DefinitionProblem(
          "the parameter '\(parameter.name)' is never used", remedy: "use it in an equation, or remove its line",
          span: parameter.span))
    }
  }
}

/// x^y, where a negative x has a power for a whole y alone.
func realPower(_ x: Double, _ y: Double) -> Double { pow(x, y) }
