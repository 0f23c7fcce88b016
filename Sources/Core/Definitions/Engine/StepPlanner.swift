import Equations
import Numerics

/// Turns a graph with known sizes into a plan.
struct StepPlanner {
  /// What the caller wants of a step.
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
  private var uses: [Int] = []
  /// A sum with products in it, by graph nodes.
  private struct Sum {
    var products: [(matrix: Int, operand: Int)] = []
    var constants: [(node: Int, isNegative: Bool)] = []
    var rest: [(node: Int, isNegative: Bool)] = []
  }
  private var sums: [Int: Sum] = [:]
  /// Values that something looks back at.
  private var delayedValues: Set<Int> = []
  /// Graph nodes that are part of such a sum and nothing else.
  private var absorbed: Set<Int> = []
  /// Where machine nodes lie for as long as anything needs them.
  var homes: [Int: Place] = [:]
  /// The loads of each value by how far they look back.
  var delayed: [Int: [Int: Int]] = [:]
  /// The machine node of each value that something looks back at.
  var valueNode: [Int: Int] = [:]
  /// Places of the bank to which what is found elsewhere is copied at the beginning of a step.
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
        uses[node] += 2
        open.append(node)
      }
    }
  }

  private mutating func buildStatics() {
    for (index, parameter) in graph.parameters.enumerated() where uses[parameter.node] > 0 {
      let (rows, columns) = sizes[parameter.node]
      let value = plan.statics.value(.parameter, rows: rows, columns: columns, learns: true)
      staticValue[parameter.node] = value
      plan.parameters.append(value)
      plan.parameterIndices.append(index)
    }
    for (index, node) in graph.nodes.enumerated() where node.isStatic && uses[index] > 0 && staticValue[index] == nil {
      func value(_ operand: Int) -> Int { staticValue[operand] ?? 0 }
      let operation: StaticProgram.Operation
      switch node.operation {
      case .constant(let number): operation = .constant(number)
      case .element(let function, let a): operation = .element(function, value(a))
      case .add(let a, let b): operation = .add(value(a), value(b))
      case .subtract(let a, let b): operation = .subtract(value(a), value(b))
      case .multiply(let a, let b): operation = .multiply(value(a), value(b))
      case .divide(let a, let b): operation = .divide(value(a), value(b))
      case .power(let a, let b): operation = .power(value(a), value(b))
      case .larger(let a, let b): operation = .larger(value(a), value(b))
      case .smaller(let a, let b): operation = .smaller(value(a), value(b))
      case .product(let a, let b):
        let isScaled = shapes[a] == .scalar || shapes[b] == .scalar
        operation = isScaled ? .multiply(value(a), value(b)) : .product(value(a), value(b))
      case .transpose(let a): operation = .transpose(value(a))
      case .total(let a): operation = .total(value(a))
      case .mean(let a): operation = .mean(value(a))
      case .softmax(let a): operation = .softmax(value(a))
      case .concat(let parts): operation = .concat(parts.map(value))
      case .parameter, .input, .time, .delay: continue
      }
      let learns = node.operation.operands.contains { plan.statics.values[value($0)].learns }
      staticValue[index] = plan.statics.value(
        operation, rows: sizes[index].rows, columns: sizes[index].columns, learns: learns)
    }
  }

  private mutating func buildInputs(_ values: [String: Int]) {
    let rows = graph.inputs.reduce(0) { $0 + ($1.size.value(values) ?? 1) }
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

  private func constant(_ node: Int) -> Double? {
    if case .constant(let number) = graph.nodes[node].operation { number } else { nil }
  }
}

extension StepPlanner {
  private mutating func buildForward() {
    inputNode = machine.node(.load(plan.input.place), rows: plan.input.rows)
    for index in graph.nodes.indices where !graph.nodes[index].isStatic && uses[index] > 0 && !absorbed.contains(index)
    {
      dynamicNode[index] = forward(index)
    }
    for (index, value) in graph.values.enumerated() where delayedValues.contains(index) {
      if let node = value.node { valueNode[index] = stored(panel(node, rows: delayedRows(index, node))) }
    }
    plan.outputRows = sizes[graph.output].rows
    outputNode = stored(panel(graph.output, rows: plan.outputRows))
  }

  /// A node that computes: what is the same at every step is copied.
  private mutating func stored(_ node: Int) -> Int {
    guard case .expanded = machine.nodes[node].operation else { return node }
    return machine.node(.chain(.affine, [node], 1, 0), rows: machine.nodes[node].rows)
  }

  /// A state keeps the size it was declared with, whatever its equation gives.
  private func delayedRows(_ value: Int, _ node: Int) -> Int {
    for (index, other) in graph.nodes.enumerated() {
      if case .delay(value, _) = other.operation { return sizes[index].rows }
    }
    return sizes[node].rows
  }

  private mutating func forward(_ index: Int) -> Int {
    let rows = sizes[index].rows
    switch graph.nodes[index].operation {
    case .constant, .parameter, .transpose: return 0
    case .input(let input):
      guard graph.inputs.count > 1 else { return inputNode }
      var first = 0
      for (position, other) in graph.inputs.enumerated() where position < input {
        _ = other
        first += inputRows(position)
      }
      return machine.node(.slice(inputNode, from: first), rows: rows)
    case .time: return machine.node(.time, rows: 1)
    case .delay(let value, let steps):
      let node = machine.node(.load(Place(memory: -1 - value, row: 0, shift: -steps)), rows: rows)
      delayed[value, default: [:]][steps] = node
      return node
    case .total(let a): return machine.node(.total(panel(a, rows: sizes[a].rows), 1), rows: 1)
    case .mean(let a):
      return machine.node(.total(panel(a, rows: sizes[a].rows), 1 / Double(sizes[a].rows)), rows: 1)
    case .softmax(let a): return machine.node(.softmax(panel(a, rows: rows)), rows: rows)
    case .concat(let parts):
      var nodes: [Int] = []
      for part in parts { nodes.append(panel(part, rows: sizes[part].rows)) }
      return machine.node(.concat(nodes), rows: rows)
    case .product(let a, let b):
      if shapes[a] == .scalar || shapes[b] == .scalar { return multiplied(a, b, rows) }
      return affine(index) ?? 0
    case .add(let a, let b):
      return affine(index) ?? summed(a, b, rows, isNegative: false)
    case .subtract(let a, let b):
      return affine(index) ?? summed(a, b, rows, isNegative: true)
    case .multiply(let a, let b): return multiplied(a, b, rows)
    case .divide(let a, let b):
      if let number = constant(b) { return machine.affine(panel(a, rows: rows), 1 / number, 0) }
      let (above, below) = (panel(a, rows: rows), panel(b, rows: rows))
      return machine.chain(.divide, above, below)
    case .power(let a, let b): return power(a, b, rows)
    case .larger(let a, let b):
      let (x, y) = (panel(a, rows: rows), panel(b, rows: rows))
      return machine.chain(.larger, x, y)
    case .smaller(let a, let b):
      let (x, y) = (panel(a, rows: rows), panel(b, rows: rows))
      return machine.chain(.smaller, x, y)
    case .element(let function, let a):
      return machine.chain(function.chainCode, panel(a, rows: rows))
    }
  }

  private func inputRows(_ position: Int) -> Int {
    for (index, node) in graph.nodes.enumerated() where node.operation == .input(position) { return sizes[index].rows }
    return graph.inputs[position].size.constant
  }

  private mutating func multiplied(_ a: Int, _ b: Int, _ rows: Int) -> Int {
    if let number = constant(a) { return machine.affine(panel(b, rows: rows), number, 0) }
    if let number = constant(b) { return machine.affine(panel(a, rows: rows), number, 0) }
    let (x, y) = (panel(a, rows: rows), panel(b, rows: rows))
    return machine.multiply(x, y)
  }

  private mutating func power(_ a: Int, _ b: Int, _ rows: Int) -> Int {
    let base = panel(a, rows: rows)
    guard let number = constant(b) else { return machine.chain(.power, base, panel(b, rows: rows)) }
    switch number {
    case 1: return base
    case 2: return machine.multiply(base, base)
    case 3: return machine.multiply(base, machine.multiply(base, base))
    case 4:
      let square = machine.multiply(base, base)
      return machine.multiply(square, square)
    default: return machine.node(.chain(.raise, [base], number, 0), rows: rows)
    }
  }

  private mutating func summed(_ a: Int, _ b: Int, _ rows: Int, isNegative: Bool) -> Int {
    if let number = constant(b) { return machine.affine(panel(a, rows: rows), 1, isNegative ? -number : number) }
    if let number = constant(a) { return machine.affine(panel(b, rows: rows), isNegative ? -1 : 1, number) }
    let (x, y) = (panel(a, rows: rows), panel(b, rows: rows))
    return machine.chain(isNegative ? .subtract : .add, x, y)
  }

  /// The sum that ends in `index` as one product, with the other terms added to it; nil if it has no product.
  private mutating func affine(_ index: Int) -> Int? {
    guard let sum = sums[index] else { return nil }
    let rows = sizes[index].rows
    var constant: Int?
    for item in sum.constants {
      let value = staticValue[item.node] ?? 0
      if let before = constant {
        constant = plan.statics.sum(before, value, isNegative: item.isNegative)
      } else {
        constant = item.isNegative ? plan.statics.sum(plan.statics.constant(0), value, isNegative: true) : value
      }
    }
    var terms: [(matrix: Int, operand: Int)] = []
    for product in sum.products {
      let (matrix, operand) = (staticValue[product.matrix] ?? 0, dynamicNode[product.operand] ?? 0)
      if let place = terms.firstIndex(where: { $0.operand == operand }) {
        terms[place].matrix = plan.statics.sum(terms[place].matrix, matrix, isNegative: false)
      } else {
        terms.append((matrix, operand))
      }
    }
    plan.members.append(StepPlan.Member(terms: terms, constant: constant, rows: rows))
    var made = machine.node(.member(plan.members.count - 1), rows: rows)
    plan.members[plan.members.count - 1].node = made
    for item in sum.rest {
      let term = panel(item.node, rows: rows)
      made = machine.chain(item.isNegative ? .subtract : .add, made, term)
    }
    return made
  }

  /// Finds the sums that hold products, those furthest on first, so that what one takes in is computed nowhere else.
  private mutating func findSums() {
    for index in graph.nodes.indices.reversed()
    where !graph.nodes[index].isStatic && uses[index] > 0 && !absorbed.contains(index) {
      switch graph.nodes[index].operation {
      case .add, .subtract, .product: break
      default: continue
      }
      var (sum, taken) = (Sum(), Set<Int>())
      var open = [(node: index, isNegative: false)]
      while let item = open.popLast() {
        let isOwn = item.node == index || uses[item.node] == 1 && sizes[item.node].rows == sizes[index].rows
        if let value = staticValue[item.node], plan.statics.values[value].columns == 1 {
          sum.constants.append(item)
          continue
        }
        switch graph.nodes[item.node].operation {
        case .add(let a, let b) where isOwn:
          open += [(b, item.isNegative), (a, item.isNegative)]
          taken.insert(item.node)
        case .subtract(let a, let b) where isOwn:
          open += [(b, !item.isNegative), (a, item.isNegative)]
          taken.insert(item.node)
        case .product(let a, let b) where isOwn && !item.isNegative && shapes[a] != .scalar && shapes[b] != .scalar:
          sum.products.append((a, b))
          taken.insert(item.node)
        default: sum.rest.append(item)
        }
      }
      guard !sum.products.isEmpty else { continue }
      sums[index] = sum
      absorbed.formUnion(taken.subtracting([index]))
    }
  }
}

extension ElementFunction {
  var chainCode: ChainCode {
    switch self {
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .exp: .exp
    case .log: .log
    case .sqrt: .sqrt
    case .abs: .abs
    case .sin: .sin
    case .cos: .cos
    case .relu: .relu
    case .softplus: .softplus
    case .sign: .sign
    }
  }
}
