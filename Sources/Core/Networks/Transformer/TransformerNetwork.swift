import Numerics
import Tasks

/// A transformer with its workspace: sixteen sequences after sixteen.
package final class TransformerNetwork<Element: Scalar>: Differentiable {
  /// What is kept of sixteen sequences.
  private struct Group {
    let inputs: Signal<Element>
    let blocks: [TransformerBlock<Element>.Kept]
    /// h after the last block, and ∂E/∂h of the block in hand, in the end of the first.
    let states: Signal<Element>
    let slopes: Signal<Element>
    let outputs: Signal<Element>
    let outputSlopes: Signal<Element>
  }

  private let layout: TransformerLayout
  private let batch: Int
  private let embedding: PackedTaps<Element>
  private let blocks: [TransformerBlock<Element>]
  private let readout: ColumnReadout<Element>
  private let groups: [Group]
  private let workspace: TransformerBlock<Element>.Workspace

  package init(_ layout: TransformerLayout, batch: Int) {
    let (shape, width) = (layout.shape, layout.width)
    func signal(_ width: Int) -> Signal<Element> { Signal(length: shape.length, width: width, batch: 16) }
    self.layout = layout
    self.batch = batch
    embedding = PackedTaps(rows: width, columns: shape.inputs)
    let blocks = (0..<layout.layers).map { _ in TransformerBlock<Element>(layout) }
    self.blocks = blocks
    readout = ColumnReadout(outputs: shape.outputs, width: width)
    groups = stride(from: 0, to: batch, by: 16).map { _ in
      Group(
        inputs: signal(shape.inputs), blocks: blocks.map { $0.kept() }, states: signal(width), slopes: signal(width),
        outputs: signal(shape.outputs), outputSlopes: signal(shape.outputs))
    }
    workspace = TransformerBlock.Workspace(layout)
  }

  package func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    embedding.pack(MatrixView(parameters, rows: layout.width, columns: inputs.width))
    readout.pack(parameters + layout.readout)
    for layer in blocks.indices { blocks[layer].pack(parameters + layout.block(layer)) }
    for (index, group) in groups.enumerated() {
      group.inputs.take(index, of: inputs)
      embed(parameters + layout.positions, group)
      for layer in blocks.indices {
        blocks[layer].forward(
          parameters + layout.block(layer), Columns(group.states), group.blocks[layer], workspace)
      }
      readout.forward(Columns(group.states), into: Columns(group.outputs), layout.shape.length)
      group.outputs.put(index, into: outputs)
    }
  }

  package func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let length = layout.shape.length
    for block in blocks { block.clearSlopes() }
    for (index, group) in groups.enumerated() {
      group.outputSlopes.take(index, of: slopes)
      let outputSlopes = Columns(group.outputSlopes)
      readout.addGradient(Columns(group.states), outputSlopes, count: length, to: gradient + layout.readout)
      readout.backward(outputSlopes, into: Columns(group.slopes), length)
      for layer in blocks.indices.reversed() {
        let place = layout.block(layer)
        blocks[layer].backward(
          parameters + place, Columns(group.slopes), group.blocks[layer], workspace, gradient + place)
      }
      addEmbeddingGradient(group, gradient)
    }
    for layer in blocks.indices { blocks[layer].addGradient(to: gradient + layout.block(layer)) }
  }

  /// ∂E/∂h_0, through which every input goes.
  package var stateSlopes: Signal<Element> {
    let result = Signal<Element>(length: layout.shape.length, width: layout.width, batch: batch)
    for (index, group) in groups.enumerated() { group.slopes.put(index, into: result) }
    return result
  }

  /// h_0 = E x + P.
  private func embed(_ positions: UnsafePointer<Element>, _ group: Group) {
    for row in 0..<layout.shape.length * layout.width {
      (group.states.step(0) + row * 16).update(repeating: positions[row], count: 16)
    }
    embedding.multiply(
      Columns(group.inputs), into: Columns(group.states), count: layout.shape.length, adding: true)
  }

  private func addEmbeddingGradient(_ group: Group, _ gradient: UnsafeMutablePointer<Element>) {
    let (shape, width) = (layout.shape, layout.width)
    addOuterProducts(
      Columns(group.slopes), rows: width, Columns(group.inputs), columns: shape.inputs, count: shape.length,
      to: gradient, pitch: shape.inputs)
    addTotals(of: group.slopes.step(0), width: shape.length * width, to: gradient + layout.positions)
  }
}
