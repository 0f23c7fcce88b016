import Equations

/// The names of a step, each defined once.
extension GraphBuilder {
  mutating func declare(_ states: [Statement.Declared], _ parameters: [Statement.Declared]) {
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

  mutating func dimensions(of declared: Statement.Declared) -> [Size]? {
    var sizes: [Size] = []
    for dimension in declared.dimensions {
      do throws(DefinitionProblem) { sizes.append(try size(dimension)) } catch {
        note(error)
        return nil
      }
    }
    return sizes
  }

  /// Reads a dimension; with these settings it must be possible.
  private func size(_ dimension: Formula) throws(DefinitionProblem) -> Size {
    let size = try Size.read(dimension, names: sizes)
    guard let count = size.value(numbers.compactMapValues { Int(exactly: $0) }) else { return size }
    guard (1...DefinitionLimits.largestSize).contains(count) else {
      throw DefinitionProblem(
        size.multiples.isEmpty
          ? "\(count) cannot be a dimension" : "'\(dimension)' is \(count), which cannot be a dimension",
        remedy: "a dimension is from 1 to \(DefinitionLimits.largestSize)", span: dimension.span)
    }
    return size
  }

  mutating func addParameter(_ name: String, declared: [Size]?, _ span: Range<Int>) {
    parameterIndex[name] = graph.parameters.count
    let formula = Formula(.name(name), span: span)
    do throws(DefinitionProblem) {
      let node = try graph.node(.parameter(graph.parameters.count), .init(formula))
      graph.parameters.append(Graph.Parameter(name: name, declared: declared, node: node, span: span))
    } catch { note(error) }
  }

  /// Names that nothing defines are parameters, in the order of the text.
  mutating func declareParameters(of formula: Formula, bound: Set<String>) {
    switch formula.kind {
    case .name(let name):
      let isKnown =
        bound.contains(name) || numbers[name] != nil || valueIndex[name] != nil || inputIndex[name] != nil
        || parameterIndex[name] != nil || ["t", "T", "pi", "inputs", "outputs"].contains(name)
        || EquationWords.functions.contains(name)
      if !isKnown, !["nan", "inf", "infinity"].contains(name.lowercased()) {
        addParameter(name, declared: nil, formula.span)
      }
    case .total(let index, let from, let to, let body):
      declareParameters(of: from, bound: bound)
      declareParameters(of: to, bound: bound)
      declareParameters(of: body, bound: bound.union([index]))
    default: for child in formula.children { declareParameters(of: child, bound: bound) }
    }
  }

  mutating func checkName(_ name: String, _ span: Range<Int>) -> Bool {
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

  static func twice(_ name: String, _ span: Range<Int>, _ first: Range<Int>) -> DefinitionProblem {
    DefinitionProblem(
      "'\(name)' is defined twice", remedy: "remove one of the two lines, or choose another name", span: span,
      notes: [.init(message: "it is defined here first", span: first)])
  }

  mutating func define(_ equation: Equation, _ first: inout [String: Range<Int>]) {
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
