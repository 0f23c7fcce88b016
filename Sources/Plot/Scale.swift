/// Maps values to the extent of an axis.
package protocol Scale: Sendable {
  var domain: ClosedRange<Double> { get }
  /// The position of `value` from 0 to 1 along the axis, beyond that outside the domain; nil where it has none.
  func fraction(_ value: Double) -> Double?
  /// About `count` ticks inside the domain.
  func ticks(count: Int) -> Ticks
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
package enum ScaleKind: String, Sendable, CaseIterable {
  case linear, logarithmic

  /// The scale that holds `extent`, or shows `domain`; `padding` is the free part of the axis at either end.
  func scale(holding extent: Extent, domain: ClosedRange<Double>?, padding: Double, count: Int) -> any Scale {
    switch self {
    case .linear: LinearScale(holding: extent, domain: domain, padding: padding, count: count)
    case .logarithmic: LogarithmicScale(holding: extent, domain: domain, padding: padding)
    }
  }
}

/// The least and greatest of the finite values, and of those above zero.
package struct Extent: Sendable, Equatable {
  package private(set) var all: ClosedRange<Double>?
  package private(set) var positive: ClosedRange<Double>?

  package init(_ values: [Double] = []) { include(values) }

  package mutating func include(_ values: [Double]) {
    for value in values where value.isFinite {
      all = Self.widen(all, value)
      if value > 0 { positive = Self.widen(positive, value) }
    }
  }

  private static func widen(_ range: ClosedRange<Double>?, _ value: Double) -> ClosedRange<Double> {
    guard let range else { return value...value }
    return min(range.lowerBound, value)...max(range.upperBound, value)
  }
}
