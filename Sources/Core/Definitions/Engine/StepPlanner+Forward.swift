import Equations
import Numerics

/// The forward pass as operations on panels.
extension StepPlanner {
  mutating func buildForward() {
    inputNode = machine.node(.load(plan.input.place), rows: plan.input.rows)
    for index in graph.nodes.indices where !graph.nodes[index].isStatic && uses[index] > 0 && !absorbed.contains(index)
    {
      dynamicNode[index] = forward(index)
    }
    for (index, value) in graph.values.enumerated() where delayedValues.contains(index) {
      if let node = value.node { valueNode[index] = stored(panel(node, rows: delayedRows[index] ?? sizes[node].rows)) }
    }
    plan.outputRows = sizes[graph.output].rows
    outputNode = stored(panel(graph.output, rows: plan.outputRows))
  }

  /// A node that computes; a static value, or one of an earlier step, is copied.
  private mutating func stored(_ node: Int) -> Int {
    if case .expanded = machine.nodes[node].operation {} else if lookback(node) == nil { return node }
    return machine.node(.chain(.affine, [node], 1, 0), rows: machine.nodes[node].rows)
  }

  private mutating func forward(_ index: Int) -> Int {
    let rows = sizes[index].rows
    switch graph.nodes[index].operation {
    case .constant, .parameter, .transpose: return 0
    case .input(let input):
      guard graph.inputs.count > 1 else { return inputNode }
      return machine.node(.slice(inputNode, from: inputStarts[input]), rows: rows)
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
    case .symbol(let a, _): return machine.node(.symbol(panel(a, rows: 1)), rows: rows)
    case .binary(let operation, let a, let b): return binary(operation, a, b, index)
    case .element(let function, let a):
      return machine.chain(function.chainCode, panel(a, rows: rows))
    }
  }

  private mutating func binary(_ operation: BinaryOperation, _ a: Int, _ b: Int, _ index: Int) -> Int {
    let rows = sizes[index].rows
    switch operation {
    case .add: return affine(index) ?? mixed(a, b, rows) ?? summed(a, b, rows, isNegative: false)
    case .subtract: return affine(index) ?? summed(a, b, rows, isNegative: true)
    case .multiply: return multiplied(a, b, rows)
    case .power: return power(a, b, rows)
    case .divide:
      if let number = constant(b) { return machine.affine(panel(a, rows: rows), 1 / number, 0) }
    case .larger, .smaller, .remainder: break
    }
    let (x, y) = (panel(a, rows: rows), panel(b, rows: rows))
    switch operation {
    case .larger: return machine.chain(.larger, x, y)
    case .smaller: return machine.chain(.smaller, x, y)
    case .remainder: return machine.node(.remainder(x, y), rows: rows)
    default: return machine.chain(.divide, x, y)
    }
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

  /// (1 - a) * b + a * c as b + a * (c - b), which saves an operation in both passes; nil for any other sum.
  private mutating func mixed(_ first: Int, _ second: Int, _ rows: Int) -> Int? {
    func factors(_ node: Int) -> [(Int, Int)] {
      guard uses[node] == 1, case .binary(.multiply, let p, let q) = graph.nodes[node].operation else { return [] }
      return [(p, q), (q, p)]
    }
    for (rest, other) in [(first, second), (second, first)] {
      for (gate, b) in factors(rest) {
        guard case .binary(.subtract, let one, let a) = graph.nodes[gate].operation, constant(one) == 1,
          let c = factors(other).first(where: { $0.0 == a })?.1
        else { continue }
        let (from, to, share) = (panel(b, rows: rows), panel(c, rows: rows), panel(a, rows: rows))
        let difference = machine.chain(.subtract, to, from)
        return machine.add(from, machine.multiply(share, difference))
      }
    }
    return nil
  }

  private mutating func summed(_ a: Int, _ b: Int, _ rows: Int, isNegative: Bool) -> Int {
    if let number = constant(b) { return machine.affine(panel(a, rows: rows), 1, isNegative ? -number : number) }
    if let number = constant(a) { return machine.affine(panel(b, rows: rows), isNegative ? -1 : 1, number) }
    let (x, y) = (panel(a, rows: rows), panel(b, rows: rows))
    return machine.chain(isNegative ? .subtract : .add, x, y)
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
