import Equations

/// The values of one case while both sides are computed.
final class PropertyFrame {
  let arrays: [[Double]]
  /// The values of indices.
  var slots: [Double]
  /// The first mistake.
  var failure: DefinitionProblem?

  init(_ arrays: [[Double]], slots: Int) {
    self.arrays = arrays
    self.slots = Array(repeating: 0, count: slots)
  }
}

/// One side of a property, ready to be computed.
struct PropertyProgram: Sendable {
  let formula: Formula
  let value: @Sendable (PropertyFrame) -> Double
  /// How many indices it has.
  let slots: Int
  /// The most operations of one case.
  let work: Double
}

/// Bounds on the value of a part of a formula, known before any case is computed.
struct ValueRange: Sendable {
  var low: Double
  var high: Double

  static let all = ValueRange(low: -.infinity, high: .infinity)

  init(low: Double, high: Double) {
    (self.low, self.high) = low.isNaN || high.isNaN ? (-.infinity, .infinity) : (low, high)
  }

  init(_ value: Double) { self.init(low: value, high: value) }

  static func + (left: ValueRange, right: ValueRange) -> ValueRange {
    ValueRange(low: left.low + right.low, high: left.high + right.high)
  }

  static func - (left: ValueRange, right: ValueRange) -> ValueRange {
    ValueRange(low: left.low - right.high, high: left.high - right.low)
  }

  static func * (left: ValueRange, right: ValueRange) -> ValueRange {
    let ends = [left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high]
    guard let low = ends.min(), let high = ends.max(), !ends.contains(where: \.isNaN) else { return .all }
    return ValueRange(low: low, high: high)
  }

  /// The quotient where the divisor is not 0.
  static func / (left: ValueRange, right: ValueRange) -> ValueRange {
    guard right.low > 0 || right.high < 0 else { return .all }
    return left * ValueRange(low: min(1 / right.low, 1 / right.high), high: max(1 / right.low, 1 / right.high))
  }
}
