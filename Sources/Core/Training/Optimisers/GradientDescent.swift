import Numerics
import Settings

/// Stochastic gradient descent with momentum, v = μ v + g and θ = θ - α v, or θ = θ - α (g + μ v) after Nesterov.
package struct GradientDescent: Optimiser {
  package static let name = "sgd"
  package static let summary = "stochastic gradient descent, optionally with momentum"

  package var learningRate: Double
  private let momentum: Float
  private let isNesterov: Bool

  package init(settings: Settings) {
    learningRate = settings.number("learning-rate", default: 0.01, .positive, help: "the size of a step")
    momentum = Float(
      settings.number("momentum", default: 0, .range(0...0.9999), help: "the share of the last step that is kept"))
    isNesterov = settings.flag("nesterov", default: false, help: "whether the momentum looks ahead (Nesterov)")
  }

  package var momentCount: Int { 1 }

  package func update(_ parameters: inout [Float], gradient: [Float], state: inout OptimiserState, factor: Double) {
    state.step += 1
    let rate = Float(factor * learningRate)
    for index in parameters.indices {
      let velocity = momentum * state.moments[0].values[index] + gradient[index]
      state.moments[0].values[index] = velocity
      parameters[index] -= rate * (isNesterov ? gradient[index] + momentum * velocity : velocity)
    }
  }
}
