import Core
import Plot

/// One look for each value throughout the report, so that a method keeps its colour from figure to figure.
struct SeriesStyles: Sendable {
  private var slots: [String: Int] = [:]

  /// Gives each value that an axis of the book takes its slot, in order of first use among the axes of its kind: errors
  /// are counted apart from models.
  init(offers: [Offer]) {
    var counts: [String: Int] = [:]
    for axis in offers.flatMap(\.axes) {
      for choice in axis.choices where slots[choice.canonical.description] == nil {
        counts[axis.name, default: 0] += 1
        slots[choice.canonical.description] = counts[axis.name]
      }
    }
  }

  /// The values along the axes of some offers, each with its slot: equal descriptions style alike.
  func description(of offers: [Offer]) -> String {
    let values = Set(offers.flatMap(\.axes).flatMap(\.choices).map(\.canonical.description))
    return values.sorted().map { "\(slots[$0] ?? 0) \($0)" }.joined(separator: ", ")
  }

  /// The style of a line that stands for `choice`.
  func style(for choice: Offer.Choice) -> Style {
    Style(series: Self.name(of: choice.given), slot: .series(slots[choice.canonical.description] ?? 1))
  }

  /// A value as a reader would say it: `rescaled(power: 2)` is "rescaled, power 2".
  static func name(of value: Value) -> String {
    guard let head = value.head else { return value.description }
    let arguments = value.arguments.map { argument in
      (argument.label.map { "\($0) " } ?? "") + name(of: argument.value)
    }
    return ([head.replacing("-", with: " ")] + arguments).joined(separator: ", ")
  }
}
