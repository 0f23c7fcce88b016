import Numerics

/// The backward pass of a step as operations on panels: the adjoint of the forward pass, made once.
///
/// Slopes run from the last node to the first. What the adjoint needs of the forward pass is computed again where that takes
/// an operation or two of what is kept, and else kept itself.
struct BackwardBuilder {
  /// A panel that the backward pass leaves somewhere.
  struct Sink {
    var node: Int
    var place: Place
    var isAdding: Bool
  }

  /// Slopes that an earlier step gets through products.
  struct Carry {
    var parts: [Machine.Transposed]
    var place: Place
    var isAdding: Bool
  }

  private let forward: Machine
  private let planner: StepPlanner
  private(set) var plan: StepPlan
  private(set) var machine = Machine()
  private(set) var kept: Set<Int> = []
  private(set) var sinks: [Sink] = []
  private(set) var carries: [Carry] = []
  /// Where the slopes of a node that later steps look back at are gathered.
  private var gathered: [Int: Place] = [:]
  /// Such nodes at which several loads look back, or one further than a step.
  private var isCleared: Set<Int> = []
  private var learns: [Bool] = []
  private var slopes: [[Int]]
  /// The positions of the sinks of each group's slopes.
  private(set) var sinksOfGroup: [Int: [Int]] = [:]
  private var hasSlope: Set<Int> = []

  init(_ planner: StepPlanner) {
    self.planner = planner
    forward = planner.machine
    plan = planner.plan
    slopes = forward.nodes.map { _ in [] }
    findLearning()
    gatherPlaces()
    let output = machine.node(.load(Place(memory: FixedMemory.outputSlopes, row: 0)), rows: plan.outputRows)
    plan.memories[FixedMemory.outputSlopes].rows = plan.outputRows
    slopes[planner.outputNode].append(output)
    for index in plan.groups.indices {
      let row = plan.memories[FixedMemory.slopes].add(plan.groups[index].rows)
      plan.groups[index].slopes = Place(memory: FixedMemory.slopes, row: row)
    }
    for node in forward.nodes.indices.reversed() where learns[node] { differentiate(node) }
    fillMissing()
  }

  /// Which nodes depend on a parameter or on an input whose slopes are wanted.
  private mutating func findLearning() {
    var ofValue: Set<Int> = []
    while true {
      learns = []
      for node in forward.nodes {
        switch node.operation {
        case .load(let place):
          learns.append(place.memory < 0 ? ofValue.contains(-1 - place.memory) : planner.wishes.inputSlopes)
        case .expanded(let value): learns.append(plan.statics.values[value].learns)
        case .member(let index):
          let member = plan.members[index]
          let isOwn =
            member.terms.contains { plan.statics.values[$0.matrix].learns || learns[$0.operand] }
            || member.constant.map { plan.statics.values[$0].learns } ?? false
          learns.append(isOwn)
        case .time: learns.append(false)
        default: learns.append(node.operation.operands.contains { learns[$0] })
        }
      }
      let now = Set(planner.valueNode.filter { learns[$0.value] }.keys)
      if now == ofValue { return }
      ofValue = now
    }
  }

  private mutating func gatherPlaces() {
    var loads: [Int: [Int]] = [:]
    for (value, steps) in planner.delayed {
      guard let node = planner.valueNode[value], learns[node] else { continue }
      loads[node, default: []] += steps.keys
    }
    if planner.wishes.inputSlopes {
      gathered[planner.inputNode] = Place(memory: FixedMemory.inputSlopes, row: 0)
      isCleared.insert(planner.inputNode)
      plan.cleared.insert(FixedMemory.inputSlopes)
    }
    for node in loads.keys.sorted() where gathered[node] == nil {
      let rows = forward.nodes[node].rows
      let place = Place(memory: FixedMemory.carried, row: plan.memories[FixedMemory.carried].add(rows))
      gathered[node] = place
      if loads[node] == [1] {
        plan.last.append((place, rows))
      } else {
        isCleared.insert(node)
        plan.cleared.insert(FixedMemory.carried)
      }
    }
    guard let state = planner.graph.values.firstIndex(where: { $0.isState }), let node = planner.valueNode[state],
      let place = gathered[node]
    else { return }
    plan.state = (Place(memory: 0, row: 0), place, forward.nodes[node].rows)
  }

  /// The products of which a node is an operand and that have slopes.
  private func products(of node: Int) -> [Machine.Transposed] {
    plan.groups.indices.flatMap { group -> [Machine.Transposed] in
      let members = plan.groups[group].members
      let isOperand = members.contains { member in
        hasSlope.contains(member) && plan.members[member].terms.contains { $0.operand == node }
      }
      return isOperand ? [Machine.Transposed(group: group, operand: node)] : []
    }
  }

  private mutating func sum(_ parts: [Int]) -> Int? {
    guard var sum = parts.first else { return nil }
    for part in parts.dropFirst() { sum = machine.add(sum, part) }
    return sum
  }

  private mutating func sink(_ node: Int, _ place: Place, isAdding: Bool = false) {
    sinks.append(Sink(node: node, place: place, isAdding: isAdding))
  }

  private mutating func differentiate(_ node: Int) {
    let (rows, products) = (forward.nodes[node].rows, products(of: node))
    if case .load = forward.nodes[node].operation { return carry(node, products) }
    var parts = slopes[node]
    if let place = gathered[node] {
      parts.insert(machine.node(.accumulated(place, products), rows: rows), at: 0)
    } else {
      for product in products {
        parts.append(machine.node(.transposed(group: product.group, operand: product.operand), rows: rows))
      }
    }
    guard let slope = sum(parts) else { return }
    if let place = gathered[node], parts.count > 1 { sink(slope, place) }
    spread(slope, of: node)
  }

  /// What an earlier step, or the input, gets.
  private mutating func carry(_ node: Int, _ products: [Machine.Transposed]) {
    let source: Int
    var steps = 0
    if let (value, back) = planner.lookback(node) {
      guard let next = planner.valueNode[value] else { return }
      (source, steps) = (next, back)
    } else {
      source = node
    }
    guard let place = gathered[source]?.shifted(-steps) else { return }
    let isAdding = isCleared.contains(source)
    let direct = sum(slopes[node])
    if let direct {
      sink(direct, place, isAdding: isAdding)
    } else if !isAdding, products.isEmpty {
      sink(zero(rows: forward.nodes[node].rows), place)
    }
    if !products.isEmpty { carries.append(Carry(parts: products, place: place, isAdding: isAdding || direct != nil)) }
  }

  private mutating func zero(rows: Int) -> Int { machine.node(.expanded(plan.statics.constant(0)), rows: rows) }

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

  private mutating func spread(_ slope: Int, of node: Int) {
    let operation = forward.nodes[node].operation
    switch operation {
    case .load, .kept, .transposed, .accumulated, .time, .softmaxSlope: return
    case .expanded(let value):
      let rows = forward.nodes[node].rows
      let place = Place(memory: FixedMemory.sums, row: plan.memories[FixedMemory.sums].add(rows))
      sums[node] = place
      _ = value
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

  /// Places in which the slopes of static values are summed, by forward node.
  private(set) var sums: [Int: Place] = [:]

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

  /// Slopes of 0 for products that lead nowhere.
  private mutating func fillMissing() {
    for (group, item) in plan.groups.enumerated() {
      for member in item.members where !hasSlope.contains(member) {
        guard let place = item.slopes else { continue }
        sinksOfGroup[group, default: []].append(sinks.count)
        let rows = plan.members[member].rows
        sink(zero(rows: rows), Place(memory: place.memory, row: place.row + plan.members[member].row))
      }
    }
  }
}
