import Foundation
import Numerics
import Settings

/// Adam (Kingma and Ba 2015, algorithm 1).
package struct Adam: Optimiser {
  package static let name = "adam"
  package static let summary = "gradient descent scaled by running moments of the gradient"

  package var learningRate: Double
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double

  package init(settings: Settings) {
    learningRate = settings.number("learning-rate", default: 0.001, .positive, help: "the size of a step")
    beta1 = settings.number("beta1", default: 0.9, .openRange(0, 1), help: "the decay of the mean gradient")
    beta2 = settings.number("beta2", default: 0.999, .openRange(0, 1), help: "the decay of the mean square")
    epsilon = settings.number("epsilon", default: 1e-8, .positive, help: "added to the root of the square")
  }

  package var momentCount: Int { 2 }

  /// θ = θ - α m̂ / (√v̂ + ε).
  package func update(_ parameters: inout [Float], gradient: [Float], state: inout OptimiserState, factor: Double) {
    state.step += 1
    let rate = Float(factor * learningRate / (1 - pow(beta1, Double(state.step))))
    let correction = Float(1 / (1 - pow(beta2, Double(state.step))))
    let (first, second, small) = (Float(beta1), Float(beta2), Float(epsilon))
    gradient.withUnsafeBufferPointer { gradient in
      state.moments[0].values.withUnsafeMutableBufferPointer { means in
        for index in means.indices { means[index] = first * means[index] + (1 - first) * gradient[index] }
      }
      state.moments[1].values.withUnsafeMutableBufferPointer { squares in
        for index in squares.indices {
          squares[index] = second * squares[index] + (1 - second) * gradient[index] * gradient[index]
        }
      }
    }
    let (means, squares) = (state.moments[0].values, state.moments[1].values)
    parameters.withUnsafeMutableBufferPointer { parameters in
      means.withUnsafeBufferPointer { means in
        squares.withUnsafeBufferPointer { squares in
          for index in parameters.indices {
            parameters[index] -= rate * means[index] / ((squares[index] * correction).squareRoot() + small)
          }
        }
      }
    }
  }
}
