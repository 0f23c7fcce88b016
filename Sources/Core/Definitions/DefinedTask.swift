import Equations
import Foundation
import Numerics
import Settings
import Tasks

/// A task that equations define: inputs drawn from distributions, and outputs made of them.
package struct TaskDefinition: Sendable {
  package let definition: WrittenDefinition
  let equations: [GraphBuilder.Equation]
  private let states: [Statement.Declared]
  let draws: [Draw]

  /// An input with its distribution.
  struct Draw: Sendable {
    enum Distribution: Sendable {
      case gaussian, sign
      case uniform(Double, Double)
      /// One of k features 1, the others 0.
      case symbols(Int)
    }

    var name: String
    var rows: Int
    /// Whether it is one number.
    var isNumber = false
    var distribution: Distribution
    var span: Range<Int>

    /// Whether it is white with mean 0 and variance 1.
    var isStandard: Bool {
      switch distribution {
      case .gaussian, .sign: true
      case .uniform(let low, let high): abs(low + high) < 1e-12 && abs(high * high - 3) < 1e-9
      case .symbols: false
      }
    }
  }

  /// Checks a definition; mistakes are added to `problems`, and nil is returned where there are any.
  package init?(_ definition: WrittenDefinition, problems: inout [DefinitionProblem]) {
    let before = problems.count
    var equations: [GraphBuilder.Equation] = []
    var states: [Statement.Declared] = []
    var draws: [Draw] = []
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
      case .draw(let declared, let source):
        do throws(DefinitionProblem) {
          draws.append(try Draw(declared, source, numbers: definition.fallbacks))
        } catch { problems.append(error) }
      default: break
      }
    }
    self.definition = definition
    self.equations = equations
    self.states = states
    self.draws = draws
    guard problems.count == before else { return nil }
    if draws.isEmpty {
      problems.append(
        DefinitionProblem(
          "nothing says where the inputs come from", remedy: "add a line x ~ gaussian", span: definition.span))
    }
    if !equations.contains(where: { $0.name == "y" && !$0.isNext }) {
      problems.append(DefinitionProblem("this task has no output", remedy: "add a line y = …", span: definition.span))
    }
    for draw in draws where draws.filter({ $0.name == draw.name }).count > 1 {
      problems.append(
        DefinitionProblem("'\(draw.name)' is drawn twice", remedy: "remove one of the two lines", span: draw.span))
      break
    }
    guard problems.count == before else { return nil }
    let values = definition.fallbacks.merging(["T": 100]) { first, _ in first }
    let builder = builder(values)
    problems += builder.problems
    guard problems.count == before else { return nil }
    problems += ShapeInference(builder.graph, output: nil, values: definition.counts(values)).problems
    problems += definition.unusedSettings(beside: ["length"])
    guard problems.count == before else { return nil }
  }

  func builder(_ values: [String: Double]) -> GraphBuilder {
    GraphBuilder(
      equations, states: states, parameters: [],
      inputs: draws.map { Graph.Input(name: $0.name, size: Size($0.rows), span: $0.span, isNumber: $0.isNumber) },
      numbers: values,
      hasParameters: false)
  }

  /// The names that change from step to step, and those of states, for typesetting.
  package var notation: FormulaTeX {
    let names = Set(states.map(\.name))
    return FormulaTeX(timed: Set(equations.map(\.name) + draws.map(\.name)).subtracting(names), states: names)
  }
}

extension TaskDefinition.Draw {
  static let names = ["gaussian", "sign", "uniform", "symbols"]

  init(_ declared: Statement.Declared, _ source: Statement.Source, numbers: [String: Double]) throws(DefinitionProblem)
  {
    func number(_ formula: Formula) throws(DefinitionProblem) -> Double {
      try ScalarProgram(formula, variables: [], numbers: numbers).value([])
    }
    guard case .distribution(let name, let arguments) = source, Self.names.contains(name) else {
      throw DefinitionProblem(
        "unknown distribution '\("\(source)".dropFirst(2))'",
        remedy: "write \(declared.name) ~ gaussian, sign, uniform or symbols(8)",
        span: declared.span)
    }
    var rows = 1
    if let dimension = declared.dimensions.first {
      let size = try Size.read(dimension, names: Set(numbers.keys))
      let counts = numbers.reduce(into: [String: Int]()) {
        if let whole = Int(exactly: $1.value) { $0[$1.key] = whole }
      }
      guard declared.dimensions.count == 1, let value = size.value(counts), (1...1024).contains(value) else {
        throw DefinitionProblem(
          "'\(declared)' must have 1 to 1024 inputs", remedy: "write \(declared.name)[2]", span: declared.span)
      }
      rows = value
    }
    self.name = declared.name
    self.rows = rows
    isNumber = declared.dimensions.isEmpty && name != "symbols"
    span = declared.span
    switch (name, arguments.count) {
    case ("gaussian", 0): distribution = .gaussian
    case ("sign", 0): distribution = .sign
    case ("uniform", 0): distribution = .uniform(-3.0.squareRoot(), 3.0.squareRoot())
    case ("uniform", 2):
      let (low, high) = (try number(arguments[0]), try number(arguments[1]))
      guard low < high, low.isFinite, high.isFinite else {
        throw DefinitionProblem(
          "'\(source)' is empty", remedy: "write the smaller number first, as uniform(0, 1)", span: declared.span)
      }
      distribution = .uniform(low, high)
    case ("symbols", 1):
      guard let count = Int(exactly: try number(arguments[0])), (2...256).contains(count), declared.dimensions.isEmpty
      else {
        throw DefinitionProblem(
          "'\(declared) \(source)' does not have 2 to 256 symbols", remedy: "write \(declared.name) ~ symbols(8)",
          span: declared.span)
      }
      distribution = .symbols(count)
      self.rows = count
    default:
      throw DefinitionProblem(
        "'\(name)' cannot take \(arguments.count) numbers",
        remedy: "write gaussian, sign, uniform, uniform(0, 1) or symbols(8)",
        span: declared.span)
    }
  }
}

/// A defined task with its settings.
package struct DefinedTask: SequenceTask {
  package static let name = "equations"
  package static let summary = "a task that equations define, as a stored result keeps it"

  package let shape: SequenceShape
  package let memory: [Double]?
  package let hasSymbols: Bool
  package let answers: Range<Int>
  private let draws: [TaskDefinition.Draw]
  private let plan: StepPlan?

  package init(settings: Settings) {
    let text = settings.text(
      "text", default: "x ~ gaussian; y = x", allowed: "the canonical text of a task", help: "the equations")
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(canonical: text, kind: .task, problems: &problems)
    let task = TaskDefinition(definition, problems: &problems)
    problems.forEach { settings.report($0.problem) }
    self.init(task, settings)
  }

  package init(_ definition: TaskDefinition?, _ settings: Settings) {
    var values = definition?.definition.read(settings) ?? [:]
    let length: Int
    if let given = values["length"], let whole = Int(exactly: given) {
      length = min(max(whole, 1), 16_384)
    } else {
      length = settings.count("length", default: 100, 1...16_384, help: "the number of steps of a sequence")
    }
    values["T"] = Double(length)
    draws = definition?.draws ?? []
    guard let definition else {
      (shape, memory, hasSymbols, answers, plan) = (
        SequenceShape(length: length, inputs: 1, outputs: 1), nil, false, 0..<length, nil
      )
      return
    }
    let builder = definition.builder(values)
    let counts = definition.definition.counts(values)
    let inference = ShapeInference(builder.graph, output: nil, values: counts)
    if let problem = (builder.problems + inference.problems).first {
      settings.report(
        SettingProblem(
          "with these settings \(problem.problem.message)", remedy: problem.problem.remedy, span: settings.span))
      (shape, memory, hasSymbols, answers, plan) = (
        SequenceShape(length: length, inputs: 1, outputs: 1), nil, false, 0..<length, nil
      )
      return
    }
    let graph = builder.graph
    let outputs = inference.shapes[graph.output].sizes.first?.value(counts) ?? 1
    let shape = SequenceShape(length: length, inputs: draws.reduce(0) { $0 + $1.rows }, outputs: outputs)
    self.shape = shape
    plan = StepPlanner(graph, inference.shapes, values: counts, wishes: .init(learns: false)).plan
    let isOne = draws.count == 1 && draws[0].rows == 1 && draws[0].isStandard && outputs == 1
    memory = isOne && graph.isLinear ? Self.memory(graph, inference.shapes, counts, shape) : nil
    let recall = draws.count == 1 ? Self.recalled(graph) : nil
    if case .symbols = draws.first?.distribution, let recall {
      (hasSymbols, answers) = (true, min(recall, length - 1)..<length)
    } else {
      (hasSymbols, answers) = (false, 0..<length)
    }
  }

  /// How many steps back the output is the input itself.
  private static func recalled(_ graph: Graph) -> Int? {
    switch graph.nodes[graph.output].operation {
    case .input: 0
    case .delay(let value, let steps):
      if let node = graph.values[value].node, case .input = graph.nodes[node].operation { steps } else { nil }
    default: nil
    }
  }

  /// ∂y_{T-1}/∂x_{T-1-s}, held against what random inputs give; nil where the two differ.
  private static func memory(
    _ graph: Graph, _ shapes: [Shape], _ counts: [String: Int], _ shape: SequenceShape
  ) -> [Double]? {
    let plan = StepPlanner(graph, shapes, values: counts, wishes: .init(inputSlopes: true)).plan
    let network = DefinedNetwork<Double>([plan], [[]], shape: shape, batch: 2)
    let inputs = Signal<Double>(length: shape.length, width: 1, batch: 2)
    let outputs = Signal<Double>(length: shape.length, width: 1, batch: 2)
    let slopes = Signal<Double>(length: shape.length, width: 1, batch: 2)
    var generator = Generator(seed: 1, stream: "memory of a task")
    for time in 0..<shape.length { for sequence in 0..<2 { inputs[time, 0, sequence] = generator.gaussian() } }
    network.forward([], inputs, outputs)
    slopes[shape.length - 1, 0, 0] = 1
    var gradient = [0.0]
    network.backward([], inputs, slopes, &gradient)
    let memory = (0..<shape.length).map { network.inputSlopes(at: shape.length - 1 - $0)[0] }
    guard memory.allSatisfy(\.isFinite) else { return nil }
    for time in [0, shape.length / 2, shape.length - 1] {
      for sequence in 0..<2 {
        let expected = (0...time).reduce(0.0) { $0 + memory[$1] * inputs[time - $1, 0, sequence] }
        let size = (0...time).reduce(1e-9) { $0 + abs(memory[$1] * inputs[time - $1, 0, sequence]) }
        if abs(outputs[time, 0, sequence] - expected) > 1e-9 * size { return nil }
      }
    }
    return memory.contains { $0 != 0 } ? memory : nil
  }

  package var hasGaussianInputs: Bool {
    draws.allSatisfy { if case .gaussian = $0.distribution { true } else { false } }
  }

  package var workspace: Int { plan.map { $0.workspace + $0.workspace * $0.margin / max(shape.length, 1) } ?? 0 }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    sampler(batch: inputs.batch)(inputs, targets, &generator)
  }

  package func sampler(batch: Int) -> Sampler {
    guard let plan else { return { _, _, _ in } }
    let network = DefinedNetwork<Double>([plan], [[]], shape: shape, batch: batch)
    let (draws, length) = (draws, shape.length)
    return { inputs, targets, generator in
      for sequence in 0..<inputs.batch {
        for time in 0..<length {
          var row = 0
          for draw in draws {
            draw.fill(inputs, time, row, sequence, &generator)
            row += draw.rows
          }
        }
      }
      network.forward([], inputs, targets)
    }
  }
}

extension TaskDefinition.Draw {
  fileprivate func fill(
    _ inputs: Signal<Double>, _ time: Int, _ row: Int, _ sequence: Int, _ generator: inout Generator
  ) {
    switch distribution {
    case .symbols(let count):
      let symbol = Int(generator.uniform() * Double(count))
      for feature in 0..<count { inputs[time, row + feature, sequence] = feature == symbol ? 1 : 0 }
    case .gaussian: for feature in 0..<rows { inputs[time, row + feature, sequence] = generator.gaussian() }
    case .sign: for feature in 0..<rows { inputs[time, row + feature, sequence] = generator.sign() }
    case .uniform(let low, let high):
      for feature in 0..<rows { inputs[time, row + feature, sequence] = low + (high - low) * generator.uniform() }
    }
  }
}
