import Networks
import Numerics
import Settings
import Tasks

/// A gated recurrent unit (Cho et al. 2014) with the reset after the product, as in PyTorch and cuDNN, and ŷ_t = C h_t + d.
///
/// r = σ(W_ir x_t + b_ir + W_hr h_{t-1} + b_hr), z likewise, n = tanh(W_in x_t + b_in + r ⊙ (W_hn h_{t-1} + b_hn)),
/// h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}.
package struct GRU: RecurrentModel {
  package static let name = "gru"
  package static let summary = "a gated recurrent unit"

  package static var gates: Int { 3 }
  package static var blocks: Int { 4 }

  package let width: Int
  package let layers: Int

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of hidden units")
    layers = RecurrentParameters.layers(settings)
  }

  /// Uniform within H^{-1/2}.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    layout(shape).uniform(from: &generator)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(RecurrentNetwork(layout(shape), GatedCell<Float>(), batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(RecurrentNetwork(layout(shape), GatedCell<Double>(), batch: batch))
  }
}

/// Keeps r, z, q = W_hn h_{t-1} + b_hn and n.
private struct GatedCell<Element: Scalar>: RecurrentCell {
  var gates: Int { GRU.gates }
  var blocks: Int { GRU.blocks }
  var separatesInput: Bool { true }

  func forward(_ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>) {
    Element.sigmoid(step[0], into: step[0], count: 2 * step.count)
    for index in step.vectors {
      let sum = Element.multiplyAdd(load(step[0] + index), load(step[2] + index), load(step[3] + index))
      store(sum, to: step[3] + index)
    }
    Element.tanh(step[3], into: step[3], count: step.count)
    for index in step.vectors {
      let new = load(step[3] + index)
      store(Element.multiplyAdd(load(step[1] + index), load(previous + index) - new, new), to: next + index)
    }
  }

  func backward(
    _ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>,
    slope: Pointer<Element>, slopes: Step<Element>, carry: Pointer<Element>, memory: Pointer<Element>
  ) {
    let one = Element.Lanes(repeating: 1)
    for index in step.vectors {
      let (reset, update) = (load(step[0] + index), load(step[1] + index))
      let (product, new) = (load(step[2] + index), load(step[3] + index))
      let slope = load(slope + index)
      let newSlope = slope * (one - update) * (one - new * new)
      store(newSlope * product * reset * (one - reset), to: slopes[0] + index)
      store(slope * (load(previous + index) - new) * update * (one - update), to: slopes[1] + index)
      store(newSlope * reset, to: slopes[2] + index)
      store(newSlope, to: slopes[3] + index)
      store(slope * update, to: carry + index)
    }
  }
}
