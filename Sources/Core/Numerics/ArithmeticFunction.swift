import Foundation

/// What an expression can do with numbers.
enum ArithmeticFunction: String, CaseIterable, Sendable {
  case add, subtract, multiply, divide, power, negate
  case exp, log, sqrt, abs, sin, cos, tanh, min, max

  /// The function that an author writes as `word(…)`.
  init?(word: String) {
    guard let function = ArithmeticFunction(rawValue: word), function.word != nil else { return nil }
    self = function
  }

  /// How an author writes it, nil for an operator.
  var word: String? {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .negate: nil
    default: rawValue
    }
  }

  var arity: Int {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .min, .max: 2
    default: 1
    }
  }

  /// The value for `x` and `y`, or for `x` alone.
  func callAsFunction(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: Foundation.pow(x, y)
    case .negate: -x
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tanh: Foundation.tanh(x)
    case .min: Double.minimum(x, y)
    case .max: Double.maximum(x, y)
    }
  }
}
