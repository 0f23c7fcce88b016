import Numerics
import Tasks

/// The activation between the convolutions of a state-space model and its output.
package enum ReadoutActivation: String, CaseIterable, Sendable { case gelu, linear }

/// ŷ_t = c (M f(v_t) + m) + d of channels v_h = Σ_i K_hi ⋆ x_i + b_h, where f is the GELU, v Φ(v), or nothing.
///
/// Since nothing stands between M and c, the channels meet one vector c M for each output. It runs on κ, one after another K
/// (H, inputs, T), b_h(t) (H, T), M (H, H), m (H), c (outputs, H) and d (outputs). This is the read-out of S4D (Gu et al. 2022) without its skip
/// connection and its normalisation.
package final class ConvolutionalReadout<Element: Scalar> {
  private let convolution: CausalConvolution<Element>
  private let shape: SequenceShape
  private let width: Int
  private let activation: ReadoutActivation
  /// f(v) and f'(v) of each channel of each group, as blocks.
  private let activations: Signal<Element>
  private let derivatives: Signal<Element>
  /// ŷ of the group in hand, then ∂E/∂ŷ of every group, as blocks.
  private let results: Signal<Element>
  private let resultSlopes: Signal<Element>
  /// c M and ∂E/∂(c M), of shape (outputs, H).
  private let weights: Signal<Element>
  private let weightSlopes: Signal<Element>
  private typealias Lanes = Element.Lanes
  private static var lanes: Int { Element.Lanes.scalarCount }

  package init(shape: SequenceShape, width: Int, activation: ReadoutActivation, batch: Int) {
    self.shape = shape
    self.width = width
    self.activation = activation
    convolution = CausalConvolution(length: shape.length, inputs: shape.inputs, outputs: width, batch: batch)
    let block = shape.length * Self.lanes
    activations = Signal(length: convolution.groups * width, width: 1, batch: block)
    derivatives = Signal(length: convolution.groups * width, width: 1, batch: block)
    results = Signal(length: shape.outputs, width: 1, batch: block)
    resultSlopes = Signal(length: convolution.groups * shape.outputs, width: 1, batch: block)
    weights = Signal(length: shape.outputs, width: 1, batch: width)
    weightSlopes = Signal(length: shape.outputs, width: 1, batch: width)
  }

  package static func parameters(for shape: SequenceShape, width: Int) -> [Parameter] {
    [
      Parameter("M", width, width), Parameter("m", width), Parameter("c", shape.outputs, width),
      Parameter("d", shape.outputs),
    ]
  }

  /// Where b, and where M starts in κ, and how many numbers κ has.
  package var offsetPlace: Int { width * shape.inputs * shape.length }
  package var matrixPlace: Int { offsetPlace + width * shape.length }
  package var count: Int { matrixPlace + width * (width + 1) + shape.outputs * (width + 1) }

  func forward(_ derived: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    let parameters = derived + matrixPlace
    combineWeights(parameters)
    convolution.takeKernels(from: derived)
    let (mean, output) = (parameters + width * width, parameters + width * (width + 1))
    convolution.prepare(inputs)
    for group in 0..<convolution.groups {
      for result in 0..<shape.outputs {
        var constant = output[shape.outputs * width + result]
        for unit in 0..<width { constant += output[result * width + unit] * mean[unit] }
        results.step(result).update(repeating: constant, count: shape.length * Self.lanes)
      }
      for channel in 0..<width { activate(channel, derived + offsetPlace + channel * shape.length, group: group) }
      for result in 0..<shape.outputs {
        scatter(results.step(result), to: outputs, feature: result, group: group)
      }
    }
  }

  func backward(
    _ derived: UnsafePointer<Element>, _ slopes: Signal<Element>, _ gradient: UnsafeMutablePointer<Element>
  ) {
    for group in 0..<convolution.groups {
      for result in 0..<shape.outputs {
        gather(slopes, feature: result, group: group, into: resultSlopes.step(group * shape.outputs + result))
      }
    }
    clear(weightSlopes.step(0), count: shape.outputs * weightSlopes.stride)
    for channel in 0..<width {
      convolution.beginSlopes(channel)
      for group in 0..<convolution.groups {
        differentiate(channel, gradient + offsetPlace + channel * shape.length, group: group)
        convolution.addSlopes(channel, group: group)
      }
      convolution.endSlopes(channel)
    }
    convolution.finishSlopes()
    convolution.addKernelSlopes(to: gradient)
    addGradient(derived + matrixPlace, slopes, to: gradient + matrixPlace)
  }

  /// ∂E/∂v of the last `backward`, of shape (T, H, batch).
  package func channelSlopes(like slopes: Signal<Element>) -> Signal<Element> {
    let result = Signal<Element>(length: shape.length, width: width, batch: slopes.batch)
    for channel in 0..<width {
      for group in 0..<convolution.groups {
        writeSlopes(channel, group: group, into: convolution.slopeBlock)
        scatter(convolution.slopeBlock, to: result, feature: channel, group: group)
      }
    }
    return result
  }

  private func combineWeights(_ parameters: UnsafePointer<Element>) {
    let output = parameters + width * (width + 1)
    for result in 0..<shape.outputs {
      let row = weights.step(result)
      clear(row, count: width)
      for unit in 0..<width {
        let weight = output[result * width + unit]
        for channel in 0..<width { row[channel] += weight * parameters[unit * width + channel] }
      }
    }
  }

  /// Convolves one channel of one group, keeps f(v) and f'(v), and adds to the results.
  @inline(__always)
  private func activate(_ channel: Int, _ offset: UnsafePointer<Element>, group: Int) {
    let block = convolution.block(channel, group: group)
    let value = activations.step(group * width + channel)
    let derivative = derivatives.step(group * width + channel)
    for time in 0..<shape.length {
      let place = time * Self.lanes
      store(load(block + place) + offset[time], to: value + place)
      if activation != .gelu { store(Lanes(repeating: 1), to: derivative + place) }
    }
    if activation == .gelu {
      Element.gelu(value, into: value, derivative: .written(derivative), count: shape.length * Self.lanes)
    }
    for result in 0..<shape.outputs {
      let (sum, weight) = (results.step(result), Lanes(repeating: weights.step(result)[channel]))
      for place in stride(from: 0, to: shape.length * Self.lanes, by: Self.lanes) {
        store(Element.multiplyAdd(weight, load(value + place), load(sum + place)), to: sum + place)
      }
    }
  }

  /// Writes ∂E/∂v of one channel of one group to the convolution, and adds to the slopes of weights and offsets.
  @inline(__always)
  private func differentiate(_ channel: Int, _ offset: UnsafeMutablePointer<Element>, group: Int) {
    let block = convolution.slopeBlock
    writeSlopes(channel, group: group, into: block)
    let value = activations.step(group * width + channel)
    Element.addTotals(of: block, to: offset, count: shape.length)
    for result in 0..<shape.outputs {
      let slope = resultSlopes.step(group * shape.outputs + result)
      var sum = Lanes()
      for place in stride(from: 0, to: shape.length * Self.lanes, by: Self.lanes) {
        sum = Element.multiplyAdd(load(slope + place), load(value + place), sum)
      }
      weightSlopes.step(result)[channel] += Element.total(sum)
    }
  }

  /// ∂E/∂v = f'(v) Σ_o (c M)_oh ∂E/∂ŷ_o.
  @inline(__always)
  private func writeSlopes(_ channel: Int, group: Int, into block: UnsafeMutablePointer<Element>) {
    let derivative = derivatives.step(group * width + channel)
    for result in 0..<shape.outputs {
      let weight = Lanes(repeating: weights.step(result)[channel])
      let slope = resultSlopes.step(group * shape.outputs + result)
      for place in stride(from: 0, to: shape.length * Self.lanes, by: Self.lanes) {
        let share = load(slope + place) * weight * load(derivative + place)
        store(result == 0 ? share : load(block + place) + share, to: block + place)
      }
    }
  }

  /// ∂E/∂M = cᵀ ∂E/∂(cM), ∂E/∂c = ∂E/∂(cM) Mᵀ + ∂E/∂d mᵀ and ∂E/∂m = cᵀ ∂E/∂d, where ∂E/∂d sums the slopes.
  private func addGradient(
    _ parameters: UnsafePointer<Element>, _ slopes: Signal<Element>, to gradient: UnsafeMutablePointer<Element>
  ) {
    let (mean, output) = (width * width, width * (width + 1))
    for result in 0..<shape.outputs {
      let sum = (0..<shape.length).reduce(Element(0)) { $0 + slopes.row($1, result).reduce(0, +) }
      let row = weightSlopes.step(result)
      gradient[output + shape.outputs * width + result] += sum
      for unit in 0..<width {
        let weight = parameters[output + result * width + unit]
        var product = sum * parameters[mean + unit]
        for channel in 0..<width {
          gradient[unit * width + channel] += weight * row[channel]
          product += parameters[unit * width + channel] * row[channel]
        }
        gradient[output + result * width + unit] += product
        gradient[mean + unit] += weight * sum
      }
    }
  }
}
