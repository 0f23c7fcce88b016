import Numerics

/// How each operation passes on the slope of its result.
extension BackwardBuilder {
  mutating func zero(rows: Int) -> Int { machine.node(.expanded(plan.statics.constant(0)), rows: rows) }

  /// A value of the forward pass.
  private mutating func value(_ node: Int, depth: Int = 0) -> Int {
    let rows = forward.nodes[node].rows
    switch forward.nodes[node].operation {
    case .expanded(let value): return machine.node(.expanded(value), rows: rows)
    case .load: return machine.node(.kept(node), rows: rows)
    case .chain(let code, let operands, let p, let q)
    where depth < 2 && [.affine, .add, .subtract, .multiply].contains(code) && planner.homes[node] == nil
      && !kept.contains(node):
      var made: [Int] = []
      for operand in operands { made.append(value(operand, depth: depth + 1)) }
      return machine.node(.chain(code, made, p, q), rows: rows)
    default:
      kept.insert(node)
      return machine.node(.kept(node), rows: rows)
    }
  }

  private mutating func give(_ slope: Int, to node: Int) { if learns[node] { slopes[node].append(slope) } }

  mutating func spread(_ slope: Int, of node: Int) {
    let operation = forward.nodes[node].operation
    switch operation {
    case .load, .kept, .transposed, .accumulated, .time, .softmaxSlope, .symbol, .remainder: return
    case .expanded:
      let rows = forward.nodes[node].rows
      let place = Place(memory: FixedMemory.sums, row: plan.memories[FixedMemory.sums].add(rows))
      sums[node] = place
      sink(slope, place, isAdding: true)
    case .member(let index):
      hasSlope.insert(index)
      guard let group = planner.groupOf[index], let place = plan.groups[group].slopes else { return }
      sinksOfGroup[group, default: []].append(sinks.count)
      sink(slope, Place(memory: place.memory, row: place.row + plan.members[index].row))
    case .broadcast(let a): give(machine.node(.total(slope, 1), rows: 1), to: a)
    case .total(let a, let factor):
      let scaled = machine.affine(slope, factor, 0)
      let rows = forward.nodes[a].rows
      give(rows == 1 ? scaled : machine.node(.broadcast(scaled), rows: rows), to: a)
    case .softmax(let a):
      let result = value(node)
      give(machine.node(.softmaxSlope(slope, result), rows: forward.nodes[a].rows), to: a)
    case .concat(let parts):
      var from = 0
      for part in parts {
        let rows = forward.nodes[part].rows
        if learns[part] { give(machine.node(.slice(slope, from: from), rows: rows), to: part) }
        from += rows
      }
    case .slice(let a, let from):
      let (rows, all) = (forward.nodes[node].rows, forward.nodes[a].rows)
      var parts: [Int] = []
      if from > 0 { parts.append(zero(rows: from)) }
      parts.append(slope)
      if from + rows < all { parts.append(zero(rows: all - from - rows)) }
      give(parts.count == 1 ? slope : machine.node(.concat(parts), rows: all), to: a)
    case .chain(let code, let operands, let p, _): spread(slope, of: node, code, operands, p)
    }
  }

  private mutating func spread(_ g: Int, of node: Int, _ code: ChainCode, _ operands: [Int], _ p: Double) {
    let a = operands[0]
    let b = operands.count > 1 ? operands[1] : a
    switch code {
    case .affine: give(machine.affine(g, p, 0), to: a)
    case .add:
      give(g, to: a)
      give(g, to: b)
    case .subtract:
      give(g, to: a)
      if learns[b] { give(machine.affine(g, -1, 0), to: b) }
    case .multiply:
      if a == b {
        let product = machine.multiply(g, value(a))
        give(machine.affine(product, 2, 0), to: a)
      } else {
        if learns[a] { give(machine.multiply(g, value(b)), to: a) }
        if learns[b] { give(machine.multiply(g, value(a)), to: b) }
      }
    case .divide:
      let quotient = machine.chain(.divide, g, value(b))
      give(quotient, to: a)
      if learns[b] {
        let product = machine.multiply(quotient, value(node))
        give(machine.affine(product, -1, 0), to: b)
      }
    case .sigmoid: give(machine.chain(.sigmoidSlope, g, value(node)), to: a)
    case .tanh: give(machine.chain(.tanhSlope, g, value(node)), to: a)
    case .exp: give(machine.multiply(g, value(node)), to: a)
    case .log: give(machine.chain(.divide, g, value(a)), to: a)
    case .sqrt:
      let quotient = machine.chain(.divide, g, value(node))
      give(machine.affine(quotient, 0.5, 0), to: a)
    case .abs: give(machine.chain(.withSign, g, value(a)), to: a)
    case .sin: give(machine.multiply(g, machine.chain(.cos, value(a))), to: a)
    case .cos:
      let product = machine.multiply(g, machine.chain(.sin, value(a)))
      give(machine.affine(product, -1, 0), to: a)
    case .relu: give(machine.chain(.passPositive, g, value(node)), to: a)
    case .softplus: give(machine.multiply(g, machine.chain(.sigmoid, value(a))), to: a)
    case .power:
      if learns[a] {
        let inner = machine.chain(.power, value(a), machine.affine(value(b), 1, -1))
        give(machine.multiply(g, machine.multiply(value(b), inner)), to: a)
      }
      if learns[b] {
        let inner = machine.multiply(value(node), machine.chain(.log, value(a)))
        give(machine.multiply(g, inner), to: b)
      }
    case .raise:
      let inner = machine.node(.chain(.raise, [value(a)], p - 1, 0), rows: forward.nodes[a].rows)
      give(machine.affine(machine.multiply(g, inner), p, 0), to: a)
    case .larger:
      if learns[a] { give(machine.chain(.passAtLeast, g, value(a), value(b)), to: a) }
      if learns[b] { give(machine.chain(.passBelow, g, value(a), value(b)), to: b) }
    case .smaller:
      if learns[a] { give(machine.chain(.passAtLeast, g, value(b), value(a)), to: a) }
      if learns[b] { give(machine.chain(.passBelow, g, value(b), value(a)), to: b) }
    case .sign, .multiplyAdd, .multiplyFrom, .scaleAdd, .sigmoidSlope, .tanhSlope, .passPositive, .passAtLeast,
      .passBelow, .withSign:
      return
    }
  }
}
