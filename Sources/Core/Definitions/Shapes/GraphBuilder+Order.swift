import Equations

extension GraphBuilder {
  /// Puts the equations in an order without circles and makes their nodes.
  mutating func lower() {
    var needs: [Int: Set<Int>] = [:]
    for (index, equation) in formulas { needs[index] = sameStep(equation.formula, bound: [:]) }
    var users: [Int: [Int]] = [:]
    for (index, needed) in needs { for other in needed { users[other, default: []].append(index) } }
    var open = needs.filter { $0.value.isEmpty }.map(\.key).sorted(by: >)
    var left = needs.mapValues(\.count)
    var done = 0
    while problems.count < DefinitionLimits.mostProblems, let index = open.popLast() {
      done += 1
      if let equation = formulas[index] {
        do throws(DefinitionProblem) {
          graph.values[index].node = try node(equation.formula, [:])
        } catch { note(error) }
      }
      for user in (users[index] ?? []).sorted(by: >) {
        left[user, default: 0] -= 1
        if left[user] == 0 { open.append(user) }
      }
    }
    if done < formulas.count, problems.count < DefinitionLimits.mostProblems { reportCircle(needs, left) }
    if let index = valueIndex["y"], let node = graph.values[index].node { graph.output = node }
  }

  private mutating func reportCircle(_ needs: [Int: Set<Int>], _ left: [Int: Int]) {
    let stuck = Set(left.filter { $0.value > 0 }.keys)
    guard var at = stuck.min() else { return }
    var path: [Int] = []
    while !path.contains(at) {
      path.append(at)
      guard let next = needs[at]?.intersection(stuck).min() else { return }
      at = next
    }
    let circle = Array(path[(path.firstIndex(of: at) ?? 0)...])
    let names = (circle + [at]).prefix(6).map { graph.values[$0].name + (graph.values[$0].isState ? "'" : "") }
    guard let equation = formulas[at] else { return }
    note(
      DefinitionProblem(
        circle.count == 1
          ? "'\(names[0])' is defined in terms of itself"
          : "these equations depend on each other in a circle: \(names.joined(separator: " needs "))",
        remedy: "\(circle.count == 1 ? "" : "let one of them ")look back a step, as \(graph.values[at].name)[t-1]",
        span: equation.nameSpan,
        notes: circle.dropFirst().prefix(3).compactMap { index in
          formulas[index].map { .init(message: "'\(graph.values[index].name)' is defined here", span: $0.nameSpan) }
        }))
  }

  /// Positions of the values whose value at the same step `formula` needs.
  private func sameStep(_ formula: Formula, bound: [String: Double]) -> Set<Int> {
    switch formula.kind {
    case .number: return []
    case .name(let name):
      guard bound[name] == nil, let index = valueIndex[name], !graph.values[index].isState else { return [] }
      return [index]
    case .index(let name, let places):
      guard let index = valueIndex[name], places.count < 2 else { return [] }
      return places.isEmpty || (try? steps(places[0], bound)) == 0 ? [index] : []
    case .total(let index, let from, let to, let body):
      var inner = bound
      inner[index] = (try? number(from, bound)) ?? 0
      return sameStep(from, bound: bound).union(sameStep(to, bound: bound)).union(sameStep(body, bound: inner))
    default: return formula.children.reduce(into: []) { $0.formUnion(sameStep($1, bound: bound)) }
    }
  }

  /// Reports what neither the output nor the input that a task makes depends on.
  mutating func checkUse() {
    guard problems.isEmpty, valueIndex["y"] != nil else { return }
    let ends = form == .task ? ["y", "x"] : ["y"]
    let reached = graph.reached(from: ends.compactMap { name in valueIndex[name].flatMap { graph.values[$0].node } })
    let unused = graph.values.filter { value in
      !ends.contains(value.name) && inputIndex[value.name] == nil
        && value.node.map { !reached.contains($0) } ?? false
    }
    for value in unused {
      note(
        DefinitionProblem(
          "'\(value.name)' is never used", remedy: "let the output y depend on it, or remove its line",
          span: value.span))
    }
    guard unused.isEmpty else { return }
    for parameter in graph.parameters where !reached.contains(parameter.node) {
      note(
        DefinitionProblem(
          "the parameter '\(parameter.name)' is never used", remedy: "use it in an equation, or remove its line",
          span: parameter.span))
    }
  }

  /// Reports numbers that single precision, in which models are trained, does not have.
  mutating func checkConstants() {
    guard problems.isEmpty else { return }
    for index in graph.reached(from: [graph.output]).sorted() {
      guard case .constant(let value) = graph.nodes[index].operation else { continue }
      let single = Float(value)
      guard single == 0 && value != 0 || !single.isFinite else { continue }
      let formula = graph.nodes[index].formula
      note(
        DefinitionProblem(
          "'\(formula)' is too \(single == 0 ? "small" : "large") for single precision, in which models are trained",
          remedy: "write a number between 1e-45 and 3.4e38", span: formula.span))
    }
  }
}
