import Equations
import Settings

/// A task that equations define: inputs drawn from distributions, and outputs made of them.
package struct TaskDefinition: Sendable {
  package let definition: WrittenDefinition
  let equations: [GraphBuilder.Equation]
  private let states: [Statement.Declared]
  private let drawn: [(declared: Statement.Declared, source: Statement.Source)]
  /// The first step that is answered, if the author gives one.
  private let firstAnswer: Formula?
  /// Whether an equation makes the model's input; by default the input is what is drawn.
  let makesInput: Bool
  /// Whether the output is a symbol, with the defaults of the settings.
  private(set) var isOfSymbols = false

  /// Checks a definition; mistakes are added to `problems`, and nil is returned where there are any.
  ///
  /// - Parameter length: the number of steps, if it is given and no setting of the definition.
  package init?(_ definition: WrittenDefinition, length: Int? = nil, problems: inout [DefinitionProblem]) {
    let before = problems.count
    var equations: [GraphBuilder.Equation] = []
    var states: [Statement.Declared] = []
    var drawn: [(declared: Statement.Declared, source: Statement.Source)] = []
    var answers: [Statement] = []
    for statement in definition.statements {
      switch statement.kind {
      case .states(let all): states += all
      case .parameters(let all):
        problems.append(
          DefinitionProblem(
            "a task cannot have parameters such as '\(all[0].name)'", remedy: "make it a setting", span: statement.span)
        )
      case .equation(let name, let isNext, _, let formula):
        equations.append(.init(name: name, isNext: isNext, formula: formula, nameSpan: statement.nameSpan))
      case .draw(let declared, let source): drawn.append((declared, source))
      case .answers: answers.append(statement)
      default: break
      }
    }
    self.definition = definition
    self.equations = equations
    self.states = states
    self.drawn = drawn
    firstAnswer = if case .answers(let formula)? = answers.first?.kind { formula } else { nil }
    makesInput = equations.contains { $0.name == "x" && !$0.isNext } && !drawn.contains { $0.declared.name == "x" }
    guard problems.count == before else { return nil }
    if drawn.isEmpty {
      problems.append(
        DefinitionProblem(
          "nothing says where the inputs come from", remedy: "add a line x ~ gaussian", span: definition.span))
    }
    if !equations.contains(where: { $0.name == "y" && !$0.isNext }) {
      problems.append(DefinitionProblem("this task has no output", remedy: "add a line y = …", span: definition.span))
    }
    var names: Set<String> = []
    if let draw = drawn.first(where: { !names.insert($0.declared.name).inserted })?.declared {
      problems.append(
        DefinitionProblem("'\(draw.name)' is drawn twice", remedy: "remove one of the two lines", span: draw.span))
    }
    if answers.count > 1 {
      problems.append(
        DefinitionProblem(
          "this task says twice which steps are answered", remedy: "remove one of the two lines",
          span: answers[1].span, notes: [.init(message: "it is said here first", span: answers[0].span)]))
    }
    guard problems.count == before else { return nil }
    let steps = definition.fallbacks["length"] ?? Double(length ?? 100)
    let values = definition.fallbacks.merging(["T": steps]) { first, _ in first }
    problems += made(values).problems
    problems += definition.unusedSettings(beside: ["length"])
    guard problems.count == before else { return nil }
    let arguments = length.map { [Argument(label: "length", value: Value(.number(Double($0))))] } ?? []
    let task = DefinedTask(self, Settings(owner: definition.name, arguments: arguments))
    if let problem = task.notFinite {
      problems.append(problem)
      return nil
    }
    isOfSymbols = task.hasSymbols
  }

  /// The task for values of its settings.
  struct Made {
    var draws: [Draw] = []
    var graph = Graph()
    var shapes: [Shape] = []
    /// The first step that is answered, nil if the author gives none.
    var firstAnswer: Int?
    var problems: [DefinitionProblem] = []
  }

  /// The output of the graph is y, with x below it where the task makes its input.
  func made(_ values: [String: Double]) -> Made {
    var made = Made()
    for item in drawn {
      do throws(DefinitionProblem) { made.draws.append(try Draw(item.declared, item.source, numbers: values)) } catch {
        made.problems.append(error)
      }
    }
    guard made.problems.isEmpty else { return made }
    do throws(DefinitionProblem) { made.firstAnswer = try firstAnswer(values) } catch { made.problems = [error] }
    guard made.problems.isEmpty else { return made }
    let inputs = made.draws.map {
      Graph.Input(name: $0.name, size: Size($0.rows), span: $0.span, isNumber: $0.isNumber, symbols: $0.symbols)
    }
    var builder = GraphBuilder(
      equations, states: states, parameters: [], inputs: inputs, numbers: values, form: .task)
    made.problems = builder.problems
    guard made.problems.isEmpty else { return made }
    if makesInput, let problem = builder.joinInput() { made.problems = [problem] }
    made.graph = builder.graph
    let counts = definition.counts(values)
    let inference = ShapeInference(made.graph, output: nil, values: counts)
    (made.shapes, made.problems) = (inference.shapes, made.problems + inference.problems)
    guard made.problems.isEmpty else { return made }
    let work = StepWork(made.graph, made.shapes, counts)
    let (length, most) = (values["T"] ?? 1, Double(DefinitionLimits.mostSequenceWork))
    if work.operations * length > most {
      made.problems.append(
        DefinitionProblem(
          "a sequence of \(StepWork.text(length)) steps takes \(StepWork.text(work.operations * length)) operations, most of them in '\(work.mostIn(made.graph))'; at most \(StepWork.text(most)) are allowed",
          remedy: "shorten the sums or the sequences", span: made.graph.nodes[work.largest].formula.span))
    }
    return made
  }

  /// Where messages about the target point.
  var targetSpan: Range<Int> { equations.first { $0.name == "y" }?.formula.span ?? definition.span }

  private func firstAnswer(_ values: [String: Double]) throws(DefinitionProblem) -> Int? {
    guard let formula = firstAnswer, let length = values["T"] else { return nil }
    let value = try ScalarProgram(formula, variables: [], numbers: values).value([])
    guard let step = Int(exactly: value), step >= 0, Double(step) < length else {
      throw DefinitionProblem(
        "'\(formula)' is \(Value.text(of: value)), which is not a step of a sequence of length \(Value.text(of: length))",
        remedy: "write the first step that is answered, from 0 to T - 1", span: formula.span)
    }
    return step
  }

  /// The names that change from step to step, and those of states, for typesetting.
  package var notation: FormulaTeX {
    let names = Set(states.map(\.name))
    return FormulaTeX(timed: Set(equations.map(\.name) + drawn.map(\.declared.name)).subtracting(names), states: names)
  }
}

extension GraphBuilder {
  /// Puts the input that a task makes below its output; returns a mistake if the two do not fit.
  fileprivate mutating func joinInput() -> DefinitionProblem? {
    guard let index = valueIndex["x"], let input = graph.values[index].node else { return nil }
    do throws(DefinitionProblem) {
      graph.output = try graph.node(.concat([graph.output, input]), .init(graph.nodes[input].formula))
    } catch { return error }
    return nil
  }
}
