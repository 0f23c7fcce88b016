/// The nodes whose shapes are still to be related: their own shape, or that of an operand or user, became known.
struct ShapeAgenda {
  /// The nodes that use each node.
  private let users: [[Int]]
  /// The nodes that look back at each value.
  let readers: [[Int]]
  /// The values that a node is, or looks back at.
  private let valuesOfNode: [Int: [Int]]
  private let isElementwise: [Bool]
  private var isOpen: [Bool]
  private var isValueOpen: [Bool]
  /// For a concatenation, how many dimensions had been joined when it was last related; -1 for other nodes.
  private var joinsSeen: [Int]
  private var openCount: Int
  /// A range that contains all open nodes.
  private var bounds: ClosedRange<Int>?
  private let hasConcat: Bool
  /// Element-wise nodes that may take the shape beside them.
  private var isCandidate: [Bool]
  private var lowest = 0

  init(_ graph: Graph) {
    let count = graph.nodes.count
    var users = Array(repeating: [Int](), count: count)
    var readers = graph.values.map { _ in [Int]() }
    var valuesOfNode: [Int: [Int]] = [:]
    joinsSeen = Array(repeating: -1, count: count)
    for (index, node) in graph.nodes.enumerated() {
      for operand in node.operation.operands { users[operand].append(index) }
      if case .delay(let value, _) = node.operation {
        readers[value].append(index)
        valuesOfNode[index, default: []].append(value)
      }
      if case .concat = node.operation { joinsSeen[index] = 0 }
    }
    for (index, value) in graph.values.enumerated() {
      if let node = value.node { valuesOfNode[node, default: []].append(index) }
    }
    (self.users, self.readers, self.valuesOfNode) = (users, readers, valuesOfNode)
    hasConcat = joinsSeen.contains(0)
    bounds = count > 0 ? 0...count - 1 : nil
    isElementwise = graph.nodes.map(\.operation.isElementwise)
    isCandidate = isElementwise
    isOpen = Array(repeating: true, count: count)
    isValueOpen = graph.values.map { _ in true }
    openCount = count + graph.values.count
  }

  var isEmpty: Bool { openCount == 0 }

  /// The range of nodes that the next sweep visits; nil if there is nothing to relate.
  mutating func takeBounds(joins: Int, before: Int) -> ClosedRange<Int>? {
    defer { bounds = nil }
    return hasConcat && joins != before && !isOpen.isEmpty ? 0...isOpen.count - 1 : bounds
  }

  /// The first and the last node opened since the last sweep began.
  var first: Int { bounds?.lowerBound ?? .max }
  var last: Int { bounds?.upperBound ?? -1 }

  /// Whether a node is to be related, and removes it; `joins` is how many dimensions have been joined.
  mutating func take(_ node: Int, joins: Int) -> Bool {
    let isStale = joinsSeen[node] >= 0 && joinsSeen[node] != joins
    guard isOpen[node] || isStale else { return false }
    if joinsSeen[node] >= 0 { joinsSeen[node] = joins }
    if isOpen[node] { openCount -= 1 }
    isOpen[node] = false
    return true
  }

  mutating func take(value: Int) -> Bool {
    guard isValueOpen[value] else { return false }
    isValueOpen[value] = false
    openCount -= 1
    return true
  }

  /// Adds the neighbours of a node whose shape became known.
  mutating func note(_ node: Int) {
    open(node)
    for user in users[node] { open(user) }
    for value in valuesOfNode[node] ?? [] where !isValueOpen[value] {
      isValueOpen[value] = true
      openCount += 1
    }
  }

  private mutating func open(_ node: Int) {
    if !isOpen[node] {
      isOpen[node] = true
      openCount += 1
      bounds = min(bounds?.lowerBound ?? node, node)...max(bounds?.upperBound ?? node, node)
    }
    if isElementwise[node] {
      isCandidate[node] = true
      lowest = min(lowest, node)
    }
  }

  /// Removes and returns the first element-wise node whose neighbourhood changed.
  mutating func nextCandidate() -> Int? {
    while lowest < isCandidate.count {
      if isCandidate[lowest] {
        isCandidate[lowest] = false
        return lowest
      }
      lowest += 1
    }
    return nil
  }
}
