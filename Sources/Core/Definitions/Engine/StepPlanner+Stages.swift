/// Places for what is kept, and the stages of both passes.
extension StepPlanner {
  mutating func assignHomes(keeping kept: Set<Int>) {
    self.kept = kept
    func allot(_ node: Int) {
      homes[node] = Place(
        memory: FixedMemory.kept, row: plan.memories[FixedMemory.kept].add(machine.nodes[node].rows))
    }
    for node in Set(valueNode.values).sorted() where homes[node] == nil && !isGiven(node) { allot(node) }
    for node in kept.sorted() where homes[node] == nil && !isGiven(node) {
      if case .member = machine.nodes[node].operation { continue }
      allot(node)
    }
    plan.memories[FixedMemory.outputs].rows = wishes.outputIsState ? 0 : plan.outputRows
    if homes[outputNode] == nil, !kept.contains(outputNode), !isGiven(outputNode), !wishes.outputIsState {
      homes[outputNode] = Place(memory: FixedMemory.outputs, row: 0)
    }
    machine.fuse(
      keeping: kept.union(homes.keys).union([outputNode]).union(valueNode.values).union(
        plan.members.flatMap { $0.terms.map(\.operand) }))
  }

  private func isGiven(_ node: Int) -> Bool {
    switch machine.nodes[node].operation {
    case .load, .expanded: true
    default: false
    }
  }

  /// Where a node of the forward pass lies.
  mutating func place(ofForward node: Int) -> Place {
    if let (value, steps) = lookback(node), let next = valueNode[value] {
      return place(ofForward: next).shifted(-steps)
    }
    if case .expanded(let value) = machine.nodes[node].operation {
      return expandedPlace(value, rows: machine.nodes[node].rows)
    }
    return homes[node] ?? Place(memory: FixedMemory.spare, row: 0)
  }

  mutating func expandedPlace(_ value: Int, rows: Int) -> Place {
    if let known = plan.expanded.first(where: { $0.value == value && $0.rows == rows }) { return known.place }
    let place = Place(memory: FixedMemory.expanded, row: plan.memories[FixedMemory.expanded].add(rows))
    plan.expanded.append((value, rows, place))
    return place
  }

  mutating func scheduleForward() {
    var given: [Int: Place] = [:]
    for node in machine.nodes.indices where isGiven(node) { given[node] = place(ofForward: node) }
    for (node, to) in bankCopies.sorted(by: { $0.key < $1.key }) {
      guard let from = given[node] else { continue }
      plan.forward.append(.copy(from: from, to: to, rows: machine.nodes[node].rows))
    }
    var extra: [Int: [Int]] = [:]
    var together: [Int: Int] = [:]
    for (index, member) in plan.members.enumerated() {
      extra[member.node] = member.terms.map(\.operand)
      together[member.node] = groupOf[index]
    }
    let roots = [outputNode] + valueNode.values.sorted() + kept.sorted()
    var scheduler = StageScheduler(
      machine, roots: roots, homes: homes, memories: plan.memories, extra: extra, together: together
    ) { given[$0] }
    let (plan, kept, machine) = (plan, kept, machine)
    scheduler.schedule { group, memories, homes in
      let item = plan.groups[group]
      var stages: [StepPlan.Stage] = (plan.copies[group] ?? []).map { copy in
        .copy(
          from: given[copy.node] ?? homes[copy.node] ?? item.source, to: copy.to, rows: machine.nodes[copy.node].rows)
      }
      let nodes = item.members.map { plan.members[$0].node }
      if nodes.count == 1, let home = homes[nodes[0]] { return stages + [.product(group: group, to: home)] }
      let memory = nodes.contains { kept.contains($0) && homes[$0] == nil } ? FixedMemory.kept : FixedMemory.spare
      let block = Place(memory: memory, row: memories[memory].add(item.rows))
      stages.append(.product(group: group, to: block))
      for member in item.members {
        let (node, from) = (plan.members[member].node, Place(memory: memory, row: block.row + plan.members[member].row))
        if let home = homes[node] {
          stages.append(.copy(from: from, to: home, rows: plan.members[member].rows))
        } else {
          homes[node] = from
        }
      }
      return stages
    } special: { _, _ in
      []
    }
    self.plan.forward += scheduler.stages
    (self.plan.memories, homes) = scheduler.finished()
    let output = place(ofForward: outputNode)
    if !wishes.outputIsState, output.memory != FixedMemory.outputs {
      self.plan.forward.append(
        .copy(from: output, to: Place(memory: FixedMemory.outputs, row: 0), rows: self.plan.outputRows))
    }
    self.plan.output = output
    if let state = graph.values.firstIndex(where: \.isState), let node = valueNode[state] {
      let place = place(ofForward: node)
      self.plan.state?.value = place
    }
  }

  mutating func scheduleBackward(_ builder: BackwardBuilder) {
    var machine = builder.machine
    machine.fuse(keeping: Set(builder.sinks.map(\.node)))
    var homes: [Int: Place] = [:]
    var isUsed = machine.nodes.map { _ in false }
    for node in machine.nodes { for operand in node.operation.operands { isUsed[operand] = true } }
    var ends: [Int] = []
    for sink in builder.sinks {
      let rows = machine.nodes[sink.node].rows
      if sink.isAdding {
        let before = machine.append(.load(sink.place), rows: rows)
        ends.append(machine.append(.chain(.add, [before, sink.node], 0, 0), rows: rows))
        homes[ends[ends.count - 1]] = sink.place
      } else if machine.nodes[sink.node].operation.isChain, homes[sink.node] == nil, sink.node < isUsed.count,
        !isUsed[sink.node] || sink.place.memory == FixedMemory.slopes
      {
        homes[sink.node] = sink.place
        ends.append(sink.node)
      } else {
        ends.append(machine.append(.chain(.affine, [sink.node], 1, 0), rows: rows))
        homes[ends[ends.count - 1]] = sink.place
      }
    }
    var given: [Int: Place] = [:]
    var extra: [Int: [Int]] = [:]
    for (index, node) in machine.nodes.enumerated() {
      switch node.operation {
      case .load(let place): given[index] = place
      case .kept(let forward): given[index] = place(ofForward: forward)
      case .expanded(let value): given[index] = expandedPlace(value, rows: node.rows)
      case .transposed(let group, _): extra[index] = (builder.sinksOfGroup[group] ?? []).map { ends[$0] }
      case .accumulated(_, let parts):
        extra[index] = parts.flatMap { (builder.sinksOfGroup[$0.group] ?? []).map { ends[$0] } }
      default: break
      }
    }
    var scheduler = StageScheduler(
      machine, roots: ends, homes: homes, memories: plan.memories, extra: extra
    ) { given[$0] }
    scheduler.schedule(group: { _, _, _ in [] }) { node, place in
      switch machine.nodes[node].operation {
      case .transposed(let group, let operand):
        [.transposed(group: group, operand: operand, to: place, isAdding: false)]
      case .accumulated(_, let parts):
        parts.map { .transposed(group: $0.group, operand: $0.operand, to: place, isAdding: true) }
      default: []
      }
    }
    plan.backward = scheduler.stages
    for carry in builder.carries {
      for (position, part) in carry.parts.enumerated() {
        plan.backward.append(
          .transposed(
            group: part.group, operand: part.operand, to: carry.place, isAdding: carry.isAdding || position > 0))
      }
    }
    plan.memories = scheduler.finished().memories
    plan.sums = builder.sums.sorted { $0.key < $1.key }.compactMap { node, place in
      guard case .expanded(let value) = self.machine.nodes[node].operation else { return nil }
      return (value, self.machine.nodes[node].rows, place)
    }
  }

  mutating func finish() {
    var least = 0
    func look(_ place: Place) { least = min(least, place.shift) }
    for stage in plan.forward + plan.backward {
      switch stage {
      case .copy(let from, let to, _), .broadcast(let from, let to, _), .total(let from, let to, _, _),
        .softmax(let from, let to, _), .symbol(let from, let to, _):
        look(from)
        look(to)
      case .softmaxSlope(let first, let second, let to, _), .remainder(let first, let second, let to, _):
        look(first)
        look(second)
        look(to)
      case .product(_, let to), .transposed(_, _, let to, _), .time(let to): look(to)
      case .chain(let chain):
        for place in chain.places { if case .panel(let place) = place { look(place) } }
      }
    }
    plan.margin = -least
    let kept = [FixedMemory.bank, FixedMemory.kept, FixedMemory.carried].map { plan.memories[$0].rows }
    plan.workspace = kept.reduce(0, +)
    var operations = 0.0
    for group in plan.groups { operations += 2 * Double(group.rows) * Double(group.columns) }
    for stage in plan.forward {
      if case .chain(let chain) = stage { operations += Double(chain.rows) * Double(4 * chain.operations.count) }
    }
    plan.operations = operations
  }
}
