import Numerics
import Tasks

/// A TCN with its workspace: sixteen sequences after sixteen, and of these a stretch of time through all layers at once.
package final class ConvolutionalNetwork<Element: Scalar>: Differentiable {
  /// Steps that go through the layers together, so that they meet in the cache; products take three at a time.
  private static var stretch: Int { 30 }

  private let model: ConvolutionalStack
  private let shape: SequenceShape
  private let batch: Int
  private let convolutions: [DilatedConvolution<Element>]
  private let readout: ColumnReadout<Element>
  private let groups: [Group]
  /// Where the parameters of each layer start, and those of the read-out.
  private let places: [Int]
  private let stretches: [Range<Int>]

  /// What is kept of sixteen sequences.
  private struct Group {
    let inputs: Signal<Element>
    /// The relu of each layer, and ∂E/∂z after backward.
    let activations: [Signal<Element>]
    /// h_l, the relu itself where nothing is added to it.
    let states: [Signal<Element>]
    let outputs: Signal<Element>
    let outputSlopes: Signal<Element>
    /// ∂E/∂h_l of the layer in hand, in the end of the first.
    let slopes: Signal<Element>
  }

  package init(_ model: ConvolutionalStack, shape: SequenceShape, batch: Int) {
    func signal(_ width: Int) -> Signal<Element> { Signal(length: shape.length, width: width, batch: 16) }
    self.model = model
    self.shape = shape
    self.batch = batch
    convolutions = (0..<model.layers).map { layer in
      DilatedConvolution(
        inputs: layer == 0 ? shape.inputs : model.width, outputs: model.width, taps: model.kernel, dilation: 1 << layer)
    }
    places = convolutions.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.parameterCount) }
    stretches = stride(from: 0, to: shape.length, by: Self.stretch).map {
      $0..<min($0 + Self.stretch, shape.length)
    }
    readout = ColumnReadout(outputs: shape.outputs, width: model.width)
    groups = stride(from: 0, to: batch, by: 16).map { _ in
      let activations = (0..<model.layers).map { _ in signal(model.width) }
      return Group(
        inputs: signal(shape.inputs), activations: activations,
        states: activations.enumerated().map { $0 > 0 && model.residual ? signal(model.width) : $1 },
        outputs: signal(shape.outputs), outputSlopes: signal(shape.outputs), slopes: signal(model.width))
    }
  }

  package func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    for (convolution, place) in zip(convolutions, places) { convolution.pack(parameters + place) }
    readout.pack(parameters + places[model.layers])
    for (index, group) in groups.enumerated() {
      group.inputs.take(index, of: inputs)
      for times in stretches { forward(parameters, group, times) }
      group.outputs.put(index, into: outputs)
    }
  }

  private func forward(_ parameters: UnsafePointer<Element>, _ group: Group, _ times: Range<Int>) {
    for layer in 0..<model.layers {
      let activation = Columns(group.activations[layer])
      convolutions[layer].forward(parameters + places[layer], input(layer, group), into: activation, times)
      if layer > 0, model.residual {
        rectify(activation, adding: Columns(group.states[layer - 1]), into: Columns(group.states[layer]), times)
      } else {
        rectify(activation, times)
      }
    }
    readout.forward(
      last(group).from(times.lowerBound), into: Columns(group.outputs).from(times.lowerBound), times.count)
  }

  package func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    for convolution in convolutions { convolution.clearSlopes() }
    for (index, group) in groups.enumerated() {
      group.outputSlopes.take(index, of: slopes)
      readout.addGradient(
        last(group), Columns(group.outputSlopes), count: shape.length, to: gradient + places[model.layers])
      for times in stretches.reversed() { backward(group, times) }
    }
    for (convolution, place) in zip(convolutions, places) { convolution.addGradient(to: gradient + place) }
  }

  /// ∂E/∂z_l = ∂E/∂h_l where the relu is positive, and ∂E/∂h_{l-1} = W_lᵀ ⋆ ∂E/∂z_l, and ∂E/∂h_l itself where it was added.
  private func backward(_ group: Group, _ times: Range<Int>) {
    let slopes = Columns(group.slopes)
    readout.backward(
      Columns(group.outputSlopes).from(times.lowerBound), into: slopes.from(times.lowerBound), times.count)
    for layer in (0..<model.layers).reversed() {
      let activation = Columns(group.activations[layer])
      passSlopes(slopes, through: activation, times)
      convolutions[layer].addSlopes(activation, input(layer, group), times)
      guard layer > 0 else { return }
      convolutions[layer].backward(activation, into: slopes, times, length: shape.length, adding: model.residual)
    }
  }

  /// ∂E/∂h_0 of the first layer, through which every input goes.
  package var stateSlopes: Signal<Element> {
    let result = Signal<Element>(length: shape.length, width: model.width, batch: batch)
    for (index, group) in groups.enumerated() { group.slopes.put(index, into: result) }
    return result
  }

  private func input(_ layer: Int, _ group: Group) -> Columns<Element> {
    Columns(layer == 0 ? group.inputs : group.states[layer - 1])
  }

  private func last(_ group: Group) -> Columns<Element> { Columns(group.states[model.layers - 1]) }
}

extension ConvolutionalNetwork {
  private func vectors(_ times: Range<Int>) -> StrideTo<Int> {
    stride(
      from: times.lowerBound * model.width * 16, to: times.upperBound * model.width * 16, by: Element.Lanes.scalarCount)
  }

  private func rectify(_ z: Columns<Element>, _ times: Range<Int>) {
    for index in vectors(times) {
      let value = load(z.base + index)
      store(Element.pass(value, wherePositive: value), to: z.base + index)
    }
  }

  private func rectify(
    _ z: Columns<Element>, adding state: Columns<Element>, into next: Columns<Element>, _ times: Range<Int>
  ) {
    for index in vectors(times) {
      let value = load(z.base + index)
      let positive = Element.pass(value, wherePositive: value)
      store(positive, to: z.base + index)
      store(load(state.base + index) + positive, to: next.base + index)
    }
  }

  private func passSlopes(_ slopes: Columns<Element>, through activation: Columns<Element>, _ times: Range<Int>) {
    for index in vectors(times) {
      let passed = Element.pass(load(slopes.base + index), wherePositive: load(activation.base + index))
      store(passed, to: activation.base + index)
    }
  }
}
