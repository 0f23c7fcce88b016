/// The equations of a recurrent unit between the product W h_{t-1} + U x_t + b and h_t.
///
/// Steps are rows of H units after one another, `count` numbers each block. A cell keeps what `backward` needs in the blocks.
protocol RecurrentCell<Element> {
  associatedtype Element: Scalar
  /// G, the blocks that the product fills.
  var gates: Int { get }
  /// Blocks kept for each step, the gates first.
  var blocks: Int { get }
  /// Whether the last gate takes W_hh h_{t-1} + b_hh alone, and W_ih x_t + b_ih comes in the block after it.
  var separatesInput: Bool { get }
  /// Replaces the products in `step` by what is kept, and writes h_t; `before` is the same of the step before, zero at first.
  func forward(_ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>)
  /// Writes the slopes of the products, and to `carry` the part of ∂E/∂h_{t-1} that does not go through them.
  ///
  /// `memory` is the slope of a further state, for the cell to pass from step to step.
  func backward(
    _ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>,
    slope: Pointer<Element>, slopes: Step<Element>, carry: Pointer<Element>, memory: Pointer<Element>)
}

typealias Pointer<Element: Scalar> = UnsafeMutablePointer<Element>

/// The blocks of one time step.
struct Step<Element: Scalar> {
  let base: Pointer<Element>
  /// H times the stride of a row.
  let count: Int

  @inline(__always)
  subscript(block: Int) -> Pointer<Element> { base + block * count }

  /// The place of each vector in a block.
  var vectors: StrideTo<Int> { stride(from: 0, to: count, by: Element.Lanes.scalarCount) }
}

/// A recurrent network with hand-written backpropagation through time, of any cell.
struct RecurrentNetwork<Cell: RecurrentCell>: Differentiable {
  typealias Element = Cell.Element
  /// Steps whose slopes are kept before they are added to the gradient.
  private static var chunk: Int { 16 }

  private let parameters: RecurrentParameters
  private let cell: Cell
  /// (h_{t-1}, x_t, 1) at t, so that one product gives a gate and one outer product all its gradients.
  private let states: Signal<Element>
  /// The blocks of the cell at t + 1.
  private let blocks: Signal<Element>
  private let slopes: Signal<Element>
  /// The carry of the first step, which nothing uses, and the cell's memory.
  private let spare: Signal<Element>
  private let gates: PackedMatrix<Element>
  private let inputs: PackedMatrix<Element>
  private let transposed: PackedMatrix<Element>
  private let gradients: Signal<Element>
  let stateSlopes: Signal<Element>

  init(_ parameters: RecurrentParameters, _ cell: Cell, batch: Int) {
    let (length, width) = (parameters.shape.length, parameters.width)
    let inner = width + parameters.shape.inputs + 1
    self.parameters = parameters
    self.cell = cell
    states = Signal(length: length + 1, width: inner, batch: batch)
    blocks = Signal(length: length + 1, width: cell.blocks * width, batch: batch)
    let slopeRows = parameters.rows + (cell.separatesInput ? width : 0)
    slopes = Signal(length: min(Self.chunk, length), width: slopeRows, batch: batch)
    spare = Signal(length: 2, width: width, batch: batch)
    gates = PackedMatrix(rows: parameters.rows, columns: inner)
    inputs = PackedMatrix(rows: width, columns: inner - width)
    transposed = PackedMatrix(rows: width, columns: parameters.rows)
    gradients = Signal(length: 1, width: slopeRows, batch: inner)
    stateSlopes = Signal(length: length, width: width, batch: batch)
    for time in 0...length {
      (states.step(time) + (inner - 1) * states.stride).update(repeating: 1, count: states.stride)
    }
  }

  func forward(_ values: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    pack(values)
    let (stride, width) = (states.stride, parameters.width)
    let output = MatrixView(values + parameters.output, rows: outputs.width, columns: width)
    for time in 0..<parameters.shape.length {
      let (state, next) = (states.step(time), states.step(time + 1))
      (state + width * stride).update(from: inputs.step(time), count: inputs.width * stride)
      let step = kept(time + 1)
      gates.multiply(state, into: step.base, stride: stride)
      if cell.separatesInput {
        self.inputs.multiply(state + width * stride, into: step[cell.gates], stride: stride)
      }
      cell.forward(step, before: kept(time), previous: state, next: next)
      for row in 0..<outputs.width {
        (outputs.step(time) + row * stride).update(repeating: values[parameters.outputBias + row], count: stride)
      }
      output.multiply(next, into: outputs.step(time), stride: stride, adding: true)
    }
  }

  /// ∂E/∂h_t = Cᵀ ∂E/∂ŷ_t + W_hhᵀ ∂E/∂g_{t+1} + the cell's carry, g the gates before activation.
  func backward(
    _ values: UnsafePointer<Element>, _ inputs: Signal<Element>, _ errors: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let (stride, length) = (states.stride, parameters.shape.length)
    let output = MatrixView(values + parameters.output, rows: errors.width, columns: parameters.width).transposed
    let memory = spare.step(1)
    memory.update(repeating: 0, count: parameters.width * stride)
    gradients.step(0).update(repeating: 0, count: gradients.width * gradients.stride)
    for start in Swift.stride(from: 0, to: length, by: slopes.length).reversed() {
      let end = min(start + slopes.length, length)
      for time in (start..<end).reversed() {
        let slope = stateSlopes.step(time)
        output.multiply(errors.step(time), into: slope, stride: stride, adding: time + 1 < length)
        let step = Step(base: slopes.step(time - start), count: parameters.width * stride)
        let carry = time > 0 ? stateSlopes.step(time - 1) : spare.step(0)
        cell.backward(
          kept(time + 1), before: kept(time), previous: states.step(time), next: states.step(time + 1), slope: slope,
          slopes: step, carry: carry, memory: memory)
        if time > 0 { transposed.multiply(step.base, into: carry, stride: stride, adding: true) }
      }
      addSlopes(first: start, length: end - start)
    }
    addGradients(to: gradient)
    addOutputGradients(errors, to: gradient)
  }

  private func kept(_ time: Int) -> Step<Element> {
    Step(base: blocks.step(time), count: parameters.width * states.stride)
  }

  private func pack(_ values: UnsafePointer<Element>) {
    let (width, rows, features) = (parameters.width, parameters.rows, parameters.shape.inputs)
    let recurrence = MatrixView(values + parameters.recurrence, rows: rows, columns: width)
    gates.pack(recurrence)
    transposed.pack(recurrence.transposed)
    let together = cell.separatesInput ? rows - width : rows
    gates.pack(MatrixView(values, rows: together, columns: features), column: width)
    for row in 0..<rows {
      let bias = row < together ? values[parameters.inputBias + row] : 0
      gates[row, width + features] = bias + values[parameters.stateBias + row]
    }
    guard cell.separatesInput else { return }
    inputs.pack(MatrixView(values + together * features, rows: width, columns: features))
    for row in 0..<width { inputs[row, features] = values[parameters.inputBias + together + row] }
  }

  private func addSlopes(first: Int, length: Int) {
    let (width, rows) = (parameters.width, parameters.rows)
    addOuterProducts(
      slopes, rows: 0..<rows, states, first: first, length: length, to: gradients.step(0), pitch: gradients.stride)
    guard cell.separatesInput else { return }
    addOuterProducts(
      slopes, rows: rows..<rows + width, states, columns: width..<states.width, first: first, length: length,
      to: gradients.step(0) + rows * gradients.stride + width, pitch: gradients.stride)
  }

  private func addGradients(to gradient: UnsafeMutablePointer<Element>) {
    let (width, rows, features) = (parameters.width, parameters.rows, parameters.shape.inputs)
    let together = cell.separatesInput ? rows - width : rows
    for row in 0..<rows {
      let sums = gradients.step(0) + row * gradients.stride
      let own = row < together ? sums : sums + width * gradients.stride
      for column in 0..<width { gradient[parameters.recurrence + row * width + column] += sums[column] }
      for column in 0..<features { gradient[row * features + column] += own[width + column] }
      gradient[parameters.inputBias + row] += own[width + features]
      gradient[parameters.stateBias + row] += sums[width + features]
    }
  }

  private func addOutputGradients(_ errors: Signal<Element>, to gradient: UnsafeMutablePointer<Element>) {
    let length = parameters.shape.length
    addOuterProducts(
      errors, states, columns: 0..<parameters.width, first: 1, length: length, to: gradient + parameters.output)
    addOuterProducts(
      errors, states, columns: states.width - 1..<states.width, first: 1, length: length,
      to: gradient + parameters.outputBias)
  }
}
