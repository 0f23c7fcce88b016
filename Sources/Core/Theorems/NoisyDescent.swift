import Errors
import Foundation
import Numerics

/// Gradient descent on a free memory function from zero, where targets carry noise that a batch averages.
///
/// With inputs that are exactly white, δ_{k+1}(s) = (1 - η b(s)) δ_k(s) + η ξ_k(s), where b is the normalised profile and
/// Var ξ(s) = (σ²/(N T²)) Σ_{t≥s} w_t² for N sequences a step, so that after k steps
/// E ‖δ‖² = Σ_s ρ(s)² (1 - η b(s))^{2k} + η² Σ_s Var ξ(s) (1 - (1 - η b(s))^{2k}) / (1 - (1 - η b(s))²).
struct NoisyDescent {
  /// ρ(s), which is also the residual to start from.
  let memory: [Double]
  var steps = 20
  /// η.
  var rate = 0.5
  /// σ, the deviation of the targets.
  var noise = 1.0

  /// Σ_s ρ(s)² (1 - η b(s))^{2k}.
  func bias(weights: [Double]) -> Double {
    zip(memory, SensitivityProfile(weights: weights).normalised).reduce(0) { sum, lag in
      sum + lag.0 * lag.0 * pow(1 - rate * lag.1, Double(2 * steps))
    }
  }

  /// What the noise adds to E ‖δ‖², for `budget` sequences in each step.
  func variance(weights: [Double], budget: Double) -> Double {
    let length = Double(weights.count)
    let squares = SensitivityProfile(weights: weights.map { $0 * $0 }).values
    return zip(squares, SensitivityProfile(weights: weights).normalised).reduce(0) { sum, lag in
      let kept = pow(1 - rate * lag.1, 2)
      return sum + pow(rate * noise / length, 2) / budget * lag.0 * (1 - pow(kept, Double(steps))) / (1 - kept)
    }
  }

  /// The power among `powers` with the least E ‖δ‖².
  func bestPower(among powers: [Double], budget: Double) -> Double {
    let errors = powers.map { power in
      let weights = RescaledError.weights(length: memory.count, power: power)
      return bias(weights: weights) + variance(weights: weights, budget: budget)
    }
    return zip(powers, errors).min { $0.1 < $1.1 }?.0 ?? 0
  }

  /// ‖δ‖² after the steps of one descent that draws its noise, on the rows of a Hadamard matrix as a batch.
  func run(weights: [Double], from generator: inout Generator) -> Double {
    let inputs = PopulationError.whiteInputs(length: memory.count)
    let share = rate / Double(inputs.count * memory.count)
    var residual = memory
    for _ in 0..<steps {
      var change = [Double](repeating: 0, count: memory.count)
      for input in inputs {
        for time in input.indices {
          let deviation = DecompositionTheorem.deviation(residual, input, at: time) + noise * generator.gaussian()
          for lag in 0...time { change[lag] += weights[time] * deviation * input[time - lag] }
        }
      }
      for lag in residual.indices { residual[lag] -= share * change[lag] }
    }
    return residual.reduce(0) { $0 + $1 * $1 }
  }
}
