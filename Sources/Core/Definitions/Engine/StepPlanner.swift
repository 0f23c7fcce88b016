import Equations
import Numerics

/// Turns a graph with known sizes into a plan.
struct StepPlanner {
  /// What the caller needs from a step.
  struct Wishes: Sendable {
    /// Whether the slopes of the inputs are needed, as for a layer above another.
    var inputSlopes = false
    /// Whether the output of the step is the state, which a layer above reads.
    var outputIsState = false
    /// Whether there is a backward pass.
    var learns = true
  }

  let graph: Graph
  let wishes: Wishes
  /// Rows and columns of each node.
  let sizes: [(rows: Int, columns: Int)]
  let shapes: [Shape]

  var plan = StepPlan()
  var machine = Machine()
  /// The static value or the machine node of each graph node.
  var staticValue: [Int: Int] = [:]
  var dynamicNode: [Int: Int] = [:]
  /// How often each graph node is used.
  var uses: [Int] = []
  /// A sum with products in it, by graph nodes.
  struct Sum {
    var products: [(matrix: Int, operand: Int)] = []
    var constants: [(node: Int, isNegative: Bool)] = []
    var rest: [(node: Int, isNegative: Bool)] = []
  }
  var sums: [Int: Sum] = [:]
  /// Values that something looks back at.
  var delayedValues: Set<Int> = []
  /// The rows of each such value; a state has its declared size, whatever its equation gives.
  var delayedRows: [Int: Int] = [:]
  /// The row at which each input begins.
  var inputStarts: [Int] = []
  /// Graph nodes that are part of such a sum and nothing else.
  var absorbed: Set<Int> = []
  /// Places of machine nodes that are kept.
  var homes: [Int: Place] = [:]
  /// The loads of each value by how far they look back.
  var delayed: [Int: [Int: Int]] = [:]
  /// The machine node of each value that something looks back at.
  var valueNode: [Int: Int] = [:]
  /// Places of the bank that are filled from elsewhere at the beginning of a step.
  var bankCopies: [Int: Place] = [:]
  /// The group of each product.
  var groupOf: [Int: Int] = [:]
  /// Nodes that the backward pass needs.
  var kept: Set<Int> = []
  var outputNode = 0
  /// The one load of all inputs.
  var inputNode = 0

  init(_ graph: Graph, _ shapes: [Shape], values: [String: Int], wishes: Wishes) {
    self.graph = graph
    self.wishes = wishes
    self.shapes = shapes
    sizes = shapes.map { shape in
      let counts = shape.sizes.map { $0.value(values) ?? 1 }
      return (counts.first ?? 1, counts.count > 1 ? counts[1] : 1)
    }
    plan.memories = (0..<FixedMemory.count).map { index in
      switch index {
      case FixedMemory.inputs, FixedMemory.outputs, FixedMemory.outputSlopes: Memory(extent: .external)
      case FixedMemory.inputSlopes, FixedMemory.bank, FixedMemory.kept, FixedMemory.carried: Memory(extent: .steps)
      case FixedMemory.slopes: Memory(extent: .stretch)
      default: Memory(extent: .fixed)
      }
    }
    findUses()
    buildStatics()
    buildInputs(values)
    findSums()
    buildForward()
    formGroups()
    let backward = wishes.learns ? BackwardBuilder(self) : nil
    if let backward { plan = backward.plan }
    assignHomes(keeping: backward?.kept ?? [])
    scheduleForward()
    if let backward { scheduleBackward(backward) }
    finish()
  }

  /// Counts how often each node is used by what the output depends on.
  private mutating func findUses() {
    uses = graph.nodes.map { _ in 0 }
    uses[graph.output] = 2
    var reached: Set<Int> = []
    var open = [graph.output]
    while let next = open.popLast() {
      guard reached.insert(next).inserted else { continue }
      for operand in graph.nodes[next].operation.operands {
        uses[operand] += 1
        open.append(operand)
      }
      if case .delay(let value, _) = graph.nodes[next].operation, let node = graph.values[value].node {
        delayedValues.insert(value)
        if delayedRows[value] == nil { delayedRows[value] = sizes[next].rows }
        uses[node] += 2
        open.append(node)
      }
    }
  }

  private mutating func buildStatics() {
    for (index, parameter) in graph.parameters.enumerated() where uses[parameter.node] > 0 {
      let (rows, columns) = sizes[parameter.node]
      let value = plan.statics.value(.parameter(index), rows: rows, columns: columns, learns: true)
      staticValue[parameter.node] = value
      plan.parameters.append(value)
      plan.parameterIndices.append(index)
    }
    for (index, node) in graph.nodes.enumerated() where node.isStatic && uses[index] > 0 && staticValue[index] == nil {
      func value(_ operand: Int) -> Int { staticValue[operand] ?? 0 }
      var operation = node.operation.mapOperands(value)
      if case .product(let a, let b) = node.operation, shapes[a] == .scalar || shapes[b] == .scalar {
        operation = .binary(.multiply, value(a), value(b))
      }
      let learns = node.operation.operands.contains { plan.statics.values[value($0)].learns }
      staticValue[index] = plan.statics.value(
        operation, rows: sizes[index].rows, columns: sizes[index].columns, learns: learns)
    }
  }

  private mutating func buildInputs(_ values: [String: Int]) {
    var rows = 0
    for input in graph.inputs {
      inputStarts.append(rows)
      rows += input.size.value(values) ?? 1
    }
    plan.memories[FixedMemory.inputs].rows = rows
    plan.memories[FixedMemory.inputSlopes].rows = rows
    plan.input = (Place(memory: FixedMemory.bank, row: 0), rows)
  }

  /// The machine node of a graph node in `rows` rows.
  mutating func panel(_ node: Int, rows: Int) -> Int {
    if let value = staticValue[node] { return machine.node(.expanded(value), rows: rows) }
    let made = dynamicNode[node] ?? 0
    return machine.nodes[made].rows == rows ? made : machine.node(.broadcast(made), rows: rows)
  }

  func constant(_ node: Int) -> Double? {
    if case .constant(let number) = graph.nodes[node].operation { number } else { nil }
  }
}
