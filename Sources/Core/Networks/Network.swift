import Numerics

/// A model with its workspace, for one shape of sequences, one batch size and one scalar.
package protocol Differentiable<Element> {
  associatedtype Element: Scalar
  /// Runs the model on `inputs`, and keeps what `backward` needs.
  func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>)
  /// Backpropagation through time: adds ∂E/∂θ to `gradient`, where `slopes` are ∂E/∂ŷ_t of the last `forward`.
  func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>)
  /// ∂E/∂h_τ of the last `backward`, of shape (T, H, batch); models that learn without it compute it when it is asked for.
  var stateSlopes: Signal<Element> { get }
}

/// A model that runs on numbers κ(θ) which all sequences share, such as the kernels of a convolution.
///
/// Its `forward` and `backward` take κ and ∂E/∂κ in place of parameters and their gradient.
package protocol Derived<Element>: Differentiable {
  var derivedCount: Int { get }
  /// κ(θ), written to `derived`; keeps what `pullBack` needs.
  func derive(_ parameters: UnsafePointer<Element>, into derived: UnsafeMutablePointer<Element>)
  /// Adds ∂E/∂θ = (∂κ/∂θ)ᵀ ∂E/∂κ to `gradient`, for the parameters of the last `derive`.
  func pullBack(
    _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>)
}

/// A `Differentiable` behind functions that were compiled for its scalar.
///
/// Called through a protocol, generic code would run unspecialised, a hundred times slower.
package struct Network<Element: Scalar> {
  package typealias Forward = (UnsafePointer<Element>, Signal<Element>, Signal<Element>) -> Void
  package typealias Backward = (UnsafePointer<Element>, Signal<Element>, Signal<Element>, UnsafeMutablePointer<Element>)
    -> Void

  /// What is done once for all sequences of a batch, however many networks share them.
  package struct Derivation {
    package let count: Int
    package let derive: (UnsafePointer<Element>, UnsafeMutablePointer<Element>) -> Void
    package let pullBack: (UnsafePointer<Element>, UnsafePointer<Element>, UnsafeMutablePointer<Element>) -> Void
    /// κ, then ∂E/∂κ, for a network that does it all by itself.
    fileprivate let own: Signal<Element>
  }

  /// Both passes on κ where there is a `derivation`, else on the parameters.
  package let run: Forward
  package let learn: Backward
  package let derivation: Derivation?
  private let makeStateSlopes: () -> Signal<Element>

  package init<Model: Differentiable<Element>>(_ model: Model) {
    self.init(model, derivation: nil)
  }

  package init<Model: Derived<Element>>(derived model: Model) {
    self.init(
      model,
      derivation: Derivation(
        count: model.derivedCount, derive: { model.derive($0, into: $1) },
        pullBack: { model.pullBack($0, $1, to: $2) }, own: Signal(length: 2, width: 1, batch: model.derivedCount)))
  }

  private init<Model: Differentiable<Element>>(_ model: Model, derivation: Derivation?) {
    run = { model.forward($0, $1, $2) }
    learn = { model.backward($0, $1, $2, $3) }
    self.derivation = derivation
    makeStateSlopes = { model.stateSlopes }
  }

  /// Runs the model on `inputs`, and keeps what `backward` needs.
  package func forward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>
  ) {
    guard let derivation else { return run(parameters, inputs, outputs) }
    derivation.derive(parameters, derivation.own.step(0))
    run(derivation.own.step(0), inputs, outputs)
  }

  /// Adds ∂E/∂θ to `gradient`, where `slopes` are ∂E/∂ŷ_t of the last `forward`.
  package func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    guard let derivation else { return learn(parameters, inputs, slopes, gradient) }
    clear(derivation.own.step(1), count: derivation.count)
    learn(derivation.own.step(0), inputs, slopes, derivation.own.step(1))
    derivation.pullBack(derivation.own.step(1), parameters, gradient)
  }

  /// ∂E/∂h_τ of the last `backward`, to be asked for before its inputs, slopes or parameters change.
  package var stateSlopes: Signal<Element> { makeStateSlopes() }
}
