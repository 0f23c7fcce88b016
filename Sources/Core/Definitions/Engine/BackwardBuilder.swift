import Numerics

/// The backward pass of a step as operations on panels: the adjoint of the forward pass, made once.
///
/// Slopes run from the last node to the first. A value of the forward pass that the adjoint needs is computed again if one or two
/// operations on kept values give it, and is kept otherwise.
struct BackwardBuilder {
  /// A panel that the backward pass stores.
  struct Sink {
    var node: Int
    var place: Place
    var isAdding: Bool
  }

  /// Slopes that products pass to an earlier step.
  struct Carry {
    var parts: [Machine.Transposed]
    var place: Place
    var isAdding: Bool
  }

  let forward: Machine
  let planner: StepPlanner
  var plan: StepPlan
  var machine = Machine()
  var kept: Set<Int> = []
  private(set) var sinks: [Sink] = []
  private(set) var carries: [Carry] = []
  /// Where the slopes of a node are gathered that later steps look back at.
  private var gathered: [Int: Place] = [:]
  /// Those of them that several loads look back at, or one by more than a step.
  private var isCleared: Set<Int> = []
  private(set) var learns: [Bool] = []
  var slopes: [[Int]]
  /// The positions of the sinks of each group's slopes.
  var sinksOfGroup: [Int: [Int]] = [:]
  var hasSlope: Set<Int> = []
  /// Places in which the slopes of static values are summed, by forward node.
  var sums: [Int: Place] = [:]
  /// The members of which each node is an operand.
  private let membersWithOperand: [Int: [Int]]

  init(_ planner: StepPlanner) {
    self.planner = planner
    forward = planner.machine
    plan = planner.plan
    slopes = forward.nodes.map { _ in [] }
    var members: [Int: [Int]] = [:]
    for (index, member) in planner.plan.members.enumerated() {
      for term in member.terms { members[term.operand, default: []].append(index) }
    }
    membersWithOperand = members
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
    let groups = Set((membersWithOperand[node] ?? []).filter(hasSlope.contains).compactMap { planner.groupOf[$0] })
    return groups.sorted().map { Machine.Transposed(group: $0, operand: node) }
  }

  private mutating func sum(_ parts: [Int]) -> Int? {
    guard var sum = parts.first else { return nil }
    for part in parts.dropFirst() { sum = machine.add(sum, part) }
    return sum
  }

  mutating func sink(_ node: Int, _ place: Place, isAdding: Bool = false) {
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

  /// The slopes that go to an earlier step or to the input.
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

  /// Zero slopes for products that nothing depends on.
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
