import Networks
import Numerics

/// A linear model of one input and one output that learns through its memory ρ̂(s), the response to an impulse s steps later.
///
/// The model runs once for the impulse instead of once for each sequence, and its own backward pass turns ∂E/∂ρ̂ into ∂E/∂θ.
final class ImpulseNetwork<Element: Scalar>: Derived {
  private let network: DefinedNetwork<Element>
  private let convolution: CausalConvolution<Element>
  private let impulse: Signal<Element>
  private let outputs: Signal<Element>
  private let slopes: Signal<Element>
  private let length: Int

  init(_ network: DefinedNetwork<Element>, length: Int, batch: Int) {
    self.network = network
    self.length = length
    convolution = CausalConvolution(length: length, inputs: 1, outputs: 1, batch: batch)
    impulse = Signal(length: length, width: 1, batch: 1)
    outputs = Signal(length: length, width: 1, batch: 1)
    slopes = Signal(length: length, width: 1, batch: 1)
    impulse[0, 0, 0] = 1
  }

  var derivedCount: Int { length }

  func derive(_ parameters: UnsafePointer<Element>, into derived: UnsafeMutablePointer<Element>) {
    network.forward(parameters, impulse, outputs)
    for lag in 0..<length { derived[lag] = outputs[lag, 0, 0] }
  }

  func pullBack(
    _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>
  ) {
    for lag in 0..<length { slopes[lag, 0, 0] = derivedGradient[lag] }
    network.backward(parameters, impulse, slopes, gradient)
  }

  func forward(_ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    convolution.takeKernels(from: derived)
    convolution.forward(inputs, into: outputs)
  }

  func backward(
    _ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    convolution.backward(slopes)
    convolution.addKernelSlopes(to: gradient)
  }

  var stateSlopes: Signal<Element> { network.stateSlopes }
}

/// The kernel of a linear RNN whose matrices lie in another order.
final class PermutedKernel<Element: Scalar>: Derived {
  private let network: LinearKernelNetwork<Element>
  /// Where W, U and C begin.
  private let order: [Int]
  private let own: Signal<Element>
  private let counts: [Int]

  init(_ network: LinearKernelNetwork<Element>, order: [Int], count: Int) {
    self.network = network
    self.order = order
    let width = Int(Double(order.count == 3 ? count : 0).squareRoot())
    var side = width
    while side > 0, side * (side + 2) > count { side -= 1 }
    counts = [side * side, side, side]
    own = Signal(length: 2, width: 1, batch: count)
  }

  var derivedCount: Int { network.derivedCount }

  func derive(_ parameters: UnsafePointer<Element>, into derived: UnsafeMutablePointer<Element>) {
    arrange(parameters)
    network.derive(own.step(0), into: derived)
  }

  private func arrange(_ parameters: UnsafePointer<Element>) {
    var place = own.step(0)
    for (start, count) in zip(order, counts) {
      place.update(from: parameters + start, count: count)
      place += count
    }
  }

  func pullBack(
    _ derivedGradient: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>
  ) {
    arrange(parameters)
    let slopes = own.step(1)
    clear(slopes, count: counts.reduce(0, +))
    network.pullBack(derivedGradient, own.step(0), to: slopes)
    var place = 0
    for (start, count) in zip(order, counts) {
      for index in 0..<count { gradient[start + index] += slopes[place + index] }
      place += count
    }
  }

  func forward(_ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    network.forward(derived, inputs, outputs)
  }

  func backward(
    _ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    network.backward(derived, inputs, slopes, gradient)
  }

  var stateSlopes: Signal<Element> { network.stateSlopes }
}
