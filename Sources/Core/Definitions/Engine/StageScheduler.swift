/// Puts the nodes of a machine into stages: element-wise operations on panels of one height into chains, as many as possible.
struct StageScheduler {
  private let machine: Machine
  /// Nodes that are needed, in order.
  private let live: [Int]
  /// What a node needs beside its operands.
  private let extra: [Int: [Int]]
  /// Nodes that the caller makes together: the members of a group.
  private let together: [Int: Int]
  private var homes: [Int: Place]
  private let resolve: (Int) -> Place?
  private var memories: [Memory]
  private(set) var stages: [StepPlan.Stage] = []
  private var stageOf: [Int: Int] = [:]

  /// A stage before its places are known.
  private enum Draft {
    case chain([Int])
    case single(Int)
    case group(Int)
  }

  /// - Parameters:
  ///   - roots: nodes that are needed outside.
  ///   - homes: fixed places of nodes.
  ///   - resolve: the place of a node that the machine does not compute.
  ///   - together: the group of each member.
  init(
    _ machine: Machine, roots: [Int], homes: [Int: Place], memories: [Memory], extra: [Int: [Int]] = [:],
    together: [Int: Int] = [:], resolve: @escaping (Int) -> Place?
  ) {
    self.machine = machine
    self.homes = homes
    self.memories = memories
    self.extra = extra
    self.together = together
    self.resolve = resolve
    var needed: Set<Int> = []
    var open = roots
    while let node = open.popLast() {
      guard needed.insert(node).inserted else { continue }
      open += machine.operands(node) + (extra[node] ?? [])
      if let group = together[node] { open += together.filter { $0.value == group }.map(\.key) }
    }
    live = needed.sorted()
  }

  /// The rows that the stages need in each memory, and the place of each node.
  func finished() -> (memories: [Memory], homes: [Int: Place]) { (memories, homes) }

  private func isGiven(_ node: Int) -> Bool {
    switch machine.nodes[node].operation {
    case .load, .kept, .expanded: true
    default: false
    }
  }

  /// - Parameter group: the stages that make a group, given where its members go.
  mutating func schedule(
    group: (Int, inout [Memory], inout [Int: Place]) -> [StepPlan.Stage], special: (Int, Place) -> [StepPlan.Stage]
  ) {
    let drafts = drafts()
    for (index, draft) in drafts.enumerated() {
      switch draft {
      case .chain(let nodes): for node in nodes { stageOf[node] = index }
      case .single(let node): stageOf[node] = index
      case .group(let group): for (node, other) in together where other == group { stageOf[node] = index }
      }
    }
    var isShared: Set<Int> = []
    for node in live {
      for operand in machine.operands(node) where stageOf[operand] != stageOf[node] { isShared.insert(operand) }
    }
    for draft in drafts {
      switch draft {
      case .group(let index): stages += group(index, &memories, &homes)
      case .single(let node): single(node, special)
      case .chain(let nodes): chain(nodes, isShared)
      }
    }
  }

  private func drafts() -> [Draft] {
    var done: Set<Int> = []
    var drafts: [Draft] = []
    var waiting: [Int] = []
    for node in live { if isGiven(node) { done.insert(node) } else { waiting.append(node) } }
    func isReady(_ node: Int, _ done: Set<Int>) -> Bool {
      machine.operands(node).allSatisfy(done.contains) && (extra[node] ?? []).allSatisfy(done.contains)
    }
    while !waiting.isEmpty {
      var hasMoved = true
      while hasMoved {
        hasMoved = false
        for node in waiting where !done.contains(node) && !machine.nodes[node].operation.isChain && isReady(node, done)
        {
          if let group = together[node] {
            let members = together.filter { $0.value == group }.map(\.key)
            guard members.allSatisfy({ isReady($0, done) }) else { continue }
            drafts.append(.group(group))
            done.formUnion(members)
          } else {
            drafts.append(.single(node))
            done.insert(node)
          }
          hasMoved = true
        }
      }
      var chains: [Int: [Int]] = [:]
      var inside: [Int: Set<Int>] = [:]
      for node in waiting where !done.contains(node) && machine.nodes[node].operation.isChain {
        let rows = machine.nodes[node].rows
        let isReady =
          machine.operands(node).allSatisfy { done.contains($0) || inside[rows]?.contains($0) == true }
          && (extra[node] ?? []).allSatisfy { done.contains($0) || inside[rows]?.contains($0) == true }
        guard isReady else { continue }
        chains[rows, default: []].append(node)
        inside[rows, default: []].insert(node)
      }
      guard let longest = chains.max(by: { ($0.value.count * $0.key, $0.key) < ($1.value.count * $1.key, $1.key) })
      else {
        break
      }
      drafts.append(.chain(longest.value))
      done.formUnion(longest.value)
      waiting.removeAll(where: done.contains)
    }
    return drafts
  }

  private func place(_ node: Int) -> Place { homes[node] ?? resolve(node) ?? Place(memory: FixedMemory.spare, row: 0) }

  private mutating func give(_ node: Int) -> Place {
    if let home = homes[node] { return home }
    let place = Place(memory: FixedMemory.spare, row: memories[FixedMemory.spare].add(machine.nodes[node].rows))
    homes[node] = place
    return place
  }

  private mutating func single(_ node: Int, _ special: (Int, Place) -> [StepPlan.Stage]) {
    let rows = machine.nodes[node].rows
    switch machine.nodes[node].operation {
    case .slice(let a, let from) where homes[node] == nil:
      let source = place(a)
      homes[node] = Place(memory: source.memory, row: source.row + from, shift: source.shift)
    case .slice(let a, let from):
      let source = place(a)
      stages.append(
        .copy(
          from: Place(memory: source.memory, row: source.row + from, shift: source.shift), to: give(node), rows: rows))
    case .broadcast(let a): stages.append(.broadcast(from: place(a), to: give(node), rows: rows))
    case .total(let a, let factor):
      stages.append(.total(from: place(a), to: give(node), rows: machine.nodes[a].rows, factor: factor))
    case .softmax(let a): stages.append(.softmax(from: place(a), to: give(node), rows: rows))
    case .softmaxSlope(let slope, let value):
      stages.append(.softmaxSlope(slope: place(slope), value: place(value), to: give(node), rows: rows))
    case .concat(let parts):
      var to = give(node)
      for part in parts {
        stages.append(.copy(from: place(part), to: to, rows: machine.nodes[part].rows))
        to.row += machine.nodes[part].rows
      }
    case .time: stages.append(.time(to: give(node)))
    case .symbol(let a): stages.append(.symbol(from: place(a), to: give(node), rows: rows))
    case .remainder(let a, let b): stages.append(.remainder(place(a), by: place(b), to: give(node), rows: rows))
    case .accumulated(let place, _):
      homes[node] = place
      stages += special(node, place)
    default: stages += special(node, give(node))
    }
  }

  private mutating func chain(_ nodes: [Int], _ isShared: Set<Int>) {
    var made = StepPlan.Chain(rows: machine.nodes[nodes[0]].rows, operations: [], places: [], scratch: 0)
    var position: [Place: Int] = [:]
    var scratch: [Int] = []
    var slotOf: [Int: Int] = [:]
    var free: [Int] = []
    var lastUse: [Int: Int] = [:]
    for (index, node) in nodes.enumerated() { for operand in machine.operands(node) { lastUse[operand] = index } }
    func panel(_ place: Place) -> Int {
      if let known = position[place] { return known }
      made.places.append(.panel(place))
      position[place] = made.places.count - 1
      return made.places.count - 1
    }
    for (index, node) in nodes.enumerated() {
      guard case .chain(let code, let operands, let p, let q) = machine.nodes[node].operation else { continue }
      let sources = operands.map { operand in slotOf[operand].map { scratch[$0] } ?? panel(place(operand)) }
      for operand in Set(operands) where lastUse[operand] == index {
        if let slot = slotOf[operand] { free.append(slot) }
      }
      let to: Int
      if homes[node] != nil || isShared.contains(node) || lastUse[node] == nil {
        to = panel(give(node))
      } else if let slot = free.popLast() {
        slotOf[node] = slot
        to = scratch[slot]
      } else {
        made.places.append(.scratch(made.scratch))
        made.scratch += 1
        scratch.append(made.places.count - 1)
        slotOf[node] = scratch.count - 1
        to = made.places.count - 1
      }
      made.operations.append(StepPlan.Chain.Operation(code: code, operands: sources, to: to, p: p, q: q))
    }
    stages.append(.chain(made))
  }
}
