import Equations
import Settings

/// A model that a chapter writes as equations: checked, and ready to be made with settings.
package struct ModelDefinition: Sendable {
  package let definition: WrittenDefinition
  let equations: [GraphBuilder.Equation]
  private let states: [Statement.Declared]
  private let parameters: [Statement.Declared]
  /// The graph and the shapes where every setting has its default.
  private var standard: (graph: Graph, shapes: [Shape])?

  /// Checks a definition; mistakes are added to `problems`, and nil is returned where there are any.
  package init?(_ definition: WrittenDefinition, problems: inout [DefinitionProblem]) {
    let before = problems.count
    var equations: [GraphBuilder.Equation] = []
    var (states, parameters): ([Statement.Declared], [Statement.Declared]) = ([], [])
    for statement in definition.statements {
      switch statement.kind {
      case .states(let all): states += all
      case .parameters(let all): parameters += all
      case .equation(let name, let isNext, _, let formula):
        equations.append(.init(name: name, isNext: isNext, formula: formula, nameSpan: statement.nameSpan))
      case .draw(let declared, _):
        problems.append(
          DefinitionProblem(
            "a model cannot draw '\(declared.name)' at random",
            remedy: "use the input x; distributions belong in a task",
            span: statement.span))
      case .answers:
        problems.append(
          DefinitionProblem(
            "a model does not decide which steps are answered", remedy: "move this line into the task",
            span: statement.span))
      default: break
      }
    }
    self.definition = definition
    self.equations = equations
    self.states = states
    self.parameters = parameters
    guard problems.count == before else { return nil }
    guard equations.contains(where: { $0.name == "y" && !$0.isNext }) else {
      problems.append(
        DefinitionProblem("this model has no output", remedy: "add a line y = …", span: definition.span))
      return nil
    }
    let values = definition.fallbacks
    let builder = builder(values)
    problems += builder.problems
    guard problems.count == before else { return nil }
    let sizes = definition.counts(values)
    let inference = ShapeInference(builder.graph, output: Size(symbol: "outputs"), values: sizes)
    problems += inference.problems
    guard inference.problems.isEmpty else { return nil }
    if let problem = Self.outputProblem(builder.graph, inference.shapes, sizes) { problems.append(problem) }
    standard = (builder.graph, inference.shapes)
    checkInitialisation(builder.graph, inference.shapes, values, &problems)
    problems += definition.unusedSettings()
    guard problems.count == before else { return nil }
  }

  /// What is wrong with the size of the output.
  private static func outputProblem(
    _ graph: Graph, _ shapes: [Shape], _ sizes: [String: Int]
  ) -> DefinitionProblem? {
    let span = graph.nodes[graph.output].formula.span
    if case .vector(let size) = shapes[graph.output], size != Size(symbol: "outputs") {
      return DefinitionProblem(
        "the output y has \(size.count(sizes)), but tasks decide how many outputs there are",
        remedy: "put a matrix before it, as y = C h' + d", span: span)
    }
    guard shapes[graph.output] == .scalar else { return nil }
    return DefinitionProblem(
      "the output y is one number, but tasks decide how many outputs there are",
      remedy: "put a matrix before a vector, as y = C h' + d", span: span)
  }

  /// The model y = C x, which stands in for one that has mistakes.
  init(standingInFor definition: WrittenDefinition) {
    var ignored: [DefinitionProblem] = []
    let lines = [DefinitionLine("y = C x")]
    self.definition = WrittenDefinition(.model, name: definition.name, settings: nil, lines: lines, problems: &ignored)
    let output = Formula(
      .apply(Formula(.name("C"), span: 0..<0), Formula(.name("x"), span: 0..<0)), span: 0..<0)
    equations = [.init(name: "y", isNext: false, formula: output, nameSpan: 0..<0)]
    (states, parameters) = ([], [])
  }

  private func builder(_ values: [String: Double]) -> GraphBuilder {
    GraphBuilder(
      equations, states: states, parameters: parameters,
      inputs: [Graph.Input(name: "x", size: Size(symbol: "inputs"), span: definition.span)], numbers: values,
      form: .model)
  }

  private func checkInitialisation(
    _ graph: Graph, _ shapes: [Shape], _ values: [String: Double], _ problems: inout [DefinitionProblem]
  ) {
    var known: Set<String> = []
    for (name, formula) in definition.initialisation {
      if !graph.parameters.contains(where: { $0.name == name }) {
        problems.append(
          DefinitionProblem(
            "unknown parameter '\(name)'",
            remedy: Suggestion.remedy(for: name, among: graph.parameters.map(\.name)),
            span: formula.span))
      }
      if !known.insert(name).inserted {
        problems.append(
          DefinitionProblem("'\(name)' is initialised twice", remedy: "remove one of the two", span: formula.span))
      }
      do throws(DefinitionProblem) { try check(formula, of: name, graph, shapes, values) } catch {
        problems.append(error)
      }
    }
  }

  /// Reads how a parameter starts; if its size is known, its numbers at the corners must be finite.
  private func check(
    _ formula: Formula, of name: String, _ graph: Graph, _ shapes: [Shape], _ values: [String: Double]
  ) throws(DefinitionProblem) {
    let initialisation = try Initialisation(formula, numbers: values)
    guard let parameter = graph.parameters.first(where: { $0.name == name }) else { return }
    let counts = definition.counts(values)
    let sizes = shapes[parameter.node].sizes.map { $0.value(counts) }
    guard let rows = sizes.first ?? 1, let columns = sizes.count > 1 ? sizes[1] : 1 else { return }
    try initialisation.check(rows: rows, columns: columns, formula)
  }

  /// The graph and the shapes for values of the settings.
  func graph(_ values: [String: Double], inputs: Int, outputs: Int) -> (Graph, [Shape], [String: Int])? {
    var sizes = definition.counts(values)
    let made: (graph: Graph, shapes: [Shape])
    if let standard, values == definition.fallbacks {
      made = standard
    } else {
      let graph = builder(values).graph
      let inference = ShapeInference(graph, output: Size(symbol: "outputs"), values: sizes)
      guard inference.problems.isEmpty else { return nil }
      made = (graph, inference.shapes)
    }
    sizes["inputs"] = inputs
    sizes["outputs"] = outputs
    return (made.graph, made.shapes, sizes)
  }

  /// The first mistake with these values of the settings, such as a delay or a dimension out of bounds.
  func problem(_ values: [String: Double]) -> DefinitionProblem? {
    if standard != nil, values == definition.fallbacks { return nil }
    let builder = builder(values)
    if let problem = builder.problems.first { return problem }
    let counts = definition.counts(values)
    let inference = ShapeInference(builder.graph, output: Size(symbol: "outputs"), values: counts)
    if let problem = inference.problems.first { return problem }
    if let problem = Self.outputProblem(builder.graph, inference.shapes, counts) { return problem }
    for (name, formula) in definition.initialisation {
      do throws(DefinitionProblem) { try check(formula, of: name, builder.graph, inference.shapes, values) } catch {
        return error
      }
    }
    return nil
  }
}

/// A row of the table of parameters.
package struct ParameterSummary: Sendable {
  package var name: String
  /// "width × inputs".
  package var shape: String
  package var start: String
}

extension ModelDefinition {
  /// Every parameter with its shape and how it starts.
  package var parameterTable: [ParameterSummary] {
    guard let (graph, shapes, _) = graph(definition.fallbacks, inputs: 1, outputs: 1) else { return [] }
    return graph.parameters.map { parameter in
      let sizes = shapes[parameter.node].sizes.map(\.text)
      let given = definition.initialisation.first { $0.name == parameter.name }?.formula
      return ParameterSummary(
        name: parameter.name, shape: sizes.isEmpty ? "1" : sizes.joined(separator: " × "),
        start: Initialisation.text(given, width: states.first?.dimensions.first?.description))
    }
  }

  /// The names that change from step to step, and those of states, for typesetting.
  package var notation: FormulaTeX {
    let timed = Set(equations.map(\.name) + ["x", "y"])
    let names = Set(states.map(\.name))
    return FormulaTeX(timed: timed.subtracting(names), states: names, marksProducts: true)
  }
}
