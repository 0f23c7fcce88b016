/// The size of a stack of dilated convolutions.
package struct ConvolutionalStack: Sendable {
  /// Channels of each layer.
  package let width: Int
  package let layers: Int
  /// Steps that each convolution sees.
  package let kernel: Int
  /// Whether a layer adds to the one before.
  package let residual: Bool

  package init(width: Int, layers: Int, kernel: Int, residual: Bool) {
    self.width = width
    self.layers = layers
    self.kernel = kernel
    self.residual = residual
  }
}
