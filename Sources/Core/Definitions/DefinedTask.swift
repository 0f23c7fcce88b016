import Equations
import Numerics
import Settings
import Tasks

/// A defined task with its settings.
package struct DefinedTask: SequenceTask {
  package static let name = "equations"
  package static let summary = "a task that equations define, as a stored result keeps it"

  package let shape: SequenceShape
  package private(set) var memory: [Double]?
  package private(set) var hasSymbols = false
  package private(set) var answers: Range<Int>
  private var draws: [TaskDefinition.Draw] = []
  private var plan: StepPlan?
  /// What is wrong with a random sequence, nil if all its numbers are finite.
  private(set) var notFinite: DefinitionProblem?
  /// Whether the plan makes the model's input, below the output.
  private var makesInput = false

  package init(settings: Settings) {
    let text = settings.text(
      "text", default: "x ~ gaussian; y = x", allowed: "the canonical text of a task", help: "the equations")
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(canonical: text, kind: .task, problems: &problems)
    let values = definition.read(settings)
    let length = Self.length(values, settings)
    let task = TaskDefinition(definition.using(values), length: length, problems: &problems)
    problems.forEach { settings.report($0.problem) }
    self.init(task, values, length: length, settings)
  }

  package init(_ definition: TaskDefinition?, _ settings: Settings) {
    let values = definition?.definition.read(settings) ?? [:]
    self.init(definition, values, length: Self.length(values, settings), settings)
  }

  private static func length(_ values: [String: Double], _ settings: Settings) -> Int {
    let range = 1...DefinitionLimits.longestSequence
    if let given = values["length"], let whole = Int(exactly: given) {
      return min(max(whole, range.lowerBound), range.upperBound)
    }
    return settings.count("length", default: 100, range, help: "the number of steps of a sequence")
  }

  private init(_ definition: TaskDefinition?, _ values: [String: Double], length: Int, _ settings: Settings) {
    let values = values.merging(["T": Double(length)]) { $1 }
    answers = 0..<length
    let made = definition?.made(values)
    if let problem = made?.problems.first {
      settings.report(
        SettingProblem(
          "with these settings \(problem.problem.message)", remedy: problem.problem.remedy, kind: problem.problem.kind,
          span: settings.span))
    }
    guard let definition, let made, made.problems.isEmpty else {
      shape = SequenceShape(length: length, inputs: 1, outputs: 1)
      // What rests on the kind of targets is not reported again.
      hasSymbols = definition?.isOfSymbols ?? false
      return
    }
    let (graph, counts) = (made.graph, definition.definition.counts(values))
    let rows = made.shapes[graph.output].sizes.first?.value(counts) ?? 1
    var (inputs, output) = (made.draws.reduce(0) { $0 + $1.rows }, graph.output)
    if definition.makesInput, case .concat(let parts) = graph.nodes[graph.output].operation {
      inputs = made.shapes[parts[1]].sizes.first?.value(counts) ?? 1
      output = parts[0]
      makesInput = true
    }
    shape = SequenceShape(length: length, inputs: inputs, outputs: makesInput ? rows - inputs : rows)
    draws = made.draws
    let plan = StepPlanner(graph, made.shapes, values: counts, wishes: .init(learns: false)).plan
    self.plan = plan
    let isOne = !makesInput && draws.count == 1 && draws[0].rows == 1 && draws[0].isStandard && rows == 1
    memory = isOne && graph.isLinear ? Self.memory(plan, shape) : nil
    if let symbols = graph.symbols(output) {
      hasSymbols = true
      // A task that recalls an earlier symbol has no answer before the first one.
      answers = min(symbols.steps, length - 1)..<length
    }
    if let first = made.firstAnswer { answers = first..<length }
    notFinite = sampleProblem(at: definition.targetSpan)
    if let notFinite { settings.compiled { () throws(DefinitionProblem) -> Void in throw notFinite } }
  }

  /// ∂y_s/∂x_0 of a linear, time-invariant task: its response to an impulse, s steps later.
  ///
  /// It is compared with the response to random inputs; nil if the two differ.
  private static func memory(_ plan: StepPlan, _ shape: SequenceShape) -> [Double]? {
    let network = DefinedNetwork<Double>([plan], [[]], shape: shape, batch: 2)
    let inputs = Signal<Double>(length: shape.length, width: 1, batch: 2)
    let outputs = Signal<Double>(length: shape.length, width: 1, batch: 2)
    inputs[0, 0, 0] = 1
    var generator = Generator(seed: 1, stream: "memory of a task")
    for time in 0..<shape.length { inputs[time, 0, 1] = generator.gaussian() }
    network.forward([], inputs, outputs)
    let memory = (0..<shape.length).map { outputs[$0, 0, 0] }
    guard memory.allSatisfy(\.isFinite) else { return nil }
    for time in [0, shape.length / 2, shape.length - 1] {
      let expected = (0...time).reduce(0.0) { $0 + memory[$1] * inputs[time - $1, 0, 1] }
      let size = (0...time).reduce(1e-9) { $0 + abs(memory[$1] * inputs[time - $1, 0, 1]) }
      if abs(outputs[time, 0, 1] - expected) > 1e-9 * size { return nil }
    }
    return memory.contains { $0 != 0 } ? memory : nil
  }

  private func sampleProblem(at span: Range<Int>) -> DefinitionProblem? {
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: 1)
    let targets = Signal<Double>(length: shape.length, width: shape.outputs, batch: 1)
    var generator = Generator(seed: 1, stream: "sample of a task")
    fill(inputs: inputs, targets: targets, from: &generator)
    for time in 0..<shape.length {
      for (signal, name) in [(inputs, "x"), (targets, "y")] {
        for feature in 0..<signal.width where !Float(signal[time, feature, 0]).isFinite {
          return DefinitionProblem(
            "'\(name)' is \(signal[time, feature, 0].isNaN ? "not defined" : "infinite") at step t = \(time) of a random sequence",
            remedy: "keep it finite, as log(abs(x) + 1) does", span: span)
        }
      }
    }
    return nil
  }

  package var hasGaussianInputs: Bool {
    !makesInput && draws.allSatisfy { if case .gaussian = $0.distribution { true } else { false } }
  }

  /// How many numbers are drawn at each step if the model does not see them, else 0.
  private var hiddenRows: Int { makesInput ? draws.reduce(0) { $0 + $1.rows } : 0 }

  package var workspace: Int {
    guard let plan else { return 0 }
    let joined = makesInput ? hiddenRows + shape.inputs + shape.outputs : 0
    return plan.workspace + plan.workspace * plan.margin / max(shape.length, 1) + joined
  }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    sampler(batch: inputs.batch)(inputs, targets, &generator)
  }

  package func sampler(batch: Int) -> Sampler {
    guard let plan else { return { _, _, _ in } }
    let network = DefinedNetwork<Double>([plan], [[]], shape: shape, batch: batch)
    let (draws, shape) = (draws, shape)
    func draw(_ signal: Signal<Double>, _ generator: inout Generator) {
      for sequence in 0..<signal.batch {
        for time in 0..<shape.length {
          var row = 0
          for draw in draws {
            draw.fill(signal, time, row, sequence, &generator)
            row += draw.rows
          }
        }
      }
    }
    guard makesInput else {
      return { inputs, targets, generator in
        draw(inputs, &generator)
        network.forward([], inputs, targets)
      }
    }
    let hidden = Signal<Double>(length: shape.length, width: hiddenRows, batch: batch)
    let joined = Signal<Double>(length: shape.length, width: shape.outputs + shape.inputs, batch: batch)
    return { inputs, targets, generator in
      draw(hidden, &generator)
      network.forward([], hidden, joined)
      for time in 0..<shape.length {
        for feature in 0..<shape.outputs { _ = targets.row(time, feature).update(from: joined.row(time, feature)) }
        for feature in 0..<shape.inputs {
          _ = inputs.row(time, feature).update(from: joined.row(time, shape.outputs + feature))
        }
      }
    }
  }
}
