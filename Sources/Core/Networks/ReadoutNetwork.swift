import Numerics

/// A network that runs on the κ of a convolutional read-out; a model adds how they come from its parameters.
package protocol ReadoutNetwork<Element>: Derived, AnyObject {
  var readout: ConvolutionalReadout<Element> { get }
  /// ∂E/∂ŷ_t of the last `backward`.
  var slopes: Signal<Element>? { get set }
}

extension ReadoutNetwork {
  package var derivedCount: Int { readout.count }

  package func forward(_ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    readout.forward(derived, inputs, outputs)
  }

  package func backward(
    _ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    readout.backward(derived, slopes, gradient)
    self.slopes = slopes
  }
}
