import Networks
import Numerics
import Settings
import Tasks

/// A long short-term memory (Hochreiter and Schmidhuber 1997, forget gate of Gers et al. 2000), and ŷ_t = C h_t + d.
///
/// i, f, o = σ(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh) and g = tanh of the same, each with its own rows;
/// c_t = f ⊙ c_{t-1} + i ⊙ g, h_t = o ⊙ tanh(c_t).
package struct LSTM: RecurrentModel {
  package static let name = "lstm"
  package static let summary = "a long short-term memory"

  package static var gates: Int { 4 }
  package static var blocks: Int { 6 }

  package let width: Int
  package let layers: Int
  private let forgetBias: Double

  package init(settings: Settings) {
    width = settings.count("width", default: 16, 1...1024, help: "the number of hidden units")
    layers = RecurrentParameters.layers(settings)
    forgetBias = settings.number(
      "forget-bias", default: 0, help: "added to the first bias of the forget gate at the start")
  }

  /// Uniform within H^{-1/2}, and the forget bias on top.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let layout = layout(shape)
    var parameters = layout.uniform(from: &generator)
    for layer in layout.layers {
      for unit in width..<2 * width { parameters[layer.inputBias + unit] += forgetBias }
    }
    return parameters
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(RecurrentNetwork(layout(shape), MemoryCell<Float>(), batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(RecurrentNetwork(layout(shape), MemoryCell<Double>(), batch: batch))
  }
}

/// Keeps i, f, g, o, c and tanh(c).
private struct MemoryCell<Element: Scalar>: RecurrentCell {
  var gates: Int { LSTM.gates }
  var blocks: Int { LSTM.blocks }
  var separatesInput: Bool { false }

  func forward(_ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>) {
    Element.sigmoid(step[0], into: step[0], count: 2 * step.count)
    Element.tanh(step[2], into: step[2], count: step.count)
    Element.sigmoid(step[3], into: step[3], count: step.count)
    for index in step.vectors {
      let new = load(step[0] + index) * load(step[2] + index)
      store(Element.multiplyAdd(load(step[1] + index), load(before[4] + index), new), to: step[4] + index)
    }
    Element.tanh(step[4], into: step[5], count: step.count)
    for index in step.vectors { store(load(step[3] + index) * load(step[5] + index), to: next + index) }
  }

  func backward(
    _ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>,
    slope: Pointer<Element>, slopes: Step<Element>, carry: Pointer<Element>, memory: Pointer<Element>
  ) {
    let one = Element.Lanes(repeating: 1)
    for index in step.vectors {
      let (input, forget) = (load(step[0] + index), load(step[1] + index))
      let (new, output) = (load(step[2] + index), load(step[3] + index))
      let (bounded, slope) = (load(step[5] + index), load(slope + index))
      let inner = Element.multiplyAdd(slope * output, one - bounded * bounded, load(memory + index))
      store(inner * new * input * (one - input), to: slopes[0] + index)
      store(inner * load(before[4] + index) * forget * (one - forget), to: slopes[1] + index)
      store(inner * input * (one - new * new), to: slopes[2] + index)
      store(slope * bounded * output * (one - output), to: slopes[3] + index)
      store(inner * forget, to: memory + index)
      store(Element.Lanes(), to: carry + index)
    }
  }
}
