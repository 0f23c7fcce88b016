import Equations

/// The result: shapes, or messages about those that could not be found.
extension ShapeInference {
  /// Turns patterns into shapes, and reports what stayed open.
  mutating func finish() throws(DefinitionProblem) {
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
    try checkWork(sample)
  }

  private func checkWork(_ sample: [String: Int]) throws(DefinitionProblem) {
    let work = StepWork(graph, shapes, sample)
    if work.parameters > Double(DefinitionLimits.mostParameters) {
      throw DefinitionProblem(
        "this model has \(StepWork.text(work.parameters)) parameters; at most \(StepWork.text(Double(DefinitionLimits.mostParameters))) are allowed",
        remedy: "use smaller dimensions or fewer matrices", span: graph.nodes[work.largest].formula.span)
    }
    if work.operations > Double(DefinitionLimits.mostStepWork) {
      throw DefinitionProblem(
        "one step takes \(StepWork.text(work.operations)) operations, most of them in '\(work.mostIn(graph))'; at most \(StepWork.text(Double(DefinitionLimits.mostStepWork))) are allowed",
        remedy: "use smaller dimensions or shorter sums", span: graph.nodes[work.largest].formula.span)
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

  /// "width = 16 numbers", "a matrix of 8 by 4".
  func text(_ pattern: Pattern) -> String {
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

  func declaration(of value: Graph.Named) -> DefinitionProblem.Note {
    let sizes = (value.declared ?? []).map(\.text).joined(separator: ", ")
    let shape = sizes.isEmpty ? "one number" : "\(value.name)[\(sizes)]"
    return .init(message: "'\(value.name)' is declared as \(shape) here", span: value.span)
  }

  func mismatch(_ message: String, _ a: Int, _ b: Int, at place: Int) -> DefinitionProblem {
    var notes: [DefinitionProblem.Note] = []
    let names = Set((graph.nodes[a].formula.freeNames + graph.nodes[b].formula.freeNames).map(\.name))
    for value in graph.values where value.isState && names.contains(value.name) {
      notes.append(declaration(of: value))
    }
    return DefinitionProblem(
      message, remedy: "make the two the same size, or put a matrix before one of them",
      span: graph.nodes[place].formula.span,
      notes: Array(notes.prefix(3)))
  }
}
