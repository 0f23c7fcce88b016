import Equations

extension ShapeInference {
  /// What an operation implies about the shapes of its operands and its result.
  mutating func relate(_ index: Int) throws(DefinitionProblem) {
    let node = graph.nodes[index]
    switch node.operation {
    case .constant, .parameter, .input, .time, .delay, .total, .mean: return
    case .symbol(let a, _): try relateSymbol(a, index)
    case .element(_, let a), .softmax(let a):
      try equate(a, index, at: index) { "'\($0.name(a))' is \($1) and its result \($2)" }
    case .binary(_, let a, let b): try relateElements(a, b, index)
    case .product(let a, let b): try relateProduct(a, b, index)
    case .transpose(let a): try relateTranspose(a, index)
    case .concat(let parts): try relateParts(parts, index)
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
      guard isScalar(index) == true else { return }
      for operand in [a, b] {
        if let pattern = patterns[operand], isScalar(operand) == false {
          throw mismatch("'\(name(operand))' is \(text(pattern)) and its result one number", a, b, at: index)
        }
        if patterns[operand] == nil { set(operand, .scalar) }
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

  private mutating func relateSymbol(_ a: Int, _ index: Int) throws(DefinitionProblem) {
    switch isScalar(a) {
    case nil: set(a, .scalar)
    case true?: return
    case false?:
      throw DefinitionProblem(
        "'\(name(a))' is not one number, so it cannot be the number of a symbol", remedy: "pass one number to symbol",
        span: graph.nodes[index].formula.span)
    }
  }
}
