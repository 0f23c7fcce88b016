import Equations

/// Finds the shape of every node by unification.
///
/// What the rules leave open of an element-wise operation takes the shape of what stands beside it; a parameter that nothing
/// gives a shape is a mistake.
struct ShapeInference {
  /// A dimension: known, or the same as another.
  private enum Dimension {
    case known(Size)
    case same(Int)
    case open
  }

  /// A shape while it is being found.
  private enum Pattern {
    case scalar
    case vector(Int)
    case matrix(Int, Int)
  }

  private let graph: Graph
  /// What sizes are, as far as they are known, for messages.
  private let values: [String: Int]
  private var dimensions: [Dimension] = []
  private var patterns: [Pattern?]
  private var hasChanged = false
  /// The nodes that look back at each value.
  private let readers: [[Int]]
  /// Whether the output may have any size.
  private let isOutputFree: Bool

  /// The shape of each node.
  private(set) var shapes: [Shape] = []
  private(set) var problems: [DefinitionProblem] = []

  /// - Parameter output: the shape of the output, where it has to have one.
  init(_ graph: Graph, output: Size?, values: [String: Int]) {
    self.graph = graph
    self.values = values
    patterns = Array(repeating: nil, count: graph.nodes.count)
    var readers = graph.values.map { _ in [Int]() }
    for (index, node) in graph.nodes.enumerated() {
      if case .delay(let value, _) = node.operation { readers[value].append(index) }
    }
    self.readers = readers
    isOutputFree = output == nil
    do throws(DefinitionProblem) {
      try begin(output)
      try solve()
      try finish()
    } catch {
      problems.append(error)
    }
  }

  private mutating func fresh() -> Int {
    dimensions.append(.open)
    return dimensions.count - 1
  }

  private mutating func known(_ size: Size) -> Int {
    dimensions.append(.known(size))
    return dimensions.count - 1
  }

  private func root(_ dimension: Int) -> Int {
    var at = dimension
    while case .same(let other) = dimensions[at] { at = other }
    return at
  }

  private func size(_ dimension: Int) -> Size? {
    if case .known(let size) = dimensions[root(dimension)] { size } else { nil }
  }

  /// Makes two dimensions one; false where they are known and differ.
  private mutating func join(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (root(a), root(b))
    if first == second { return true }
    switch (dimensions[first], dimensions[second]) {
    case (.known(let left), .known(let right)):
      if left != right { return false }
      dimensions[second] = .same(first)
    case (.known, _):
      dimensions[second] = .same(first)
      hasChanged = true
    default:
      dimensions[first] = .same(second)
      hasChanged = true
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
    while true {
      repeat {
        hasChanged = false
        for index in graph.nodes.indices { try relate(index) }
        if hasChanged { for index in graph.nodes.indices.reversed() { try relate(index) } }
        for (value, readers) in zip(graph.values, readers) { try relate(value, readers) }
      } while hasChanged
      guard try supposeOne() else { return }
    }
  }

  /// A value, what it was declared as, and what looks back at it have one shape.
  private mutating func relate(_ value: Graph.Named, _ readers: [Int]) throws(DefinitionProblem) {
    guard let node = value.node else { return }
    for index in readers {
      if value.isState, value.declared != nil, case .scalar? = patterns[node] { continue }
      try equate(index, node, at: node) {
        "'\(value.name)' is \($1) before the step and '\($0.name(node))' is \($2)"
      }
    }
  }

  private mutating func set(_ node: Int, _ pattern: Pattern) {
    patterns[node] = pattern
    hasChanged = true
  }

  private mutating func equate(
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

  /// "width = 16 numbers", "a matrix of 8 by 4".
  private func text(_ pattern: Pattern) -> String {
    func word(_ dimension: Int) -> String {
      guard let size = size(dimension) else { return "?" }
      guard let value = size.value(values), !size.multiples.isEmpty else { return size.text }
      return "\(size.text) = \(value)"
    }
    switch pattern {
    case .scalar: return "one number"
    case .vector(let dimension): return size(dimension)?.count(values) ?? "a vector"
    case .matrix(let rows, let columns): return "a matrix of \(word(rows)) by \(word(columns))"
    }
  }

  private func mismatch(_ message: String, _ a: Int, _ b: Int, at place: Int) -> DefinitionProblem {
    var notes: [DefinitionProblem.Note] = []
    let names = Set((graph.nodes[a].formula.freeNames + graph.nodes[b].formula.freeNames).map(\.name))
    for value in graph.values where value.isState && names.contains(value.name) {
      let sizes = (value.declared ?? []).map(\.text).joined(separator: ", ")
      let shape = sizes.isEmpty ? "one number" : "\(value.name)[\(sizes)]"
      notes.append(.init(message: "'\(value.name)' is declared as \(shape) here", span: value.span))
    }
    return DefinitionProblem(
      message, remedy: "make the two the same size, or put a matrix before one of them",
      span: graph.nodes[place].formula.span,
      notes: Array(notes.prefix(3)))
  }
}

extension ShapeInference {
  /// What one operation says of the shapes around it.
  private mutating func relate(_ index: Int) throws(DefinitionProblem) {
    let node = graph.nodes[index]
    switch node.operation {
    case .constant, .parameter, .input, .time, .delay, .total, .mean: return
    case .element(_, let a), .softmax(let a):
      try equate(a, index, at: index) { "'\($0.name(a))' is \($1) and its result \($2)" }
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
      .power(let a, let b), .larger(let a, let b), .smaller(let a, let b):
      try relateElements(a, b, index)
    case .product(let a, let b): try relateProduct(a, b, index)
    case .transpose(let a): try relateTranspose(a, index)
    case .concat(let parts): try relateParts(parts, index)
    }
  }

  private func name(_ node: Int) -> Formula { graph.nodes[node].formula }

  private func isScalar(_ node: Int) -> Bool? {
    switch patterns[node] {
    case nil: nil
    case .scalar: true
    default: false
    }
  }

  private mutating func relateElements(_ a: Int, _ b: Int, _ index: Int) throws(DefinitionProblem) {
    switch (isScalar(a), isScalar(b)) {
    case (true, _): try equate(b, index, at: index) { "'\($0.name(b))' is \($1) and its result \($2)" }
    case (_, true): try equate(a, index, at: index) { "'\($0.name(a))' is \($1) and its result \($2)" }
    case (false, false):
      try equate(a, b, at: index) { "'\($0.name(a))' is \($1) here and '\($0.name(b))' is \($2)" }
      try equate(a, index, at: index) { "'\($0.name(a))' is \($1) and its result \($2)" }
    default:
      if isScalar(index) == true {
        set(a, .scalar)
        set(b, .scalar)
      }
    }
  }

  private mutating func relateProduct(_ a: Int, _ b: Int, _ index: Int) throws(DefinitionProblem) {
    if isScalar(a) == true || isScalar(b) == true { return try relateElements(a, b, index) }
    guard graph.nodes[a].isStatic else {
      throw DefinitionProblem(
        "'\(name(a))' changes from step to step, but only a matrix of parameters can multiply a vector from the left",
        remedy: "write * for a product element by element, or dot(a, b) for the sum of one",
        span: graph.nodes[index].formula.span)
    }
    if case .vector? = patterns[a] {
      throw DefinitionProblem(
        "'\(name(a))' is a vector, and two vectors side by side have no product",
        remedy: "write * for a product element by element, or dot(a, b) for the sum of one",
        span: graph.nodes[index].formula.span)
    }
    guard patterns[b] != nil else {
      if case .vector? = patterns[index] { set(b, .vector(fresh())) }
      return
    }
    if patterns[a] == nil { set(a, .matrix(fresh(), fresh())) }
    guard case .matrix(let rows, let columns)? = patterns[a], let operand = patterns[b] else { return }
    let result: Pattern
    let inner: Int
    switch operand {
    case .vector(let size): (inner, result) = (size, .vector(rows))
    case .matrix(let size, let others): (inner, result) = (size, .matrix(rows, others))
    case .scalar: return
    }
    if !join(columns, inner) {
      throw mismatch(
        "'\(name(a))' takes \(text(.vector(columns))) and '\(name(b))' is \(text(.vector(inner)))", a, b, at: index)
    }
    guard let before = patterns[index] else { return set(index, result) }
    switch (before, result) {
    case (.vector(let one), .vector(let two)):
      if join(one, two) { return }
    case (.matrix(let one, let two), .matrix(let three, let four)):
      if join(one, three), join(two, four) { return }
    default: break
    }
    throw mismatch("'\(name(index))' is \(text(result)) and has to be \(text(before)) here", a, b, at: index)
  }

  private mutating func relateTranspose(_ a: Int, _ index: Int) throws(DefinitionProblem) {
    func turned(_ pattern: Pattern) throws(DefinitionProblem) -> Pattern {
      guard case .matrix(let rows, let columns) = pattern else {
        throw DefinitionProblem(
          "'\(name(a))' is not a matrix, so it cannot be transposed",
          remedy: "remove transpose, or declare it with two dimensions",
          span: graph.nodes[index].formula.span)
      }
      return .matrix(columns, rows)
    }
    if let pattern = patterns[a] {
      let result = try turned(pattern)
      guard let before = patterns[index] else { return set(index, result) }
      if case .matrix(let one, let two) = before, case .matrix(let three, let four) = result, join(one, three),
        join(two, four)
      {
        return
      }
      throw mismatch("'\(name(index))' is \(text(result)) and has to be \(text(before)) here", a, a, at: index)
    } else if let pattern = patterns[index] {
      set(a, try turned(pattern))
    } else {
      set(a, .matrix(fresh(), fresh()))
    }
  }

  private mutating func relateParts(_ parts: [Int], _ index: Int) throws(DefinitionProblem) {
    var sum = Size(0)
    for part in parts {
      switch patterns[part] {
      case .scalar?:
        if let next = Size.sum(sum, Size(1)) { sum = next }
      case .vector(let dimension)?:
        guard let size = size(dimension), let next = Size.sum(sum, size) else { return }
        sum = next
      case .matrix?:
        throw DefinitionProblem(
          "'\(name(part))' is a matrix, but concat takes vectors", remedy: "put vectors and numbers into concat",
          span: graph.nodes[index].formula.span)
      case nil: return
      }
    }
    guard case .vector(let before)? = patterns[index] else { return set(index, .vector(known(sum))) }
    let made = known(sum)
    if !join(before, made) {
      throw mismatch(
        "'\(name(index))' is \(text(.vector(made))) and has to be \(text(.vector(before))) here", parts[0], parts[1],
        at: index)
    }
  }

  /// Lets what is open of element-wise operations take the shape beside it; false where nothing is.
  private mutating func supposeOne() throws(DefinitionProblem) -> Bool {
    for index in graph.nodes.indices where graph.nodes[index].operation.isElementwise {
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

  private mutating func finish() throws(DefinitionProblem) {
    for parameter in graph.parameters where shape(parameter.node) == nil {
      problems.append(
        DefinitionProblem(
          "the shape of the parameter '\(parameter.name)' cannot be inferred",
          remedy:
            "declare it, as parameter \(parameter.name), parameter \(parameter.name)[width] or parameter \(parameter.name)[width, inputs]",
          span: parameter.span))
    }
    guard problems.isEmpty else { return }
    let sample = values.merging(["inputs": 1, "outputs": 1]) { first, _ in first }
    for (index, node) in graph.nodes.enumerated() {
      guard let shape = shape(index) else {
        throw DefinitionProblem(
          "the shape of '\(node.formula)' cannot be inferred",
          remedy: "declare the parameters in it with their dimensions, as parameter A[width, inputs]",
          span: node.formula.span)
      }
      shapes.append(shape)
      for size in shape.sizes {
        guard let value = size.value(sample), (1...DefinitionLimits.longestVector).contains(value) else {
          throw DefinitionProblem(
            "'\(node.formula)' has \(size.value(sample).map(String.init) ?? "too many") numbers",
            remedy: "a vector has from 1 to \(DefinitionLimits.longestVector)", span: node.formula.span)
        }
      }
      if !node.isStatic, case .matrix = shape {
        throw DefinitionProblem(
          "'\(node.formula)' is a matrix that changes from step to step",
          remedy: "use vectors; only parameters can be matrices",
          span: node.formula.span)
      }
    }
    for parameter in graph.parameters {
      for size in shapes[parameter.node].sizes {
        guard let value = size.value(values) else { continue }
        guard (1...DefinitionLimits.largestSize).contains(value) else {
          throw DefinitionProblem(
            "the parameter '\(parameter.name)' has a dimension of \(value)",
            remedy: "a dimension is from 1 to \(DefinitionLimits.largestSize)", span: parameter.span)
        }
      }
    }
    for value in graph.values {
      for size in value.declared ?? [] {
        guard let count = size.value(values), !(1...DefinitionLimits.largestSize).contains(count) else { continue }
        throw DefinitionProblem(
          "'\(value.name)' has \(count) numbers", remedy: "a dimension is from 1 to \(DefinitionLimits.largestSize)",
          span: value.span)
      }
    }
  }

  private func shape(_ node: Int) -> Shape? {
    switch patterns[node] {
    case nil: nil
    case .scalar?: .scalar
    case .vector(let dimension)?: size(dimension).map { .vector($0) }
    case .matrix(let rows, let columns)?:
      if let rows = size(rows), let columns = size(columns) { .matrix(rows, columns) } else { nil }
    }
  }
}
