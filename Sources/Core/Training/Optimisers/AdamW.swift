import Settings

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): θ shrinks by α λ θ before a step of Adam.
package struct AdamW: Optimiser {
  package static let name = "adamw"
  package static let summary = "Adam with parameters that shrink a little in every step"

  private var adam: Adam
  private let decay: Double

  package init(settings: Settings) {
    adam = Adam(settings: settings)
    decay = settings.number("decay", default: 0.01, .nonNegative, help: "how fast the parameters shrink")
  }

  package var learningRate: Double {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  package var momentCount: Int { adam.momentCount }

  package func update(_ parameters: inout [Float], gradient: [Float], state: inout OptimiserState, factor: Double) {
    let kept = Float(1 - factor * adam.learningRate * decay)
    for index in parameters.indices { parameters[index] *= kept }
    adam.update(&parameters, gradient: gradient, state: &state, factor: factor)
  }
}
