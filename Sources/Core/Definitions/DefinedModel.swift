import Equations
import Networks
import Numerics
import Settings
import Tasks

/// A model that equations define, with its settings.
package struct DefinedModel: SequenceModel {
  package static let name = "equations"
  package static let summary = "a model that equations define, as a stored result keeps it"

  let definition: ModelDefinition
  /// The values of the settings.
  let values: [String: Double]
  private let layers: Int
  private let isLinearStep: Bool

  /// Reads equations in their canonical text.
  package init(settings: Settings) {
    let text = settings.text(
      "text", default: "y = C x", allowed: "the canonical text of a model", help: "the equations")
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(canonical: text, kind: .model, problems: &problems)
    let layers = Self.layers(settings)
    let values = definition.read(settings)
    let model = ModelDefinition(definition.using(values), problems: &problems)
    problems.forEach { settings.report($0.problem) }
    self.init(model ?? ModelDefinition(standingInFor: definition), layers: layers, values: values, settings)
  }

  package init(_ definition: ModelDefinition, _ settings: Settings) {
    let layers = Self.layers(settings)
    self.init(definition, layers: layers, values: definition.definition.read(settings), settings)
  }

  private static func layers(_ settings: Settings) -> Int {
    settings.count(
      "layers", default: 1, 1...16, help: "the number of layers, each fed by the state of the one below")
  }

  private init(_ definition: ModelDefinition, layers: Int, values: [String: Double], _ settings: Settings) {
    self.definition = definition
    self.layers = layers
    self.values = values
    if let problem = definition.problem(values) {
      settings.report(
        SettingProblem(
          "with these settings \(problem.problem.message)", remedy: problem.problem.remedy, kind: problem.problem.kind,
          span: settings.span))
    }
    let graph = definition.graph(values, inputs: 1, outputs: 1)?.0
    if layers > 1, graph?.values.contains(where: \.isState) != true {
      settings.report(
        SettingProblem(
          "a model without a state has one layer", remedy: "remove 'layers', or add a state for the next layer to read",
          kind: .unsuitable, span: settings.span))
    }
    isLinearStep = graph?.isLinear ?? false
  }

  package var isLinear: Bool { isLinearStep }

  /// A layer: its graph, the plan of its step, and where its parameters begin.
  private struct Layer {
    var graph: Graph
    var shapes: [Shape]
    var sizes: [String: Int]
    var mark: String
    var isLast: Bool

    func plan(learns: Bool = true, inputSlopes: Bool) -> StepPlan {
      StepPlanner(
        graph, shapes, values: sizes,
        wishes: .init(inputSlopes: inputSlopes, outputIsState: !isLast, learns: learns)
      ).plan
    }
  }

  private func layers(for shape: SequenceShape) -> [Layer] {
    var all: [Layer] = []
    var inputs = shape.inputs
    for index in 0..<layers {
      guard let made = definition.graph(values, inputs: inputs, outputs: shape.outputs) else { return [] }
      var graph = made.0
      let (shapes, sizes) = (made.1, made.2)
      let isLast = index + 1 == layers
      guard let state = graph.values.first(where: \.isState), let node = state.node else {
        all.append(Layer(graph: graph, shapes: shapes, sizes: sizes, mark: "", isLast: true))
        return all
      }
      let width = state.declared?.first?.value(sizes) ?? 1
      if !isLast { graph.output = node }
      all.append(
        Layer(graph: graph, shapes: shapes, sizes: sizes, mark: layers > 1 ? "_l\(index)" : "", isLast: isLast))
      inputs = width
    }
    return all
  }

  package func parameters(for shape: SequenceShape) -> [Parameter] { arrays(for: shape).map(\.parameter) }

  /// Every array with how it starts and where it begins in the flat vector, layer after layer.
  private func arrays(for shape: SequenceShape) -> [(parameter: Parameter, layer: Int, index: Int, name: String)] {
    layers(for: shape).enumerated().flatMap { position, layer in
      let reached = layer.graph.reachedParameters
      return layer.graph.parameters.enumerated().filter { reached.contains($0.offset) }.map { index, parameter in
        let dimensions = layer.shapes[parameter.node].sizes.map { $0.value(layer.sizes) ?? 1 }
        let isOwn = layer.mark.isEmpty || layers == 1
        return (
          Parameter(parameter.name + (isOwn ? "" : layer.mark), dimensions: dimensions), position, index, parameter.name
        )
      }
    }
  }

  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let width = layers(for: shape).first.flatMap { layer in
      layer.graph.values.first(where: \.isState)?.declared?.first?.value(layer.sizes)
    }
    return arrays(for: shape).flatMap { item in
      let given = definition.definition.initialisation.first { $0.name == item.name }?.formula
      let rule = given.flatMap { try? Initialisation($0, numbers: values) } ?? Initialisation()
      let dimensions = item.parameter.dimensions
      let (rows, columns) = (dimensions.first ?? 1, dimensions.count > 1 ? dimensions[1] : 1)
      return rule.values(rows: rows, columns: columns, width: width ?? (columns > 1 ? columns : rows), &generator)
    }
  }

  /// The plan of each layer with where its parameters lie.
  func plans(for shape: SequenceShape) -> (plans: [StepPlan], places: [[Int]]) {
    let layers = layers(for: shape)
    let plans = layers.enumerated().map { index, layer in layer.plan(inputSlopes: index > 0) }
    var places: [[Int]] = plans.map { _ in [] }
    var start = 0
    for item in arrays(for: shape) {
      places[item.layer].append(start)
      start += item.parameter.count
    }
    return (plans, places)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    if let kernel: Network<Float> = kernelNetwork(for: shape, batch: batch) { return kernel }
    let (plans, places) = plans(for: shape)
    return Network(DefinedNetwork<Float>(plans, places, shape: shape, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    if let kernel: Network<Double> = kernelNetwork(for: shape, batch: batch) { return kernel }
    let (plans, places) = plans(for: shape)
    return Network(DefinedNetwork<Double>(plans, places, shape: shape, batch: batch))
  }

  /// The recurrence over every sequence: the reference for the path through the kernel.
  func plainNetwork<Element: Scalar>(for shape: SequenceShape, batch: Int) -> Network<Element> {
    let (plans, places) = plans(for: shape)
    return Network(DefinedNetwork<Element>(plans, places, shape: shape, batch: batch))
  }

  /// A linear model of one input and one output learns through its memory.
  private func kernelNetwork<Element: Scalar>(for shape: SequenceShape, batch: Int) -> Network<Element>? {
    guard isLinear, shape.inputs == 1, shape.outputs == 1 else { return nil }
    let count = parameters(for: shape).reduce(0) { $0 + $1.count }
    if let (order, width) = plainRecurrence(shape) {
      return Network(
        derived: PermutedKernel<Element>(
          LinearKernelNetwork(width: width, length: shape.length, batch: batch), order: order, count: count))
    }
    let (plans, places) = plans(for: shape)
    return Network(
      derived: ImpulseNetwork<Element>(
        DefinedNetwork(plans, places, shape: shape, batch: 1), length: shape.length, batch: batch))
  }

  /// Where W, U and C begin, if the model is exactly h' = W h + U x and y = C h'.
  private func plainRecurrence(_ shape: SequenceShape) -> (order: [Int], width: Int)? {
    guard layers == 1, let (graph, shapes, sizes) = definition.graph(values, inputs: 1, outputs: 1),
      graph.values.filter(\.isState).count == 1, let state = graph.values.firstIndex(where: \.isState),
      let next = graph.values[state].node, graph.parameters.count == 3,
      case .product(let c, let read) = graph.nodes[graph.output].operation, read == next,
      case .binary(.add, let a, let b) = graph.nodes[next].operation
    else { return nil }
    var matrices: [String: Int] = [:]
    for term in [a, b] {
      guard case .product(let matrix, let vector) = graph.nodes[term].operation else { return nil }
      if graph.nodes[vector].operation == .delay(value: state, steps: 1) { matrices["W"] = matrix }
      if graph.nodes[vector].operation == .input(0) { matrices["U"] = matrix }
    }
    matrices["C"] = c
    var starts: [Int: Int] = [:]
    var start = 0
    for (index, parameter) in parameters(for: shape).enumerated() {
      starts[graph.parameters[index].node] = start
      start += parameter.count
    }
    let order = ["W", "U", "C"].compactMap { matrices[$0].flatMap { starts[$0] } }
    guard order.count == 3, Set(order).count == 3, case .vector(let size) = shapes[next], let width = size.value(sizes)
    else {
      return nil
    }
    return (order, width)
  }

  package func operations(for shape: SequenceShape) -> Double {
    plans(for: shape).plans.reduce(0) { $0 + $1.operations }
  }

  package func workspace(for shape: SequenceShape) -> Int {
    let plans = plans(for: shape).plans
    let steps = plans.reduce(0) { $0 + $1.workspace }
    let back = plans.map(\.margin).max() ?? 0
    return steps + steps * back / max(shape.length, 1)
  }
}

extension Graph {
  /// Positions of the parameters that the output depends on.
  var reachedParameters: Set<Int> {
    let reached = reached(from: [output])
    return Set(parameters.indices.filter { reached.contains(parameters[$0].node) })
  }
}
