/// The classes that the elements of some formulas have, by which their style sheet is chosen.
package struct FormulaClasses: Codable, Sendable, Equatable {
  /// The classes of an element, as its attribute has them.
  private(set) var attributes: Set<String> = []

  package init() {}

  /// Of formulas as HTML.
  package init(of formulas: [String]) {
    for formula in formulas { add(formula) }
  }

  package var isEmpty: Bool { attributes.isEmpty }

  /// Adds those of a formula as HTML.
  package mutating func add(_ html: String) {
    MarkupBytes.forEachValue(of: "class", in: html) { attributes.insert($0) }
  }

  package mutating func formUnion(_ other: Self) { attributes.formUnion(other.attributes) }

  /// The sets of classes that stand on one element.
  var sets: Set<Set<Substring>> { Set(attributes.map { Set($0.split(separator: " ")) }) }

  /// All in one order.
  var description: String { attributes.sorted().joined(separator: "\n") }
}
