/// Products of the same vectors become one, and vectors get the places from which they are multiplied.
extension StepPlanner {
  /// How many unneeded rows, with zeros in its matrix, a product may read to be joined with another.
  private static func isWorthJoining(_ spare: Int, to needed: Int) -> Bool { spare <= max(2, needed / 8) }

  private func rows(_ operand: StepPlan.Operand) -> Int {
    if case .node(let node) = operand { machine.nodes[node].rows } else { 1 }
  }

  /// The value and the number of steps that a load looks back at.
  func lookback(_ node: Int) -> (value: Int, steps: Int)? {
    guard case .load(let place) = machine.nodes[node].operation, place.memory < 0 else { return nil }
    return (-1 - place.memory, -place.shift)
  }

  mutating func formGroups() {
    var operands: [Int] = []
    for member in plan.members {
      for term in member.terms where !operands.contains(term.operand) { operands.append(term.operand) }
    }
    var order: [StepPlan.Operand] = []
    var natural: [Int: StepPlan.Operand] = [:]
    for node in operands.sorted() {
      guard let (value, steps) = lookback(node), steps == 1, let next = valueNode[value], next != inputNode,
        natural[next] == nil
      else { continue }
      natural[next] = .node(node)
      order.append(.node(node))
    }
    order.append(.one)
    order.append(.node(inputNode))
    for node in operands.sorted() where !order.contains(.node(node)) {
      if case .load = machine.nodes[node].operation { order.append(.node(node)) }
    }
    var rowOf: [StepPlan.Operand: Int] = [:]
    for operand in order { rowOf[operand] = plan.memories[FixedMemory.bank].add(rows(operand)) }
    plan.ones = [Place(memory: FixedMemory.bank, row: rowOf[.one] ?? 0)]
    plan.input.place = Place(memory: FixedMemory.bank, row: rowOf[.node(inputNode)] ?? 0)
    homes[inputNode] = plan.input.place
    for (next, operand) in natural {
      homes[next] = Place(memory: FixedMemory.bank, row: rowOf[operand] ?? 0, shift: 1)
    }
    for operand in order {
      guard case .node(let node) = operand, node != inputNode, !natural.values.contains(operand) else { continue }
      bankCopies[node] = Place(memory: FixedMemory.bank, row: rowOf[operand] ?? 0)
    }
    group(order, rowOf, natural)
  }

  /// Gives each product its group.
  private mutating func group(
    _ order: [StepPlan.Operand], _ rowOf: [StepPlan.Operand: Int], _ natural: [Int: StepPlan.Operand]
  ) {
    var own: [(key: [StepPlan.Operand], members: [Int])] = []
    var ranges: [(rows: Range<Int>, shift: Int, needed: Int, members: [Int])] = []
    for index in plan.members.indices {
      let member = plan.members[index]
      var needed = member.terms.map { StepPlan.Operand.node($0.operand) }
      if member.constant != nil { needed.append(.one) }
      if let (range, shift) = bankRange(of: needed, rowOf, natural) {
        let size = needed.reduce(0) { $0 + rows($1) }
        if let place = ranges.firstIndex(where: { $0.rows == range && $0.shift == shift }) {
          ranges[place].members.append(index)
        } else {
          ranges.append((range, shift, size, [index]))
        }
        continue
      }
      let key = needed.filter { $0 != .one }
      if let place = own.firstIndex(where: { Set($0.key) == Set(key) }) {
        own[place].members.append(index)
      } else {
        own.append((key, [index]))
      }
    }
    ranges.sort { $0.rows.count > $1.rows.count }
    var joined: [(rows: Range<Int>, shift: Int, members: [Int])] = []
    for range in ranges {
      let place = joined.firstIndex { other in
        other.shift == range.shift && other.shift == 0 && other.rows.contains(range.rows.lowerBound)
          && other.rows.contains(range.rows.upperBound - 1)
          && Self.isWorthJoining(other.rows.count - range.needed, to: range.needed)
      }
      if let place {
        joined[place].members += range.members
      } else {
        joined.append((range.rows, range.shift, range.members))
      }
    }
    for range in joined {
      var columns: [StepPlan.Operand: Int] = [:]
      for (operand, row) in rowOf where range.rows.contains(row) {
        columns[range.shift == 0 ? operand : next(of: operand, natural)] = row - range.rows.lowerBound
      }
      add(
        range.members, source: Place(memory: FixedMemory.bank, row: range.rows.lowerBound, shift: range.shift),
        columns: range.rows.count, operands: columns)
    }
    for item in own {
      var columns: [StepPlan.Operand: Int] = [:]
      var count = 0
      for operand in item.key + [.one] {
        columns[operand] = count
        count += rows(operand)
      }
      let row = plan.memories[FixedMemory.bank].add(count)
      plan.ones.append(Place(memory: FixedMemory.bank, row: row + count - 1))
      let source = Place(memory: FixedMemory.bank, row: row)
      add(item.members, source: source, columns: count, operands: columns)
      for operand in item.key {
        guard case .node(let node) = operand else { continue }
        let place = Place(memory: FixedMemory.bank, row: row + (columns[operand] ?? 0))
        var isLoad = false
        if case .load = machine.nodes[node].operation { isLoad = true }
        if homes[node] == nil, !isLoad {
          homes[node] = place
        } else {
          plan.copies[plan.groups.count - 1, default: []].append((node, place))
        }
      }
    }
  }

  private func next(of operand: StepPlan.Operand, _ natural: [Int: StepPlan.Operand]) -> StepPlan.Operand {
    natural.first { $0.value == operand }.map { .node($0.key) } ?? operand
  }

  /// The rows of the bank that hold all operands, as the step finds them or as it leaves them; nil where they are too far apart.
  private func bankRange(
    of needed: [StepPlan.Operand], _ rowOf: [StepPlan.Operand: Int], _ natural: [Int: StepPlan.Operand]
  ) -> (Range<Int>, shift: Int)? {
    for shift in [0, 1] {
      var (low, high, size) = (Int.max, 0, 0)
      var isWhole = true
      for operand in needed {
        var place = operand
        if shift == 1, case .node(let node) = operand {
          guard let found = natural[node] else {
            isWhole = false
            break
          }
          place = found
        }
        guard let row = rowOf[place] else {
          isWhole = false
          break
        }
        low = min(low, row)
        high = max(high, row + rows(place))
        size += rows(place)
      }
      if isWhole, Self.isWorthJoining(high - low - size, to: size) { return (low..<high, shift) }
    }
    return nil
  }

  private mutating func add(_ members: [Int], source: Place, columns: Int, operands: [StepPlan.Operand: Int]) {
    var count = 0
    for member in members {
      plan.members[member].row = count
      groupOf[member] = plan.groups.count
      count += plan.members[member].rows
    }
    plan.groups.append(
      StepPlan.Group(source: source, columns: columns, members: members, rows: count, operands: operands, slopes: nil))
  }
}
