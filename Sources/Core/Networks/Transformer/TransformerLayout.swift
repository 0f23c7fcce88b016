import Tasks

/// The arrays of a transformer in their order, and where they start in the flat vector.
package struct TransformerLayout {
  package enum Start {
    case constant(Double)
    case uniform(Double)
  }

  package let width: Int
  package let layers: Int
  package let heads: Int
  /// Hidden units of the feed-forward part for each feature.
  package let factor: Int
  package let shape: SequenceShape

  package init(width: Int, layers: Int, heads: Int, factor: Int, shape: SequenceShape) {
    self.width = width
    self.layers = layers
    self.heads = heads
    self.factor = factor
    self.shape = shape
  }

  /// Matrices are (out, in); QKV has the queries of all heads first, then the keys, then the values.
  package var list: [Parameter] {
    let hidden = factor * width
    let blocks = (0..<layers).flatMap { layer in
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

  package var bounds: [Start] {
    let inner = Start.uniform(1 / Double(width).squareRoot())
    let outer = Start.uniform(1 / Double(factor * width).squareRoot())
    let (one, zero) = (Start.constant(1), Start.constant(0))
    let block = [inner, inner, one, zero, one, zero, inner, inner, outer, outer]
    return [.uniform(1), .uniform(0.5)] + (0..<layers).flatMap { _ in block } + [inner, inner]
  }

  package var positions: Int { width * shape.inputs }
  package var readout: Int { block(layers) }
  package var attention: Int { 0 }
  package var attentionNorm: Int { 4 * width * width }
  package var feedForwardNorm: Int { attentionNorm + 2 * width }
  package var feedForward: Int { feedForwardNorm + 2 * width }

  /// Where block `layer` starts; the others are counted from there.
  package func block(_ layer: Int) -> Int {
    let size = feedForward + (2 * factor * width + factor + 1) * width
    return positions + shape.length * width + layer * size
  }
}
