import Plot
import Results
import Settings

/// One look for each value throughout the report, so that a method keeps its colour from figure to figure.
///
/// Values that differ in one number, as `rescaled(power: 2)` and `rescaled(power: 4)`, take steps of a palette in order; other
/// values take hues that it leaves free.
package struct SeriesStyles: Sendable {
  private struct Look: Sendable {
    /// The place in the order of dashes and markers.
    var number: Int
    /// Nil for the colour that the number has.
    var ink: Ink?
  }

  private var looks: [String: Look] = [:]
  private var choices: [Offer.Choice] = []
  private let families: [NumberFamily]

  /// Gives each value that an axis of the book takes its look, in order of first use.
  ///
  /// Values that stand on one axis look different as long as there are colours for all of them; of what is left a value takes
  /// what the fewest others of its kind have. Errors are counted apart from models.
  package init(offers: [Offer]) {
    let axes = offers.flatMap(\.axes)
    families = NumberFamily.all(on: axes)
    var neighbours: [String: Set<String>] = [:]
    for axis in axes {
      let values = axis.choices.map(\.canonical.description)
      for value in values { neighbours[value, default: []].formUnion(values) }
    }
    let count = Theme.light.series.count
    var numbers = Tally(count)
    var hues = Tally(count)
    for axis in axes {
      let family = families.first { $0.root == NumberFamily.root(of: axis.name) }
      for choice in axis.choices where looks[choice.canonical.description] == nil {
        let value = choice.canonical.description
        let near = neighbours[value, default: []].compactMap { looks[$0] }
        let taken = Set(near.map(\.number))
        let number = numbers.least(of: Array(1...count), for: axis.name, without: taken) ?? (taken.max() ?? 0) + 1
        var look = Look(number: number)
        if let family, let step = family.step(of: choice.canonical, on: axis.name) {
          look.ink = .ordered(step)
        } else if family != nil {
          let used = Set(near.map { Self.hue(of: $0) })
          let hue =
            hues.least(of: Self.besideOrdered, for: axis.name, without: used)
            ?? hues.least(of: Self.nearOrdered, for: axis.name, without: used) ?? number
          hues.count(hue, for: axis.name)
          look.ink = Slot.series(number).ink == .series(hue) ? nil : .series(hue)
        }
        numbers.count(number, for: axis.name)
        looks[value] = look
        choices.append(choice)
      }
    }
  }

  /// The hues far from the palette in order, and those near it.
  private static let besideOrdered = [1, 7, 3, 6, 5]
  private static let nearOrdered = [4, 2]

  private static func hue(of look: Look) -> Int {
    if case .series(let hue) = look.ink ?? Slot.series(look.number).ink { hue } else { 0 }
  }

  /// The values along the axes of some offers, each with its look: equal descriptions style alike.
  package func description(of offers: [Offer]) -> String {
    let values = Set(offers.flatMap(\.axes).flatMap(\.choices).map(\.canonical.description))
    return values.sorted().map { value in
      let look = looks[value]
      return "\(look?.number ?? 0)\(look?.ink.map { " \($0)" } ?? "") \(value)"
    }.joined(separator: ", ")
  }

  /// The looks of values whose looks a figure takes: equal descriptions style alike.
  package func description(like values: [Value]) -> String {
    values.map { value in style(like: value).map { "\($0.slot) \($0.colour)" } ?? "none" }.joined(separator: ", ")
  }

  /// The style of a line that stands for `choice`.
  func style(for choice: Offer.Choice) -> Style { style(for: choice, on: nil) }

  /// The style of a line that stands for `choice`; a bare number is called by its axis, "steps 10".
  func style(for choice: Offer.Choice, on axis: String?) -> Style {
    var name = Self.name(of: choice.given)
    if let axis, case .number = choice.given.kind { name = "\(AxisNames.words(of: axis)) \(name)" }
    let look = looks[choice.canonical.description]
    return Style(series: name, slot: .series(look?.number ?? 1), ink: look?.ink)
  }

  /// The style, without a name, of a value on an axis of the book, or of one that differs from such a value only in its number;
  /// nil for any other value.
  func style(like value: Value) -> Style? {
    if let choice = choice(value) {
      var style = style(for: choice)
      style.series = nil
      return style
    }
    return families.lazy.compactMap { $0.nearestStep(to: value) }.first.map { Style(ink: .ordered($0)) }
  }

  /// Whether a value has its place in the palette in order.
  func isOrdered(_ choice: Offer.Choice) -> Bool {
    if case .ordered = looks[choice.canonical.description]?.ink { true } else { false }
  }

  /// Whether an axis of the book has `value` itself.
  func has(_ value: Value) -> Bool { choice(value) != nil }

  private func choice(_ value: Value) -> Offer.Choice? {
    Offer.Axis(name: "", choices: choices).choices(pickedBy: value).first
  }

  /// Whether something can look like `value` in a book with these offers.
  static func isKnown(_ value: Value, among offers: [Offer]) -> Bool {
    let axes = offers.flatMap(\.axes)
    if axes.contains(where: { !$0.choices(pickedBy: value).isEmpty }) { return true }
    // A family has the numbers of calls of one thing, on axes of one root.
    let like = axes.filter { axis in axis.choices.contains { $0.canonical.head == value.head } }
    let roots = Set(like.map { NumberFamily.root(of: $0.name) })
    return NumberFamily.all(on: axes.filter { roots.contains(NumberFamily.root(of: $0.name)) }).contains {
      $0.nearestStep(to: value) != nil
    }
  }

  /// A value as a reader would say it: `rescaled(power: 2)` is "rescaled, power 2".
  static func name(of value: Value) -> String { AxisNames.name(of: value) }
}

/// How often the values of each axis have something.
private struct Tally {
  private let size: Int
  private var uses: [String: [Int]] = [:]

  init(_ size: Int) { self.size = size }

  /// The one of `numbers` from 1 on that is used least, the first of equals; nil if all are taken.
  func least(of numbers: [Int], for axis: String, without taken: Set<Int>) -> Int? {
    let used = uses[axis] ?? Array(repeating: 0, count: size)
    return numbers.enumerated().filter { !taken.contains($0.element) }.min {
      (used[$0.element - 1], $0.offset) < (used[$1.element - 1], $1.offset)
    }?.element
  }

  mutating func count(_ number: Int, for axis: String) {
    guard (1...size).contains(number) else { return }
    uses[axis, default: Array(repeating: 0, count: size)][number - 1] += 1
  }
}
