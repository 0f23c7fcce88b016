/// A rule that moves parameters against the gradient.
package protocol Optimiser: Catalogued, Sendable {
  /// How many vectors of the size of the parameters the rule remembers.
  var momentCount: Int { get }
  /// Moves `parameters` by one step.
  func update(_ parameters: inout [Float], gradient: [Float], state: inout OptimiserState)
}

/// What an optimiser remembers from step to step.
package struct OptimiserState: Sendable {
  /// Steps made so far.
  package var step = 0
  package var moments: [[Float]]

  package init(for optimiser: any Optimiser, parameters: Int) {
    moments = Array(repeating: Array(repeating: 0, count: parameters), count: optimiser.momentCount)
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
