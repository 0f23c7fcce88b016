import Equations

/// Finds the shape of every node by unification.
///
/// An operand of an element-wise operation that the rules leave open takes the shape of the other operand. A parameter whose
/// shape stays open is a mistake.
struct ShapeInference {
  /// A dimension: known, or the same as another.
  private enum Dimension {
    case known(Size)
    case same(Int)
    case open
  }

  /// A shape while it is being found.
  enum Pattern {
    case scalar
    case vector(Int)
    case matrix(Int, Int)
  }

  let graph: Graph
  /// The known values of sizes, for messages.
  let values: [String: Int]
  private var dimensions: [Dimension] = []
  private(set) var patterns: [Pattern?]
  /// The nodes whose shapes are still to be related.
  private var agenda: ShapeAgenda
  /// How many dimensions have been joined.
  private var joins = 0
  /// Whether the output may have any size.
  private let isOutputFree: Bool

  /// The shape of each node.
  var shapes: [Shape] = []
  var problems: [DefinitionProblem] = []

  /// - Parameter output: the size that the output must have, if any.
  init(_ graph: Graph, output: Size?, values: [String: Int]) {
    self.graph = graph
    self.values = values
    patterns = Array(repeating: nil, count: graph.nodes.count)
    agenda = ShapeAgenda(graph)
    isOutputFree = output == nil
    do throws(DefinitionProblem) {
      try begin(output)
      try solve()
      try finish()
    } catch {
      problems.append(error)
    }
  }

  mutating func fresh() -> Int {
    dimensions.append(.open)
    return dimensions.count - 1
  }

  mutating func known(_ size: Size) -> Int {
    dimensions.append(.known(size))
    return dimensions.count - 1
  }

  private func root(_ dimension: Int) -> Int {
    var at = dimension
    while case .same(let other) = dimensions[at] { at = other }
    return at
  }

  func size(_ dimension: Int) -> Size? {
    if case .known(let size) = dimensions[root(dimension)] { size } else { nil }
  }

  /// The root of a dimension; all dimensions on the way are linked to it directly.
  private mutating func shortened(_ dimension: Int) -> Int {
    let end = root(dimension)
    var at = dimension
    while case .same(let other) = dimensions[at], other != end {
      dimensions[at] = .same(end)
      at = other
    }
    return end
  }

  /// Joins two dimensions; false if both are known and differ.
  mutating func join(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (shortened(a), shortened(b))
    if first == second { return true }
    switch (dimensions[first], dimensions[second]) {
    case (.known(let left), .known(let right)):
      if left != right { return false }
      dimensions[second] = .same(first)
    case (.known, _):
      dimensions[second] = .same(first)
      joins += 1
    default:
      dimensions[first] = .same(second)
      joins += 1
    }
    return true
  }

  private mutating func pattern(of sizes: [Size]) -> Pattern {
    switch sizes.count {
    case 0: .scalar
    case 1: .vector(known(sizes[0]))
    default: .matrix(known(sizes[0]), known(sizes[1]))
    }
  }

  private mutating func begin(_ output: Size?) throws(DefinitionProblem) {
    for parameter in graph.parameters {
      if let declared = parameter.declared { patterns[parameter.node] = pattern(of: declared) }
    }
    for (index, node) in graph.nodes.enumerated() {
      switch node.operation {
      case .constant, .time, .total, .mean: patterns[index] = .scalar
      case .symbol(_, let count): patterns[index] = .vector(known(Size(count)))
      case .input(let input):
        patterns[index] = graph.inputs[input].isNumber ? .scalar : .vector(known(graph.inputs[input].size))
      case .delay(let value, _):
        if let declared = graph.values[value].declared { patterns[index] = pattern(of: declared) }
      default: break
      }
    }
    if let output {
      let expected = Pattern.vector(known(output))
      if patterns[graph.output] == nil { patterns[graph.output] = expected }
    }
  }

  private mutating func solve() throws(DefinitionProblem) {
    var before = -1
    while true {
      repeat {
        let known = before
        before = joins
        if let bounds = agenda.takeBounds(joins: joins, before: known) {
          var index = bounds.lowerBound
          while index <= max(bounds.upperBound, agenda.last) {
            if agenda.take(index, joins: joins) { try relate(index) }
            index += 1
          }
        }
        if let bounds = agenda.takeBounds(joins: joins, before: before) {
          var index = bounds.upperBound
          while index >= min(bounds.lowerBound, agenda.first) {
            if agenda.take(index, joins: joins) { try relate(index) }
            index -= 1
          }
        }
        for value in graph.values.indices where agenda.take(value: value) { try relate(value: value) }
      } while !agenda.isEmpty || joins != before
      guard try supposeOne() else { return }
    }
  }

  /// A value, its declaration and everything that looks back at it have the same shape.
  private mutating func relate(value index: Int) throws(DefinitionProblem) {
    let value = graph.values[index]
    guard let node = value.node else { return }
    if value.isState, agenda.readers[index].isEmpty { try declare(value, at: node) }
    for reader in agenda.readers[index] {
      if value.isState, value.declared != nil, case .scalar? = patterns[node] { continue }
      try equate(reader, node, at: node) {
        "'\(value.name)' is \($1) before the step and '\($0.name(node))' is \($2)"
      }
    }
  }

  /// A state that nothing looks back at still has its declared shape.
  private mutating func declare(_ value: Graph.Named, at node: Int) throws(DefinitionProblem) {
    guard let sizes = value.declared, let size = sizes.first else { return }
    switch patterns[node] {
    case nil: set(node, pattern(of: sizes))
    case .vector(let dimension)?:
      let declared = known(size)
      if join(declared, dimension) { return }
      var problem = mismatch(
        "'\(value.name)' is \(text(.vector(declared))) before the step and '\(name(node))' is \(text(.vector(dimension)))",
        node, node, at: node)
      if problem.notes.isEmpty { problem.notes = [declaration(of: value)] }
      throw problem
    case .scalar?, .matrix?: return
    }
  }

  mutating func set(_ node: Int, _ pattern: Pattern) {
    patterns[node] = pattern
    agenda.note(node)
  }

  mutating func equate(
    _ a: Int, _ b: Int, at place: Int, _ message: (ShapeInference, String, String) -> String
  ) throws(DefinitionProblem) {
    switch (patterns[a], patterns[b]) {
    case (nil, nil): return
    case (let left?, nil): set(b, left)
    case (nil, let right?): set(a, right)
    case (let left?, let right?):
      let fits: Bool
      switch (left, right) {
      case (.scalar, .scalar): fits = true
      case (.vector(let one), .vector(let two)): fits = join(one, two)
      case (.matrix(let rows, let columns), .matrix(let others, let more)):
        fits = join(rows, others) && join(columns, more)
      default: fits = false
      }
      if !fits { throw mismatch(message(self, text(left), text(right)), a, b, at: place) }
    }
  }

  /// Gives the open operand of the first element-wise operation the shape of the other; false if none is open.
  private mutating func supposeOne() throws(DefinitionProblem) -> Bool {
    while let index = agenda.nextCandidate() {
      let operands = graph.nodes[index].operation.operands
      let open = operands.filter { patterns[$0] == nil }
      guard !open.isEmpty else { continue }
      let beside = operands.compactMap { isScalar($0) == false ? patterns[$0] : nil }.first
      guard let shape = beside ?? (isScalar(index) == false ? patterns[index] : nil) else { continue }
      for operand in open { set(operand, shape) }
      return true
    }
    guard isOutputFree else { return false }
    // What a task looks back at, and nothing gives a size, is a number.
    for index in graph.nodes.indices where patterns[index] == nil {
      guard case .delay = graph.nodes[index].operation else { continue }
      set(index, .scalar)
      return true
    }
    return false
  }

  func name(_ node: Int) -> Formula { graph.nodes[node].formula }

  func isScalar(_ node: Int) -> Bool? {
    switch patterns[node] {
    case nil: nil
    case .scalar: true
    default: false
    }
  }
}
