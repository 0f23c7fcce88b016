import Foundation

/// A function of one number that applies to each element.
package enum ElementFunction: String, CaseIterable, Sendable {
  case sigmoid, tanh, exp, log, sqrt, abs, sin, cos, relu, softplus, sign

  /// The value at `x`.
  package func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .sigmoid: 1 / (1 + Foundation.exp(-x))
    case .tanh: Foundation.tanh(x)
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .relu: x > 0 ? x : 0
    case .softplus: Swift.max(x, 0) + Foundation.log1p(Foundation.exp(-Swift.abs(x)))
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    }
  }

  /// The derivative at `x`, where the value is `y`; one-sided or 0 at a kink.
  package func slope(at x: Double, value y: Double) -> Double {
    switch self {
    case .sigmoid: y * (1 - y)
    case .tanh: 1 - y * y
    case .exp: y
    case .log: 1 / x
    case .sqrt: 0.5 / y
    case .abs: x > 0 ? 1 : x < 0 ? -1 : 0
    case .sin: Foundation.cos(x)
    case .cos: -Foundation.sin(x)
    case .relu: x > 0 ? 1 : 0
    case .softplus: 1 / (1 + Foundation.exp(-x))
    case .sign: 0
    }
  }

  /// Whether it has a point without a derivative.
  package var hasKink: Bool { [.abs, .relu, .sign].contains(self) }

  /// Its TeX, which precedes the argument.
  package var tex: String {
    switch self {
    case .sigmoid: "\\sigma"
    case .tanh, .exp, .log, .sin, .cos: "\\\(rawValue)"
    case .relu, .softplus: "\\operatorname{\(rawValue)}"
    case .sign: "\\operatorname{sgn}"
    case .sqrt, .abs: ""
    }
  }
}

/// The functions that are not element-wise, and how many arguments each takes.
package enum BuiltInCall: String, CaseIterable, Sendable {
  case max, min, clip, hardtanh, dot, mean, norm, softmax, concat, transpose, sum
  /// The remainder of a division, the number of a symbol, and the symbol of a number.
  case mod, number, symbol

  var arity: ClosedRange<Int> {
    switch self {
    case .max, .min, .dot, .mod, .symbol: 2...2
    case .clip: 3...3
    case .hardtanh, .mean, .norm, .softmax, .transpose, .number: 1...1
    case .sum: 1...1
    case .concat: 2...64
    }
  }

  /// How a message shows a call of it.
  var example: String {
    switch self {
    case .max, .min, .dot: "\(rawValue)(a, b)"
    case .mod: "mod(a, 2)"
    case .symbol: "symbol(a, 8)"
    case .clip: "clip(a, -1, 1)"
    case .sum: "sum(a), or sum(s, 0, 20, a)"
    case .concat: "concat(a, b)"
    default: "\(rawValue)(a)"
    }
  }
}

/// What can be called in an equation.
package enum EquationWords {
  package static let functions = Set(ElementFunction.allCases.map(\.rawValue) + BuiltInCall.allCases.map(\.rawValue))

  /// Words that cannot be the name of something.
  package static let reserved: Set<String> = functions.union([
    "state", "parameter", "for", "control", "in", "pi", "all",
  ])
}
