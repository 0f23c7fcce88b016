import Foundation

/// An operation on two numbers that applies to each pair of elements.
package enum BinaryOperation: Sendable, Hashable, CaseIterable {
  case add, subtract, multiply, divide, power, larger, smaller, remainder

  /// The value for `x` and `y`.
  package func callAsFunction(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: pow(x, y)
    case .larger: x < y ? y : x
    case .smaller: x > y ? y : x
    case .remainder: x - y * (x / y).rounded(.down)
    }
  }

  /// The derivatives by `x` and by `y`, where the value is `z`; one-sided at a kink.
  package func slopes(_ x: Double, _ y: Double, value z: Double) -> (Double, Double) {
    switch self {
    case .add: (1, 1)
    case .subtract: (1, -1)
    case .multiply: (y, x)
    case .divide: (1 / y, -z / y)
    case .power: (y == 0 ? 0 : y * pow(x, y - 1), x > 0 ? z * log(x) : 0)
    case .larger: x < y ? (0, 1) : (1, 0)
    case .smaller: x > y ? (0, 1) : (1, 0)
    case .remainder: (1, -(x / y).rounded(.down))
    }
  }

  /// Whether it has a point without a derivative.
  package var hasKink: Bool { [.larger, .smaller, .remainder].contains(self) }
}
