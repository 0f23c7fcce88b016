/// Maps values to the extent of an axis.
package protocol Scale: Sendable {
  /// The values from one end of the axis to the other.
  var domain: ClosedRange<Double> { get }
  /// The position of `value` from 0 to 1 along the axis, beyond that outside the domain; nil where it has none.
  func fraction(_ value: Double) -> Double?
  /// About `count` ticks inside the domain.
  func ticks(count: Int) -> Ticks
  /// The straight line that `fraction` is; nil by default, and where the line would lose digits. With it, long curves are
  /// drawn faster.
  var affine: Affine? { get }
  /// Whether every finite value has a position; by default it has. On a logarithmic scale 0 has none.
  var isTotal: Bool { get }
}

extension Scale {
  package var affine: Affine? { nil }
  package var isTotal: Bool { true }
}

/// value ↦ (value - origin)·slope.
package struct Affine: Sendable {
  package let origin: Double
  package let slope: Double
}

package struct Tick: Sendable, Equatable {
  package let value: Double
  package let label: Label
}

package struct Ticks: Sendable, Equatable {
  /// Ticks with labels, ascending.
  package var major: [Tick]
  /// Short ticks without.
  package var minor: [Double] = []
}

/// The kinds of scale.
package enum ScaleKind: Sendable, Hashable {
  case linear
  case logarithmic
  /// Linear about zero and logarithmic beyond `threshold` on either side; nil takes it from the data.
  case symmetricLogarithmic(threshold: Double? = nil)
  /// A place for each name: the first is at 0, the next at 1.
  case categorical([String])

  var isCategorical: Bool { if case .categorical = self { true } else { false } }

  /// Whether it matters to the scale which values are above zero.
  var dependsOnSign: Bool {
    switch self {
    case .linear, .categorical: false
    case .logarithmic, .symmetricLogarithmic: true
    }
  }

  /// The scale that holds `extent`, or shows `domain`. A vertical axis has its first category at the top.
  func scale(
    holding extent: Extent, domain: ClosedRange<Double>? = nil, padding: Padding = Padding(), count: Int = 5,
    isVertical: Bool = false
  ) -> any Scale {
    switch self {
    case .linear: LinearScale(holding: extent, domain: domain, padding: padding, count: count)
    case .logarithmic: LogarithmicScale(holding: extent, domain: domain, padding: padding)
    case .symmetricLogarithmic(let threshold):
      SymmetricLogarithmicScale(holding: extent, domain: domain, padding: padding, threshold: threshold)
    case .categorical(let names): CategoricalScale(names, isReversed: isVertical)
    }
  }
}

/// The free parts of an axis at either end.
struct Padding {
  var before = 0.0
  var after = 0.0
  /// Whether the axis may end at a tick beyond the data.
  var reachesTicks = true
}

/// The least and greatest of the finite values, and the same of those above zero.
package struct Extent: Sendable, Equatable {
  package private(set) var all: ClosedRange<Double>?
  package private(set) var positive: ClosedRange<Double>?
  /// The size of the finite value nearest to zero that is not zero.
  package private(set) var smallest: Double?
  /// Whether every finite value is a whole number.
  package private(set) var isWhole = true

  package init(_ values: [Double] = []) { include(values) }

  /// Widens the extent; `bySign` says whether `positive` and `smallest` are wanted, which takes longer.
  package mutating func include(_ values: [Double], bySign: Bool = true) {
    var (least, greatest) = survey(values)
    guard least <= greatest else { return }
    if greatest == .infinity || least == -.infinity { (least, greatest) = survey(values.filter(\.isFinite)) }
    guard least <= greatest else { return }
    all = Self.widen(all, least...greatest)
    guard bySign else { return }
    guard least <= 0 else {
      positive = Self.widen(positive, least...greatest)
      smallest = min(smallest ?? least, least)
      return
    }
    var (lowest, nearest) = (Double.infinity, Double.infinity)
    for value in values where value.isFinite {
      if value > 0, value < lowest { lowest = value }
      if value < 0, -value < nearest { nearest = -value }
    }
    if lowest <= greatest { positive = Self.widen(positive, lowest...greatest) }
    nearest = min(nearest, lowest)
    if nearest < .infinity { smallest = min(smallest ?? nearest, nearest) }
  }

  private typealias Group = SIMD8<Double>

  /// The least and the greatest value, or the other way round if there is none; NaN is none. Notes whether all are whole
  /// numbers.
  ///
  /// It goes by stretches that stay near the processor while they are looked at twice.
  private mutating func survey(_ values: [Double]) -> (Double, Double) {
    var (least, greatest) = (Group(repeating: .infinity), Group(repeating: -.infinity))
    var areWhole = isWhole
    let count = values.count / Group.scalarCount * Group.scalarCount
    values.withUnsafeBufferPointer { values in
      for start in stride(from: 0, to: count, by: 2048) {
        let stretch = UnsafeBufferPointer(rebasing: values[start..<min(start + 2048, count)])
        Self.widen(&least, &greatest, by: stretch)
        if areWhole { areWhole = Self.areWhole(stretch) }
      }
    }
    var ends = (least.min(), greatest.max())
    for value in values[count...] {
      if value < ends.0 { ends.0 = value }
      if value > ends.1 { ends.1 = value }
      if areWhole { areWhole = Self.isWhole(value) }
    }
    isWhole = areWhole
    return ends
  }

  @inline(__always) private static func group(_ values: UnsafeBufferPointer<Double>, _ start: Int) -> Group {
    UnsafeRawBufferPointer(values).loadUnaligned(fromByteOffset: 8 * start, as: Group.self)
  }

  private static func widen(_ least: inout Group, _ greatest: inout Group, by values: UnsafeBufferPointer<Double>) {
    var (low, high) = (least, greatest)
    for start in stride(from: 0, to: values.count, by: Group.scalarCount) {
      let group = group(values, start)
      low.replace(with: group, where: group .< low)
      high.replace(with: group, where: group .> high)
    }
    (least, greatest) = (low, high)
  }

  /// Whether every finite value is a whole number.
  private static func areWhole(_ values: UnsafeBufferPointer<Double>) -> Bool {
    // A sum beyond 2⁵² has no digits behind the point: what it leaves of a number within ±2⁵⁰ is whole.
    let (large, most) = (Group(repeating: 0x1.8p52), Group(repeating: 0x1p50))
    for start in stride(from: 0, to: values.count, by: Group.scalarCount) {
      let group = group(values, start)
      var odd = SIMD8<Int64>(repeating: 1)
      odd.replace(with: 0, where: ((group + large) - large .== group) .& (group .< most) .& (group .> -most))
      if odd != SIMD8(repeating: 0), !values[start..<start + Group.scalarCount].allSatisfy(isWhole) { return false }
    }
    return true
  }

  private static func isWhole(_ value: Double) -> Bool { value.rounded(.towardZero) == value || !value.isFinite }

  /// Widens the positive extent towards that of intervals about its values, by at most `factor` on either side, so that an
  /// interval that nearly reaches zero does not take a logarithmic axis with it.
  mutating func reach(for intervals: Extent, factor: Double) {
    guard let wanted = intervals.positive else { return }
    guard let own = positive else { return include([wanted.lowerBound, wanted.upperBound]) }
    include([
      min(own.lowerBound, max(wanted.lowerBound, own.lowerBound / factor)),
      max(own.upperBound, min(wanted.upperBound, own.upperBound * factor)),
    ])
  }

  private static func widen(_ range: ClosedRange<Double>?, _ other: ClosedRange<Double>) -> ClosedRange<Double> {
    guard let range else { return other }
    return min(range.lowerBound, other.lowerBound)...max(range.upperBound, other.upperBound)
  }
}
