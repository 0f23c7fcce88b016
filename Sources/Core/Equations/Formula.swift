/// The right side of an equation as a tree, from which shapes, typesetting and execution derive.
///
/// Sums and products hold all their terms, so a tree is at most as deep as its parentheses.
package struct Formula: Sendable {
  package indirect enum Kind: Sendable {
    case number(Double)
    case name(String)
    /// `x[t-3]` or `w[i, j]`; without places `h'`, the value after the step.
    case index(String, [Formula])
    /// Terms with the sign of each.
    case sum([(isNegative: Bool, term: Formula)])
    /// Element-wise factors and divisors.
    case product([(isDivisor: Bool, factor: Formula)])
    /// `W x`, two things beside each other.
    case apply(Formula, Formula)
    case power(Formula, Formula)
    /// `f(a, b, rate: 0.1)`.
    case call(String, [Formula], [(name: String, value: Formula)])
    /// `sum(s, 0, 20, …)` over whole numbers, both ends included.
    case total(index: String, from: Formula, to: Formula, Formula)
  }

  package var kind: Kind
  /// Bytes of the file.
  package var span: Range<Int>

  package init(_ kind: Kind, span: Range<Int>) {
    self.kind = kind
    self.span = span
  }

  package static func number(_ value: Double, span: Range<Int>) -> Formula { Formula(.number(value), span: span) }

  /// Whether it may replace a name without parentheses, which sums and the like need.
  package var isAtom: Bool {
    switch kind {
    case .number(let value): value >= 0
    case .name, .index, .call, .total: true
    case .sum, .product, .apply, .power: false
    }
  }

  /// The parts directly below.
  package var children: [Formula] {
    switch kind {
    case .number, .name: []
    case .index(_, let places): places
    case .sum(let terms): terms.map(\.term)
    case .product(let factors): factors.map(\.factor)
    case .apply(let left, let right), .power(let left, let right): [left, right]
    case .call(_, let arguments, let settings): arguments + settings.map(\.value)
    case .total(_, let from, let to, let body): [from, to, body]
    }
  }

  /// The same tree with `change` applied to every direct part.
  package func mapChildren(_ change: (Formula) throws(DefinitionProblem) -> Formula) throws(DefinitionProblem)
    -> Formula
  {
    var result = self
    switch kind {
    case .number, .name: break
    case .index(let name, let places): result.kind = .index(name, try Self.map(places, change))
    case .sum(let terms):
      var changed: [(isNegative: Bool, term: Formula)] = []
      for term in terms { changed.append((term.isNegative, try change(term.term))) }
      result.kind = .sum(changed)
    case .product(let factors):
      var changed: [(isDivisor: Bool, factor: Formula)] = []
      for factor in factors { changed.append((factor.isDivisor, try change(factor.factor))) }
      result.kind = .product(changed)
    case .apply(let left, let right): result.kind = .apply(try change(left), try change(right))
    case .power(let left, let right): result.kind = .power(try change(left), try change(right))
    case .call(let name, let arguments, let settings):
      var changed: [(name: String, value: Formula)] = []
      for setting in settings { changed.append((setting.name, try change(setting.value))) }
      result.kind = .call(name, try Self.map(arguments, change), changed)
    case .total(let index, let from, let to, let body):
      result.kind = .total(index: index, from: try change(from), to: try change(to), try change(body))
    }
    return result
  }

  private static func map(
    _ formulas: [Formula], _ change: (Formula) throws(DefinitionProblem) -> Formula
  ) throws(DefinitionProblem) -> [Formula] {
    var changed: [Formula] = []
    for formula in formulas { changed.append(try change(formula)) }
    return changed
  }

  /// How many nodes the tree has.
  package var size: Int { children.reduce(1) { $0 + $1.size } }

  /// How many bytes of text it has at least.
  package var leastBytes: Int {
    let own =
      switch kind {
      case .name(let name), .index(let name, _), .call(let name, _, _): name.utf8.count
      case .total(let index, _, _, _): index.utf8.count
      case .number, .sum, .product, .apply, .power: 1
      }
    return children.reduce(own) { $0 + $1.leastBytes }
  }

  /// How deep its parts nest.
  package var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }

  /// Every free name, which no `sum` inside binds, with its place, in the order of the text.
  package var freeNames: [(name: String, span: Range<Int>)] {
    var names: [(name: String, span: Range<Int>)] = []
    collectNames(bound: [], into: &names)
    return names
  }

  private func collectNames(bound: Set<String>, into names: inout [(name: String, span: Range<Int>)]) {
    switch kind {
    case .name(let name):
      if !bound.contains(name) { names.append((name, span)) }
    case .index(let name, let places):
      if !bound.contains(name) { names.append((name, span)) }
      for place in places { place.collectNames(bound: bound, into: &names) }
    case .total(let index, let from, let to, let body):
      from.collectNames(bound: bound, into: &names)
      to.collectNames(bound: bound, into: &names)
      body.collectNames(bound: bound.union([index]), into: &names)
    default: for child in children { child.collectNames(bound: bound, into: &names) }
    }
  }

  /// The same tree with free names replaced. The index of a `sum` inside is renamed if a value mentions its name.
  package func replacing(_ values: [String: Formula]) -> Formula {
    if values.isEmpty { return self }
    switch kind {
    case .name(let name):
      guard var value = values[name] else { return self }
      value.span = span
      return value
    case .total(let index, let from, let to, let body):
      let names = Set(body.freeNames.map(\.name))
      var inner = values.filter { $0.key != index && names.contains($0.key) }
      let mentioned = Set(inner.values.flatMap { $0.freeNames.map(\.name) })
      var (own, number) = (index, 2)
      while mentioned.contains(own) || own != index && names.contains(own) {
        own = "\(index)_\(number)"
        number += 1
      }
      if own != index { inner[index] = Formula(.name(own), span: span) }
      return Formula(
        .total(index: own, from: from.replacing(values), to: to.replacing(values), body.replacing(inner)), span: span)
    default: return (try? mapChildren { formula throws(DefinitionProblem) in formula.replacing(values) }) ?? self
    }
  }
}
