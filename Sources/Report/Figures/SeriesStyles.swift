import Plot
import Results
import Settings

/// One look for each value throughout the report, so that a method keeps its colour from figure to figure.
package struct SeriesStyles: Sendable {
  private var slots: [String: Int] = [:]

  /// Gives each value that an axis of the book takes its slot, in order of first use.
  ///
  /// Values that stand on one axis look different as long as there are colours for all of them; of the slots that are left a
  /// value takes the one that the fewest others of its kind have. Errors are counted apart from models.
  package init(offers: [Offer]) {
    let axes = offers.flatMap(\.axes).map { (name: $0.name, values: $0.choices.map(\.canonical.description)) }
    var neighbours: [String: Set<String>] = [:]
    for axis in axes {
      for value in axis.values { neighbours[value, default: []].formUnion(axis.values) }
    }
    let count = Theme.light.series.count
    var uses: [String: [Int]] = [:]
    for axis in axes {
      var used = uses[axis.name] ?? Array(repeating: 0, count: count)
      for value in axis.values where slots[value] == nil {
        let taken = Set(neighbours[value, default: []].compactMap { slots[$0] })
        let free = (1...count).filter { !taken.contains($0) }
        let slot = free.min { (used[$0 - 1], $0) < (used[$1 - 1], $1) } ?? (taken.max() ?? 0) + 1
        slots[value] = slot
        if slot <= count { used[slot - 1] += 1 }
      }
      uses[axis.name] = used
    }
  }

  /// The values along the axes of some offers, each with its slot: equal descriptions style alike.
  package func description(of offers: [Offer]) -> String {
    let values = Set(offers.flatMap(\.axes).flatMap(\.choices).map(\.canonical.description))
    return values.sorted().map { "\(slots[$0] ?? 0) \($0)" }.joined(separator: ", ")
  }

  /// The style of a line that stands for `choice`.
  func style(for choice: Offer.Choice) -> Style { style(for: choice, on: nil) }

  /// The style of a line that stands for `choice`; a bare number is called by its axis, "steps 10".
  func style(for choice: Offer.Choice, on axis: String?) -> Style {
    var name = Self.name(of: choice.given)
    if let axis, case .number = choice.given.kind { name = "\(axis.replacing(".", with: " ")) \(name)" }
    return Style(series: name, slot: .series(slots[choice.canonical.description] ?? 1))
  }

  /// A value as a reader would say it: `rescaled(power: 2)` is "rescaled, power 2".
  static func name(of value: Value) -> String { AxisNames.name(of: value) }
}
