import Networks
import Numerics
import Settings
import Tasks

/// A recurrent network of Elman, h_t = φ(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh) and ŷ_t = C h_t + d, with h_{-1} = 0.
package struct TanhRNN: RecurrentModel {
  package static let name = "tanh-rnn"
  package static let summary = "a recurrent network with tanh or hardtanh"

  private enum Saturation: String, CaseIterable { case tanh, hardtanh }

  package static var gates: Int { 1 }
  package static var blocks: Int { 1 }

  package let width: Int
  package let layers: Int
  private let activation: Activation
  private let initialisation: MatrixInitialisation

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of hidden units")
    layers = RecurrentParameters.layers(settings)
    let saturation = settings.choice(
      "activation", default: Saturation.tanh, help: "the function applied to each unit")
    activation = saturation == .tanh ? .tanh : .hardtanh
    initialisation = settings.choice("initialisation", default: .uniform, help: "how W_hh starts")
  }

  /// Uniform within H^{-1/2}, or W_hh orthogonal.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let layout = layout(shape)
    var parameters = layout.uniform(from: &generator)
    if initialisation == .orthogonal {
      for layer in layout.layers {
        parameters.replaceSubrange(
          layer.recurrence..<layer.inputBias, with: orthogonalMatrix(size: width, from: &generator))
      }
    }
    return parameters
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(RecurrentNetwork(layout(shape), TanhCell<Float>(activation: activation), batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(RecurrentNetwork(layout(shape), TanhCell<Double>(activation: activation), batch: batch))
  }
}

/// Keeps nothing but h_t.
private struct TanhCell<Element: Scalar>: RecurrentCell {
  let activation: Activation
  var gates: Int { TanhRNN.gates }
  var blocks: Int { TanhRNN.blocks }
  var separatesInput: Bool { false }

  func forward(_ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>) {
    activation.apply(step.base, into: next, count: step.count)
  }

  func backward(
    _ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>,
    slope: Pointer<Element>, slopes: Step<Element>, carry: Pointer<Element>, memory: Pointer<Element>
  ) {
    for index in step.vectors {
      let passed = activation.passSlopes(load(slope + index), at: load(next + index), Element.self)
      store(passed, to: slopes.base + index)
      store(Element.Lanes(), to: carry + index)
    }
  }
}
