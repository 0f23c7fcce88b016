import Errors
import Foundation
import Numerics

/// Families of random positive weights over which the theorems are checked.
enum WeightFamily: CaseIterable {
  /// Uniform on [0.001, 1].
  case uniform
  /// u^{-2}, Pareto of index 1/2, at most 10⁶.
  case heavyTailed
  /// One step in four near 1, the others near 10⁻⁶.
  case sparse
  /// What a chapter would write, τ^a e^{bτ} (1.1 + sin cτ) with τ = (t+1)/T.
  case expression

  /// w_t for t = 0 … T-1, positive and with mean 1.
  func weights(length: Int, using generator: inout Generator) -> [Double] {
    let constants = (0..<3).map { _ in generator.uniform() }
    let weights = (0..<length).map { step in
      let chance = generator.uniform()
      switch self {
      case .uniform: return 0.001 + 0.999 * chance
      case .heavyTailed: return 1 / pow(0.001 + 0.999 * chance, 2)
      case .sparse: return chance < 0.25 ? 0.5 + chance : 1e-6 * (0.5 + chance)
      case .expression:
        let time = Double(step + 1) / Double(length)
        let wave = 1.1 + sin(20 * constants[2] * time)
        return pow(time, 3 * constants[0]) * exp(4 * (constants[1] - 0.5) * time) * wave
      }
    }
    return normalised(weights)
  }

  /// The weights of trial `index`, each family in turn.
  static func weights(ofTrial index: Int, length: Int, using generator: inout Generator) -> [Double] {
    allCases[index % allCases.count].weights(length: length, using: &generator)
  }
}

/// Residual memories of magnitude 0.05 to 1 and random sign.
func randomResidual(length: Int, using generator: inout Generator) -> [Double] {
  (0..<length).map { _ in generator.sign() * (0.05 + 0.95 * generator.uniform()) }
}
