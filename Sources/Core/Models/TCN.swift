import Networks
import Numerics
import Settings
import Tasks

/// A temporal convolutional network (Bai, Kolter and Koltun 2018): h_0 = relu(b_0 + W_0 ⋆ x), h_l = h_{l-1} + relu(b_l + W_l ⋆
/// h_{l-1}) and ŷ_t = c h_t + d of the last, where (W_l ⋆ h)_t = Σ_k W_l[:, :, K-1-k] h_{t - k 2^l}.
///
/// Each layer is one convolution of kernel size K, dilated by 2^l and padded with zeros on the left, so that ŷ_t depends on
/// the 1 + (K-1)(2^L - 1) inputs up to t. Without `residual` h_l is the relu alone.
package struct TCN: SequenceModel {
  package static let name = "tcn"
  package static let summary = "a temporal convolutional network"

  private let width: Int
  private let layers: Int
  private let kernel: Int
  private let residual: Bool

  package init(settings: Settings) {
    width = settings.count("width", default: 32, 1...1024, help: "the number of channels")
    layers = settings.count(
      "layers", default: 6, 1...16, help: "convolutions, each dilated twice as far as the one before")
    kernel = settings.count("kernel", default: 3, 1...64, help: "steps that each convolution sees")
    residual = settings.flag("residual", default: true, help: "whether a layer adds to the one before")
  }

  package var isLinear: Bool { false }

  /// The weights are (out, in, K) as in PyTorch, the last for the present step.
  package func parameters(for shape: SequenceShape) -> [Parameter] {
    let convolutions = (0..<layers).flatMap { layer in
      [Parameter("W\(layer)", width, channels(layer, shape), kernel), Parameter("b\(layer)", width)]
    }
    return convolutions + [Parameter("c", shape.outputs, width), Parameter("d", shape.outputs)]
  }

  /// Uniform within (inputs of a unit)^{-1/2}.
  package func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] {
    func uniform(_ count: Int, inputs: Int) -> [Double] {
      (0..<count).map { _ in (2 * generator.uniform() - 1) / Double(inputs).squareRoot() }
    }
    let convolutions = (0..<layers).flatMap { layer in
      let inputs = channels(layer, shape) * kernel
      return uniform(width * (inputs + 1), inputs: inputs)
    }
    return convolutions + uniform(shape.outputs * (width + 1), inputs: width)
  }

  private var stack: ConvolutionalStack {
    ConvolutionalStack(width: width, layers: layers, kernel: kernel, residual: residual)
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Float> {
    Network(ConvolutionalNetwork(stack, shape: shape, batch: batch))
  }

  package func network(for shape: SequenceShape, batch: Int) -> Network<Double> {
    Network(ConvolutionalNetwork(stack, shape: shape, batch: batch))
  }

  package func operations(for shape: SequenceShape) -> Double {
    let products = (0..<layers).reduce(0) { $0 + kernel * channels($1, shape) * width }
    return Double(2 * (products + width * shape.outputs))
  }

  package func workspace(for shape: SequenceShape) -> Int {
    (residual ? 2 * layers : layers + 1) * width + shape.inputs + 2 * shape.outputs
  }

  /// The channels that a layer reads.
  private func channels(_ layer: Int, _ shape: SequenceShape) -> Int { layer == 0 ? shape.inputs : width }
}
