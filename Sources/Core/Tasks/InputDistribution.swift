import Numerics

/// The distribution of white inputs, with mean 0 and variance 1.
package enum InputDistribution: String, CaseIterable, Sendable {
  case gaussian, sign, uniform

  package func sample(from generator: inout Generator) -> Double {
    switch self {
    case .gaussian: generator.gaussian()
    case .sign: generator.sign()
    case .uniform: 3.0.squareRoot() * (2 * generator.uniform() - 1)
    }
  }
}
