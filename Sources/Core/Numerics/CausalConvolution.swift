/// y_o(t) = Σ_i Σ_{s≤t} K_oi(s) x_i(t-s), and the gradient with respect to the kernels, for batches of one shape.
///
/// It works on blocks: one feature of one vector of sequences at all times, a vector after another. Short sequences are
/// summed directly, longer ones multiplied as spectra.
package final class CausalConvolution<Element: Scalar> {
  package let length: Int
  package let inputs: Int
  package let outputs: Int
  /// Vectors of sequences in a batch.
  package let groups: Int
  private let kernels: Signal<Element>
  private let slopes: Signal<Element>
  private let transform: FourierTransform<Element>?
  /// x_i of each group as blocks or, with a transform, their spectra.
  private let history: Signal<Element>
  /// The spectra of the kernels over the length of the transform, or of the gradient, one complex number at a time.
  private let spectra: Signal<Element>
  /// One block or spectrum, and one for each input.
  private let work: Signal<Element>
  private let products: Signal<Element>
  private let margin = 16
  private static var lanes: Int { Element.Lanes.scalarCount }

  package init(
    length: Int, inputs: Int, outputs: Int, batch: Int, by method: ConvolutionMethod = .fastest
  ) {
    self.length = length
    self.inputs = inputs
    self.outputs = outputs
    groups = (batch + Self.lanes - 1) / Self.lanes
    kernels = Signal(length: outputs * inputs, width: 1, batch: length + 2 * margin)
    slopes = Signal(length: outputs * inputs, width: 1, batch: length + 2 * margin)
    transform =
      method.transforms(length) ? FourierTransform(length: transformLength(atLeast: 2 * length - 1)) : nil
    let points = transform?.length ?? length
    history = Signal(length: groups * inputs, width: 1, batch: points * Self.lanes)
    spectra = Signal(length: transform == nil ? 0 : outputs * inputs, width: 1, batch: 2 * points)
    work = Signal(length: 1, width: 1, batch: points * Self.lanes)
    products = Signal(length: inputs, width: 1, batch: points * Self.lanes)
  }

  /// K_oi(0) … K_oi(T-1), to be filled in before `prepare`.
  @inline(__always)
  package func kernel(_ output: Int, _ input: Int = 0) -> UnsafeMutablePointer<Element> {
    kernels.step(output * inputs + input) + margin
  }

  /// ∂E/∂K_oi(0) … ∂E/∂K_oi(T-1) after `finishSlopes`.
  @inline(__always)
  package func kernelSlope(_ output: Int, _ input: Int = 0) -> UnsafeMutablePointer<Element> {
    slopes.step(output * inputs + input) + margin
  }

  /// Takes over K_oi(s) of all outputs, inputs and lags, of shape (outputs, inputs, T).
  package func takeKernels(from values: UnsafePointer<Element>) {
    for index in 0..<outputs * inputs {
      (kernels.step(index) + margin).update(from: values + index * length, count: length)
    }
  }

  /// Adds ∂E/∂K after `finishSlopes`, in the same order.
  package func addKernelSlopes(to gradient: UnsafeMutablePointer<Element>) {
    for index in 0..<outputs * inputs {
      let (sums, slope) = (gradient + index * length, slopes.step(index) + margin)
      for lag in 0..<length { sums[lag] += slope[lag] }
    }
  }

  /// Takes over the inputs and the kernels.
  package func prepare(_ x: Signal<Element>) {
    for group in 0..<groups {
      for input in 0..<inputs {
        let block = history.step(group * inputs + input)
        gather(x, feature: input, group: group, into: block)
        if let transform {
          clear(block + length * Self.lanes, count: (transform.length - length) * Self.lanes)
          transform.forward(block)
        }
      }
    }
    if let transform { transformKernels(transform) }
  }

  /// The block y_o of a group, valid until the next call.
  @inline(__always)
  package func block(_ output: Int, group: Int) -> UnsafeMutablePointer<Element> {
    let result = work.step(0)
    for input in 0..<inputs {
      let block = history.step(group * inputs + input)
      if let transform {
        let spectrum = spectra.step(output * inputs + input)
        multiply(block, spectrum, into: result, count: transform.length, adding: input > 0)
      } else {
        convolveDirectly(block, kernel: kernel(output, input), into: result, length: length, adding: input > 0)
      }
    }
    transform?.inverse(result)
    return result
  }

  /// Begins ∂E/∂K_oi(s) = Σ_t ∂E/∂y_o(t) x_i(t-s), summed over the batch, for one output.
  @inline(__always)
  package func beginSlopes(_ output: Int) {
    if let transform {
      clear(products.step(0), count: inputs * transform.length * Self.lanes)
    } else {
      for input in 0..<inputs { clear(kernelSlope(output, input), count: length) }
    }
  }

  /// Where ∂E/∂y_o of a group is to be written as a block before `addSlopes`.
  package var slopeBlock: UnsafeMutablePointer<Element> { work.step(0) }

  /// Adds what one group contributes.
  @inline(__always)
  package func addSlopes(_ output: Int, group: Int) {
    let block = work.step(0)
    if let transform {
      clear(block + length * Self.lanes, count: (transform.length - length) * Self.lanes)
      transform.forward(block)
    }
    for input in 0..<inputs {
      let history = history.step(group * inputs + input)
      if let transform {
        multiplyConjugate(block, history, addingTo: products.step(input), count: transform.length)
      } else {
        correlateDirectly(block, history, addingTo: kernelSlope(output, input), length: length)
      }
    }
  }

  /// Ends what `beginSlopes` began.
  @inline(__always)
  package func endSlopes(_ output: Int) {
    guard let transform else { return }
    for input in 0..<inputs {
      let (product, spectrum) = (products.step(input), spectra.step(output * inputs + input))
      for point in 0..<transform.length {
        let sum = ComplexLanes(at: product + point * Self.lanes).total
        spectrum[2 * point] = sum.real
        spectrum[2 * point + 1] = sum.imaginary
      }
    }
  }

  /// Makes the gradient ready once every output has ended.
  package func finishSlopes() {
    guard let transform else { return }
    let half = Self.lanes / 2
    let (values, count) = (work.step(0), outputs * inputs)
    for first in stride(from: 0, to: count, by: half) {
      for point in 0..<transform.length {
        for lane in 0..<min(half, count - first) {
          values[point * Self.lanes + lane] = spectra.step(first + lane)[2 * point]
          values[point * Self.lanes + half + lane] = spectra.step(first + lane)[2 * point + 1]
        }
      }
      transform.inverse(values)
      let share = 1 / Element(transform.length)
      for lane in 0..<min(half, count - first) {
        let slope = slopes.step(first + lane) + margin
        for lag in 0..<length { slope[lag] = share * values[lag * Self.lanes + lane] }
      }
    }
  }

  /// The spectra of the kernels over the length of the transform, half a vector of kernels at a time.
  private func transformKernels(_ transform: FourierTransform<Element>) {
    let half = Self.lanes / 2
    let (values, count) = (work.step(0), outputs * inputs)
    let share = 1 / Element(transform.length)
    for first in stride(from: 0, to: count, by: half) {
      clear(values, count: transform.length * Self.lanes)
      for lane in 0..<min(half, count - first) {
        let kernel = kernels.step(first + lane) + margin
        for lag in 0..<length { values[lag * Self.lanes + lane] = share * kernel[lag] }
      }
      transform.forward(values)
      for lane in 0..<min(half, count - first) {
        let spectrum = spectra.step(first + lane)
        for point in 0..<transform.length {
          spectrum[2 * point] = values[point * Self.lanes + lane]
          spectrum[2 * point + 1] = values[point * Self.lanes + half + lane]
        }
      }
    }
  }
}

extension CausalConvolution {
  /// The whole convolution of a batch.
  package func forward(_ x: Signal<Element>, into y: Signal<Element>) {
    prepare(x)
    for group in 0..<groups {
      for output in 0..<outputs { scatter(block(output, group: group), to: y, feature: output, group: group) }
    }
  }

  /// Σ_t y_o(t) x_i(t-s), summed over the batch, left in `kernelSlope`.
  package func correlate(_ y: Signal<Element>, with x: Signal<Element>) {
    prepare(x)
    backward(y)
  }

  /// ∂E/∂K of the last `prepare`, where ∂E/∂y is given.
  package func backward(_ slopes: Signal<Element>) {
    for output in 0..<outputs {
      beginSlopes(output)
      for group in 0..<groups {
        gather(slopes, feature: output, group: group, into: slopeBlock)
        addSlopes(output, group: group)
      }
      endSlopes(output)
    }
    finishSlopes()
  }
}
