/// y_o(t) = Σ_i Σ_{s≤t} K_oi(s) x_i(t-s), and the gradient with respect to the kernels, for batches of one shape.
package final class CausalConvolution<Element: Scalar> {
  package let length: Int
  package let inputs: Int
  package let outputs: Int
  private let kernels: Signal<Element>
  private let slopes: Signal<Element>
  private let margin = 16

  package init(length: Int, inputs: Int, outputs: Int, batch: Int) {
    self.length = length
    self.inputs = inputs
    self.outputs = outputs
    kernels = Signal(length: outputs * inputs, width: 1, batch: length + 2 * margin)
    slopes = Signal(length: outputs * inputs, width: 1, batch: length + 2 * margin)
  }

  /// K_oi(0) … K_oi(T-1), to be filled in before `forward`.
  @inline(__always)
  package func kernel(_ output: Int, _ input: Int = 0) -> UnsafeMutablePointer<Element> {
    kernels.step(output * inputs + input) + margin
  }

  /// ∂E/∂K_oi(0) … ∂E/∂K_oi(T-1) of the last `backward`.
  @inline(__always)
  package func kernelSlope(_ output: Int, _ input: Int = 0) -> UnsafeMutablePointer<Element> {
    slopes.step(output * inputs + input) + margin
  }

  package func forward(_ x: Signal<Element>, into y: Signal<Element>) {
    let lanes = Element.Lanes.scalarCount
    for column in stride(from: 0, to: x.batch, by: lanes) {
      for output in 0..<outputs {
        for input in 0..<inputs {
          convolveDirectly(
            x.step(0) + input * x.stride + column, stride: inputs * x.stride, kernel: kernel(output, input),
            into: y.step(0) + output * y.stride + column, stride: outputs * y.stride, length: length,
            adding: input > 0)
        }
      }
    }
  }

  /// ∂E/∂K_oi(s) = Σ_t ∂E/∂y_o(t) x_i(t-s), summed over the batch.
  package func backward(_ x: Signal<Element>, _ slopes: Signal<Element>) {
    let lanes = Element.Lanes.scalarCount
    for output in 0..<outputs {
      for input in 0..<inputs {
        let gradient = kernelSlope(output, input)
        for lag in 0..<length { gradient[lag] = 0 }
        for column in stride(from: 0, to: x.batch, by: lanes) {
          correlateDirectly(
            slopes.step(0) + output * slopes.stride + column, stride: outputs * slopes.stride,
            x.step(0) + input * x.stride + column, stride: inputs * x.stride, addingTo: gradient, length: length)
        }
      }
    }
  }
}

/// Floating-point operations of one step of one sequence in a causal convolution.
func convolutionOperations(length: Int) -> Double { Double(length) }
