/// One line of a definition.
package struct Statement: Sendable {
  package enum Relation: String, Sendable, CaseIterable {
    case equal = "="
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
  }

  /// A name with its dimensions.
  package struct Declared: Sendable {
    package var name: String
    package var dimensions: [Formula]
    package var span: Range<Int>
  }

  /// The source of values: `~ uniform(0, 1)`, `in 0...11` or `in {-1, 1}`.
  package enum Source: Sendable {
    case distribution(String, [Formula])
    case range(Formula, Formula)
    case values([Formula])
  }

  package enum Kind: Sendable {
    /// `state h[width], c[width]`.
    case states([Declared])
    /// `parameter g`.
    case parameters([Declared])
    /// `h' = …` or `f = …`; `indices` are the places of a helper of a check, `v[t] = …`.
    case equation(name: String, isNext: Bool, indices: [String], Formula)
    /// `x ~ gaussian`.
    case draw(Declared, Source)
    /// `answers from T - 10`: the first step at which a task expects an answer.
    case answers(Formula)
    /// `for w[12] ~ uniform(0, 1), s in 0...11`.
    case variables([(Declared, Source)])
    /// `control d[s] -> …`.
    case control(name: String, indices: [String], Formula)
    /// A comparison of two sides.
    case relation(Formula, Relation, Formula)
    /// A formula by itself.
    case formula(Formula)
  }

  package var kind: Kind
  package var span: Range<Int>
  /// Where the name it defines stands.
  package var nameSpan: Range<Int>
}

extension Statement: CustomStringConvertible {
  /// The one spelling of the line.
  package var description: String {
    switch kind {
    case .states(let all): "state \(all.map(\.description).joined(separator: ", "))"
    case .parameters(let all): "parameter \(all.map(\.description).joined(separator: ", "))"
    case .equation(let name, let isNext, let indices, let formula):
      "\(name)\(isNext ? "'" : "")\(indices.isEmpty ? "" : "[\(indices.joined(separator: ", "))]") = \(formula)"
    case .draw(let declared, let source): "\(declared) \(source)"
    case .answers(let first): "answers from \(first)"
    case .variables(let all): "for \(all.map { "\($0.0) \($0.1)" }.joined(separator: ", "))"
    case .control(let name, let indices, let formula):
      "control \(name)\(indices.isEmpty ? "" : "[\(indices.joined(separator: ", "))]") -> \(formula)"
    case .relation(let left, let relation, let right):
      // A name alone on the left would be read as what the line defines.
      relation == .equal && left.isReference ? "(\(left)) = \(right)" : "\(left) \(relation.rawValue) \(right)"
    case .formula(let formula): "\(formula)"
    }
  }
}

extension Formula {
  /// Whether it is a name, or one with names as its places.
  fileprivate var isReference: Bool {
    switch kind {
    case .name: true
    case .index(_, let places): places.allSatisfy { if case .name = $0.kind { true } else { false } }
    default: false
    }
  }
}

extension Statement.Declared: CustomStringConvertible {
  package var description: String {
    dimensions.isEmpty ? name : "\(name)[\(dimensions.map(\.description).joined(separator: ", "))]"
  }
}

extension Statement.Source: CustomStringConvertible {
  package var description: String {
    switch self {
    case .distribution(let name, let arguments):
      arguments.isEmpty ? "~ \(name)" : "~ \(name)(\(arguments.map(\.description).joined(separator: ", ")))"
    case .range(let first, let last): "in \(first)...\(last)"
    case .values(let values): "in {\(values.map(\.description).joined(separator: ", "))}"
    }
  }
}
