import Numerics

/// z_t = b + Σ_{k<K} W[:, :, K-1-k] x_{t-kD}, a causal convolution dilated by D whose weights W are (out, in, K).
///
/// Products with the zeros before the first step are left out.
final class DilatedConvolution<Element: Scalar> {
  private let inputs: Int
  private let outputs: Int
  private let taps: Int
  private let dilation: Int
  private let weights: PackedTaps<Element>
  private let transposed: PackedTaps<Element>
  /// ∂E/∂W by taps, of shape (K, out, in), and ∂E/∂b in sixteen parts.
  private let weightSlopes: Signal<Element>
  private let constantSlopes: Signal<Element>

  init(inputs: Int, outputs: Int, taps: Int, dilation: Int) {
    self.inputs = inputs
    self.outputs = outputs
    self.taps = taps
    self.dilation = dilation
    weights = PackedTaps(rows: outputs, columns: inputs, taps: taps)
    transposed = PackedTaps(rows: inputs, columns: outputs, taps: taps)
    weightSlopes = Signal(length: taps, width: outputs, batch: inputs)
    constantSlopes = Signal(length: 1, width: outputs, batch: 16)
  }

  /// W and b.
  var parameterCount: Int { outputs * (inputs * taps + 1) }

  func pack(_ parameters: UnsafePointer<Element>) {
    for tap in 0..<taps {
      let matrix = MatrixView(
        parameters + taps - 1 - tap, rows: outputs, columns: inputs, rowStride: inputs * taps, columnStride: taps)
      weights.pack(matrix, tap: tap)
      transposed.pack(matrix.transposed, tap: tap)
    }
  }

  /// Writes z at `times`; `x` and `z` start at step 0.
  @inline(__always)
  func forward(
    _ parameters: UnsafePointer<Element>, _ x: Columns<Element>, into z: Columns<Element>, _ times: Range<Int>
  ) {
    var start = times.lowerBound
    while start < times.upperBound {
      let seen = min(taps, start / dilation + 1)
      let end = seen == taps ? times.upperBound : min(times.upperBound, seen * dilation)
      weights.multiply(
        x.from(start), lag: -dilation * x.step, taps: seen, into: z.from(start), count: end - start,
        constants: parameters + outputs * inputs * taps)
      start = end
    }
  }

  /// ∂E/∂x_t = Σ_k W[:, :, K-1-k]ᵀ ∂E/∂z_{t+kD} at `times` of `length` steps, added to `x` if `adding`.
  @inline(__always)
  func backward(
    _ z: Columns<Element>, into x: Columns<Element>, _ times: Range<Int>, length: Int, adding: Bool
  ) {
    var start = times.lowerBound
    while start < times.upperBound {
      let seen = min(taps, (length - 1 - start) / dilation + 1)
      let end = min(times.upperBound, length - (seen - 1) * dilation)
      transposed.multiply(
        z.from(start), lag: dilation * z.step, taps: seen, into: x.from(start), count: end - start, adding: adding)
      start = end
    }
  }

  func clearSlopes() {
    clear(weightSlopes.step(0), count: taps * outputs * weightSlopes.stride)
    clear(constantSlopes.step(0), count: outputs * 16)
  }

  /// Takes account of ∂E/∂z at `times`.
  @inline(__always)
  func addSlopes(_ z: Columns<Element>, _ x: Columns<Element>, _ times: Range<Int>) {
    addSteps(z.from(times.lowerBound), width: outputs, count: times.count, to: constantSlopes.step(0))
    for tap in 0..<taps {
      let first = max(times.lowerBound, tap * dilation)
      guard first < times.upperBound else { return }
      addOuterProducts(
        z.from(first), rows: outputs, x.from(first - tap * dilation), columns: inputs,
        count: times.upperBound - first, to: weightSlopes.step(tap), pitch: weightSlopes.stride)
    }
  }

  func addGradient(to gradient: UnsafeMutablePointer<Element>) {
    for tap in 0..<taps {
      for output in 0..<outputs {
        let slopes = weightSlopes.step(tap) + output * weightSlopes.stride
        let target = gradient + output * inputs * taps + taps - 1 - tap
        for input in 0..<inputs { target[input * taps] += slopes[input] }
      }
    }
    addTotals(of: constantSlopes.step(0), width: outputs, to: gradient + outputs * inputs * taps)
  }
}
