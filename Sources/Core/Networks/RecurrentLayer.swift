import Numerics

/// One layer of a recurrent network of any cell, with hand-written backpropagation through time.
struct RecurrentLayer<Cell: RecurrentCell> {
  typealias Element = Cell.Element
  /// Steps whose slopes are kept before they are added to the gradient.
  private static var chunk: Int { 16 }

  private let parameters: RecurrentParameters.Layer
  private let cell: Cell
  private let length: Int
  /// (h_{t-1}, x_t, 1) at t, so that one product gives a gate and one outer product all its gradients.
  let states: Signal<Element>
  /// The blocks of the cell at t + 1.
  private let blocks: Signal<Element>
  private let slopes: Signal<Element>
  /// The carry of the first step, which nothing uses, and the cell's memory.
  private let spare: Signal<Element>
  private let gates: PackedMatrix<Element>
  private let inputs: PackedMatrix<Element>
  private let transposed: PackedMatrix<Element>
  /// From the slopes of the gates to those of x_t, for a layer that has another below.
  private let inputsTransposed: PackedMatrix<Element>?
  private let gradients: Signal<Element>
  /// ∂E/∂h_t, and ∂E/∂x_t where there is a layer below.
  let stateSlopes: Signal<Element>
  let inputSlopes: Signal<Element>?

  init(_ parameters: RecurrentParameters.Layer, _ cell: Cell, length: Int, batch: Int) {
    let (width, features) = (parameters.width, parameters.inputs)
    let inner = width + features + 1
    let isFirst = parameters.start == 0
    let slopeRows = parameters.rows + (cell.separatesInput ? width : 0)
    self.parameters = parameters
    self.cell = cell
    self.length = length
    states = Signal(length: length + 1, width: inner, batch: batch)
    blocks = Signal(length: length + 1, width: cell.blocks * width, batch: batch)
    slopes = Signal(length: min(Self.chunk, length), width: slopeRows, batch: batch)
    spare = Signal(length: 2, width: width, batch: batch)
    gates = PackedMatrix(rows: parameters.rows, columns: inner)
    inputs = PackedMatrix(rows: width, columns: inner - width)
    transposed = PackedMatrix(rows: width, columns: parameters.rows)
    inputsTransposed = isFirst ? nil : PackedMatrix(rows: features, columns: slopeRows)
    gradients = Signal(length: 1, width: slopeRows, batch: inner)
    stateSlopes = Signal(length: length, width: width, batch: batch)
    inputSlopes = isFirst ? nil : Signal(length: length, width: features, batch: batch)
    for time in 0...length {
      (states.step(time) + (inner - 1) * states.stride).update(repeating: 1, count: states.stride)
    }
  }

  /// h_t of the last `forward`.
  @inline(__always)
  func state(_ time: Int) -> Pointer<Element> { states.step(time + 1) }

  /// Runs the layer, where `input` says where the features of a step lie.
  func forward(_ values: UnsafePointer<Element>, input: (Int) -> Pointer<Element>) {
    pack(values)
    let (stride, width) = (states.stride, parameters.width)
    for time in 0..<length {
      let (state, next) = (states.step(time), states.step(time + 1))
      (state + width * stride).update(from: input(time), count: parameters.inputs * stride)
      let step = kept(time + 1)
      gates.multiply(state, into: step.base, stride: stride)
      if cell.separatesInput {
        inputs.multiply(state + width * stride, into: step[cell.gates], stride: stride)
      }
      cell.forward(step, before: kept(time), previous: state, next: next)
    }
  }

  /// ∂E/∂h_t = what `inject` writes or adds + W_hhᵀ ∂E/∂g_{t+1} + the cell's carry, g the gates before activation.
  func backward(
    to gradient: Pointer<Element>, inject: (_ time: Int, _ slope: Pointer<Element>, _ adding: Bool) -> Void
  ) {
    let (stride, memory) = (states.stride, spare.step(1))
    clear(memory, count: parameters.width * stride)
    clear(gradients.step(0), count: gradients.width * gradients.stride)
    let last = (length - 1) / slopes.length * slopes.length
    for start in Swift.stride(from: last, through: 0, by: -slopes.length) {
      let end = min(start + slopes.length, length)
      for time in (start..<end).reversed() {
        let slope = stateSlopes.step(time)
        inject(time, slope, time + 1 < length)
        let step = Step(base: slopes.step(time - start), count: parameters.width * stride)
        let carry = time > 0 ? stateSlopes.step(time - 1) : spare.step(0)
        cell.backward(
          kept(time + 1), before: kept(time), previous: states.step(time), next: states.step(time + 1), slope: slope,
          slopes: step, carry: carry, memory: memory)
        if time > 0 { transposed.multiply(step.base, into: carry, stride: stride, adding: true) }
        if let inputSlopes { inputsTransposed?.multiply(step.base, into: inputSlopes.step(time), stride: stride) }
      }
      addSlopes(first: start, length: end - start)
    }
    addGradients(to: gradient)
  }

  private func kept(_ time: Int) -> Step<Element> {
    Step(base: blocks.step(time), count: parameters.width * states.stride)
  }

  private func pack(_ values: UnsafePointer<Element>) {
    let (width, rows, features) = (parameters.width, parameters.rows, parameters.inputs)
    let own = values + parameters.start
    let recurrence = MatrixView(values + parameters.recurrence, rows: rows, columns: width)
    gates.pack(recurrence)
    transposed.pack(recurrence.transposed)
    let together = cell.separatesInput ? rows - width : rows
    let first = MatrixView(own, rows: together, columns: features)
    gates.pack(first, column: width)
    inputsTransposed?.pack(first.transposed)
    for row in 0..<rows {
      let bias = row < together ? values[parameters.inputBias + row] : 0
      gates[row, width + features] = bias + values[parameters.stateBias + row]
    }
    guard cell.separatesInput else { return }
    let last = MatrixView(own + together * features, rows: width, columns: features)
    inputs.pack(last)
    inputsTransposed?.pack(last.transposed, column: rows)
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

  private func addGradients(to gradient: Pointer<Element>) {
    let (width, rows, features) = (parameters.width, parameters.rows, parameters.inputs)
    let together = cell.separatesInput ? rows - width : rows
    for row in 0..<rows {
      let sums = gradients.step(0) + row * gradients.stride
      let own = row < together ? sums : sums + width * gradients.stride
      for column in 0..<width { gradient[parameters.recurrence + row * width + column] += sums[column] }
      for column in 0..<features { gradient[parameters.start + row * features + column] += own[width + column] }
      gradient[parameters.inputBias + row] += own[width + features]
      gradient[parameters.stateBias + row] += sums[width + features]
    }
  }
}
