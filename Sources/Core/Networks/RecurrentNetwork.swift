import Numerics
import Tasks

/// Layers of recurrent cells and ŷ_t = C h_t + d of the last.
package struct RecurrentNetwork<Cell: RecurrentCell>: Differentiable {
  package typealias Element = Cell.Element

  private let parameters: RecurrentParameters
  private let layers: [RecurrentLayer<Cell>]
  private let last: RecurrentLayer<Cell>

  package init(_ parameters: RecurrentParameters, _ cell: Cell, batch: Int) {
    self.parameters = parameters
    let length = parameters.shape.length
    layers = parameters.layers.map { RecurrentLayer($0, cell, length: length, batch: batch) }
    last = layers[layers.count - 1]
  }

  package func forward(_ values: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    for (index, layer) in layers.enumerated() {
      layer.forward(values) { index == 0 ? inputs.step($0) : layers[index - 1].state($0) }
    }
    let output = MatrixView(values + parameters.output, rows: outputs.width, columns: parameters.width)
    for time in 0..<parameters.shape.length {
      for row in 0..<outputs.width {
        let place = outputs.step(time) + row * outputs.stride
        place.update(repeating: values[parameters.outputBias + row], count: outputs.stride)
      }
      output.multiply(last.state(time), into: outputs.step(time), stride: outputs.stride, adding: true)
    }
  }

  package func backward(
    _ values: UnsafePointer<Element>, _ inputs: Signal<Element>, _ errors: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let output = MatrixView(values + parameters.output, rows: errors.width, columns: parameters.width).transposed
    for index in layers.indices.reversed() {
      layers[index].backward(to: gradient) { time, slope, adding in
        if index + 1 == layers.count {
          output.multiply(errors.step(time), into: slope, stride: errors.stride, adding: adding)
        } else if let above = layers[index + 1].inputSlopes {
          add(above.step(time), to: slope, count: above.width * above.stride, adding: adding)
        }
      }
    }
    addOutputGradients(errors, to: gradient)
  }

  /// Of all layers, the first one's units first.
  package var stateSlopes: Signal<Element> {
    guard layers.count > 1 else { return last.stateSlopes }
    let (width, part) = (parameters.width, last.stateSlopes)
    let all = Signal<Element>(length: part.length, width: layers.count * width, batch: part.batch)
    for time in 0..<part.length {
      for (index, layer) in layers.enumerated() {
        let target = all.step(time) + index * width * all.stride
        target.update(from: layer.stateSlopes.step(time), count: width * all.stride)
      }
    }
    return all
  }

  @inline(__always)
  private func add(_ x: Pointer<Element>, to y: Pointer<Element>, count: Int, adding: Bool) {
    for index in stride(from: 0, to: count, by: Element.Lanes.scalarCount) {
      let value: Element.Lanes = load(x + index)
      store(adding ? load(y + index) + value : value, to: y + index)
    }
  }

  private func addOutputGradients(_ errors: Signal<Element>, to gradient: UnsafeMutablePointer<Element>) {
    let (length, states) = (parameters.shape.length, last.states)
    addOuterProducts(
      errors, states, columns: 0..<parameters.width, first: 1, length: length, to: gradient + parameters.output)
    addOuterProducts(
      errors, states, columns: states.width - 1..<states.width, first: 1, length: length,
      to: gradient + parameters.outputBias)
  }
}
