import Numerics
import Settings

/// A rule that moves parameters against the gradient.
package protocol Optimiser: Catalogued, Sendable {
  /// The size of a step, before a schedule changes it.
  var learningRate: Double { get set }
  /// How many vectors of the size of the parameters the rule remembers.
  var momentCount: Int { get }
  /// Moves `parameters` by one step of the learning rate times `factor`.
  func update(_ parameters: inout [Float], gradient: [Float], state: inout OptimiserState, factor: Double)
}

extension Optimiser {
  /// Moves `parameters` by one step of the learning rate.
  package func update(_ parameters: inout [Float], gradient: [Float], state: inout OptimiserState) {
    update(&parameters, gradient: gradient, state: &state, factor: 1)
  }
}

/// What an optimiser remembers from step to step.
package struct OptimiserState: Codable, Sendable {
  /// Steps made so far.
  package var step = 0
  package var moments: [Packed]

  package init(for optimiser: any Optimiser, parameters: Int) {
    moments = (0..<optimiser.momentCount).map { _ in Packed(Array(repeating: 0, count: parameters)) }
  }
}

extension Catalogue where Element == any Optimiser {
  /// Every optimiser, one line each.
  package static let optimisers = Catalogue(
    "optimiser",
    [
      Entry(Adam.self) { $0 },
      Entry(AdamW.self) { $0 },
      Entry(GradientDescent.self) { $0 },
    ])
}
