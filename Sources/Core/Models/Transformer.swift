import Networks
import Numerics
import Settings
import Tasks

/// A causal transformer encoder with normalisation before each part (Vaswani et al. 2017; Xiong et al. 2020): h_0 = E x + P with a
/// learned position for each step, h ← h + O attention(Q, K, V of norm h), h ← h + M_2 gelu(M_1 norm h + m_1) + m_2, and
/// ŷ_t = c h_t + d.
///
/// Each head attends from step t to steps 0 … t with weights softmax(q_t · k_s / √(d/heads)).
package struct Transformer: SequenceModel {
  package static let name = "transformer"
  package static let summary = "a causal transformer"

  private let width: Int
  private let layers: Int
  private let heads: Int
  /// Hidden units of the feed-forward part for each feature.
  private let factor: Int

  package init(settings: Settings) {
    let width = settings.count("width", default: 64, 1...1024, help: "the number of features of a step")
    layers = settings.count("layers", default: 2, 1...64, help: "blocks of attention and feed-forward")
    let heads = settings.count("heads", default: 4, 1...64, help: "heads of attention, a divisor of the width")
    factor = settings.count(
      "feed-forward", default: 4, 1...64, help: "hidden units of the feed-forward part for each feature")
    self.width = width
    self.heads = width.isMultiple(of: heads) ? heads : 1
    guard !width.isMultiple(of: heads) else { return }
    let divisors = (1...min(width, 64)).filter(width.isMultiple(of:)).map(String.init)
    settings.report(
      SettingProblem(
        "'heads' cannot be \(heads)", remedy: "a width of \(width) takes \(divisors.joined(separator: ", "))",
        kind: .incompatible, span: settings.span))
  }

  package var isLinear: Bool { false }

  package func parameters(for shape: SequenceShape) -> [Parameter] { layout(shape).list }

  /// E uniform within 1, P within 1/2, gains 1, shifts 0, all others within (inputs of a unit)^{-1/2}.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    let bounds = layout(shape).bounds
    var start: [Double] = []
    for (parameter, bound) in zip(parameters(for: shape), bounds) {
      switch bound {
      case .constant(let value): start += Array(repeating: value, count: parameter.count)
      case .uniform(let bound): start += generator.uniform(parameter.count, within: bound)
      }
    }
    return start
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(TransformerNetwork(layout(shape), batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(TransformerNetwork(layout(shape), batch: batch))
  }

  /// Attention from t to 0 … t, half of all pairs.
  package func operations(for shape: SequenceShape) -> Double {
    let projections = (8 + 4 * factor) * width * width + 2 * (shape.length + 1) * width
    return Double(layers * projections + 2 * width * (shape.inputs + shape.outputs))
  }

  package func workspace(for shape: SequenceShape) -> Int {
    layers * ((6 + factor) * width + 2 + 2 * heads) + 6 * width + shape.inputs + 2 * shape.outputs
  }

  private func layout(_ shape: SequenceShape) -> TransformerLayout {
    TransformerLayout(width: width, layers: layers, heads: heads, factor: factor, shape: shape)
  }
}
