/// One place for each name, at 0, 1, 2 and so on, each in the middle of a stretch of equal length.
package struct CategoricalScale: Scale {
  package let names: [String]
  /// Whether the first name is at the far end, which on a vertical axis is the top.
  package let isReversed: Bool

  package init(_ names: [String], isReversed: Bool = false) {
    self.names = names
    self.isReversed = isReversed
  }

  package var domain: ClosedRange<Double> { -0.5...(Double(max(names.count, 1)) - 0.5) }

  package func fraction(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let fraction = (value + 0.5) / Double(max(names.count, 1))
    return isReversed ? 1 - fraction : fraction
  }

  package var affine: Affine? {
    let count = Double(max(names.count, 1))
    return isReversed ? Affine(origin: count - 0.5, slope: -1 / count) : Affine(origin: -0.5, slope: 1 / count)
  }

  /// A tick for each name, or for every second, third and so on where they are more than `count`.
  package func ticks(count: Int) -> Ticks {
    let skip = max(0, names.count - 1) / max(count, 1) + 1
    let shown = stride(from: 0, to: names.count, by: skip)
    return Ticks(major: shown.map { Tick(value: Double($0), label: Label(names[$0])) })
  }
}
