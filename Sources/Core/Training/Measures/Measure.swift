import Statistics

/// Something that is measured of every training run to which it applies.
package struct Measure: Sendable {
  package enum Reading: Sendable {
    case number(@Sendable (TrainedModel) -> Double?)
    /// A curve; `x` is the TeX label of its abscissa.
    case series(x: String, @Sendable (TrainedModel) -> Series?)
  }

  /// The word by which chapters cite it, in lower camel case.
  package let name: String
  /// One sentence for the reference, in lower case and without a full stop.
  package let summary: String
  /// The label of its values, with TeX between dollar signs.
  package let label: String
  package let reading: Reading
  /// Whether its values may be negative.
  package var isSigned = false

  static func number(
    _ name: String, _ summary: String, label: String, isSigned: Bool = false,
    _ compute: @escaping @Sendable (TrainedModel) -> Double?
  ) -> Measure {
    Measure(name: name, summary: summary, label: label, reading: .number(compute), isSigned: isSigned)
  }

  static func series(
    _ name: String, _ summary: String, x: String, y: String,
    _ compute: @escaping @Sendable (TrainedModel) -> Series?
  ) -> Measure {
    Measure(name: name, summary: summary, label: y, reading: .series(x: x, compute))
  }

  /// The TeX label of the abscissa, nil for a number.
  package var abscissa: String? { if case .series(let x, _) = reading { x } else { nil } }

  /// The number, nil for a curve and where it does not apply or is not finite.
  func number(of trained: TrainedModel) -> Double? {
    guard case .number(let compute) = reading, let value = compute(trained), value.isFinite else { return nil }
    return value
  }

  /// The number of the measure called `name`.
  static func number(named name: String, of trained: TrainedModel) -> Double? {
    all.first { $0.name == name }?.number(of: trained)
  }

  /// Every measure.
  package static let all = memory + error + gradient + training
}
