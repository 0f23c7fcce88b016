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

  let width: Int
  let layers: Int
  let heads: Int
  /// Hidden units of the feed-forward part for each feature.
  let factor: Int

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
        span: settings.span))
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
      case .uniform(let bound): start += (0..<parameter.count).map { _ in bound * (2 * generator.uniform() - 1) }
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

  private func layout(_ shape: SequenceShape) -> TransformerLayout { TransformerLayout(self, shape) }
}

/// The arrays of a transformer in their order, and where they start in the flat vector.
struct TransformerLayout {
  enum Start {
    case constant(Double)
    case uniform(Double)
  }

  let model: Transformer
  let shape: SequenceShape
  private let width: Int

  init(_ model: Transformer, _ shape: SequenceShape) {
    self.model = model
    self.shape = shape
    width = model.width
  }

  /// Matrices are (out, in); QKV has the queries of all heads first, then the keys, then the values.
  var list: [Parameter] {
    let hidden = model.factor * width
    let blocks = (0..<model.layers).flatMap { layer in
      [
        Parameter("QKV\(layer)", 3 * width, width), Parameter("O\(layer)", width, width),
        Parameter("gain\(layer)a", width), Parameter("shift\(layer)a", width), Parameter("gain\(layer)b", width),
        Parameter("shift\(layer)b", width), Parameter("M\(layer)", hidden, width), Parameter("m\(layer)", hidden),
        Parameter("N\(layer)", width, hidden), Parameter("n\(layer)", width),
      ]
    }
    return [Parameter("E", width, shape.inputs), Parameter("P", shape.length, width)] + blocks
      + [Parameter("c", shape.outputs, width), Parameter("d", shape.outputs)]
  }

  var bounds: [Start] {
    let inner = Start.uniform(1 / Double(width).squareRoot())
    let outer = Start.uniform(1 / Double(model.factor * width).squareRoot())
    let (one, zero) = (Start.constant(1), Start.constant(0))
    let block = [inner, inner, one, zero, one, zero, inner, inner, outer, outer]
    return [.uniform(1), .uniform(0.5)] + (0..<model.layers).flatMap { _ in block } + [inner, inner]
  }

  var positions: Int { width * shape.inputs }
  var readout: Int { block(model.layers) }
  var attention: Int { 0 }
  var attentionOutput: Int { 3 * width * width }
  var attentionNorm: Int { 4 * width * width }
  var feedForwardNorm: Int { attentionNorm + 2 * width }
  var feedForward: Int { feedForwardNorm + 2 * width }

  /// Where block `layer` starts; the others are counted from there.
  func block(_ layer: Int) -> Int {
    let size = feedForward + (2 * model.factor * width + model.factor + 1) * width
    return positions + shape.length * width + layer * size
  }
}
