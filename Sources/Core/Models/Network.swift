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

/// A `Differentiable` behind functions that were compiled for its scalar.
///
/// Called through a protocol, generic code would run unspecialised, a hundred times slower.
package struct Network<Element: Scalar> {
  package let forward: (UnsafePointer<Element>, Signal<Element>, Signal<Element>) -> Void
  package let backward:
    (UnsafePointer<Element>, Signal<Element>, Signal<Element>, UnsafeMutablePointer<Element>) -> Void
  private let makeStateSlopes: () -> Signal<Element>

  init<Model: Differentiable<Element>>(_ model: Model) {
    forward = { model.forward($0, $1, $2) }
    backward = { model.backward($0, $1, $2, $3) }
    makeStateSlopes = { model.stateSlopes }
  }

  /// ∂E/∂h_τ of the last `backward`, to be asked for before its inputs, slopes or parameters change.
  package var stateSlopes: Signal<Element> { makeStateSlopes() }
}
