import Numerics

/// Runs a plan over the steps of a batch, forward and back, with everything allocated once.
final class StepEngine<Element: Scalar> {
  /// Steps whose slopes are kept before they are added to the gradient.
  private static var stretch: Int { 16 }
  /// Numbers of a strip of a chain.
  private static var strip: Int { 2048 / MemoryLayout<Element>.stride }

  private let plan: StepPlan
  private let length: Int
  private let batch: Int
  private let stride: Int
  /// Values of what is the same at all steps, and their slopes.
  private let statics: Signal<Element>
  private let signals: [Signal<Element>]
  private let matrices: [PackedMatrix<Element>]
  /// By group, the matrix back to each operand.
  private let transposed: [[Int: PackedMatrix<Element>]]
  private let gradients: [Signal<Element>]
  private let forwardStages: [Stage]
  private let backwardStages: [Stage]
  private let chains: [ChainRunner<Element>]
  private let operations: PanelOperations<Element>
  /// Where each memory begins at the step in hand, and the elements of a step.
  private let current: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  private let sizes: [Int]

  /// A panel: a memory and an offset from where it begins at the step in hand.
  fileprivate typealias Panel = ChainRunner<Element>.Panel

  private enum Stage {
    case copy(from: Panel, to: Panel, rows: Int)
    case product(PackedMatrix<Element>, from: Panel, to: Panel, isAdding: Bool)
    case chain(Int)
    case broadcast(from: Panel, to: Panel, rows: Int)
    case total(from: Panel, to: Panel, rows: Int, factor: Double)
    case softmax(from: Panel, to: Panel, rows: Int)
    case softmaxSlope(slope: Panel, value: Panel, to: Panel, rows: Int)
    case time(to: Panel)
    case symbol(from: Panel, to: Panel, rows: Int)
    case remainder(Panel, by: Panel, to: Panel, rows: Int)
  }

  init(_ plan: StepPlan, length: Int, batch: Int) {
    self.plan = plan
    self.length = length
    self.batch = batch
    statics = Signal(length: 2, width: 1, batch: max(plan.statics.count, 1))
    let steps = length + plan.margin + 1
    signals = plan.memories.map { memory in
      switch memory.extent {
      case .steps: Signal(length: steps, width: memory.rows, batch: batch)
      case .stretch: Signal(length: min(Self.stretch, length), width: memory.rows, batch: batch)
      case .fixed: Signal(length: 1, width: memory.rows, batch: batch)
      case .external: Signal(length: 0, width: memory.rows, batch: batch)
      }
    }
    let stride = signals[0].stride
    self.stride = stride
    let sizes = plan.memories.map { $0.rows * stride }
    self.sizes = sizes
    current = .allocate(capacity: plan.memories.count)
    for (index, signal) in signals.enumerated() { (current + index).initialize(to: signal.step(0)) }
    let matrices = plan.groups.map { PackedMatrix<Element>(rows: $0.rows, columns: $0.columns) }
    self.matrices = matrices
    gradients = plan.groups.map { Signal(length: 1, width: $0.rows, batch: $0.columns) }
    func panel(_ place: Place) -> Panel {
      let isStepped = [.steps, .external].contains(plan.memories[place.memory].extent)
      return Panel(
        memory: place.memory, offset: (isStepped ? place.shift * sizes[place.memory] : 0) + place.row * stride)
    }
    var chains: [ChainRunner<Element>] = []
    var back: [[Int: PackedMatrix<Element>]] = plan.groups.map { _ in [:] }
    func stages(_ given: [StepPlan.Stage]) -> [Stage] {
      given.compactMap { stage in
        switch stage {
        case .copy(let from, let to, let rows): return .copy(from: panel(from), to: panel(to), rows: rows)
        case .product(let group, let to):
          return .product(matrices[group], from: panel(plan.groups[group].source), to: panel(to), isAdding: false)
        case .transposed(let group, let operand, let to, let isAdding):
          guard let slopes = plan.groups[group].slopes else { return nil }
          let rows =
            plan.members.lazy.flatMap(\.terms).first { $0.operand == operand }
            .map { plan.statics.values[$0.matrix].columns } ?? 0
          let matrix = back[group][operand] ?? PackedMatrix<Element>(rows: rows, columns: plan.groups[group].rows)
          back[group][operand] = matrix
          return .product(matrix, from: panel(slopes), to: panel(to), isAdding: isAdding)
        case .chain(let chain):
          chains.append(ChainRunner(chain, stride: stride, strip: Self.strip, panel: panel))
          return .chain(chains.count - 1)
        case .broadcast(let from, let to, let rows): return .broadcast(from: panel(from), to: panel(to), rows: rows)
        case .total(let from, let to, let rows, let factor):
          return .total(from: panel(from), to: panel(to), rows: rows, factor: factor)
        case .softmax(let from, let to, let rows): return .softmax(from: panel(from), to: panel(to), rows: rows)
        case .softmaxSlope(let slope, let value, let to, let rows):
          return .softmaxSlope(slope: panel(slope), value: panel(value), to: panel(to), rows: rows)
        case .time(let to): return .time(to: panel(to))
        case .symbol(let from, let to, let rows): return .symbol(from: panel(from), to: panel(to), rows: rows)
        case .remainder(let first, let second, let to, let rows):
          return .remainder(panel(first), by: panel(second), to: panel(to), rows: rows)
        }
      }
    }
    forwardStages = stages(plan.forward)
    backwardStages = stages(plan.backward)
    transposed = back
    self.chains = chains
    operations = PanelOperations(stride: stride)
    let bank = signals[FixedMemory.bank]
    for place in plan.ones {
      for step in 0..<steps { (bank.step(step) + place.row * stride).update(repeating: 1, count: stride) }
    }
  }

  deinit { current.deallocate() }

  /// Where a value of the plan lies at a step of the last `forward`.
  func panel(_ place: Place, at time: Int) -> UnsafeMutablePointer<Element> {
    signals[place.memory].step(time + plan.margin + place.shift) + place.row * stride
  }

  /// The slopes of the inputs of the last `backward`.
  func inputSlopes(at time: Int) -> UnsafeMutablePointer<Element> {
    signals[FixedMemory.inputSlopes].step(time + plan.margin)
  }

  private func pointer(_ panel: Panel) -> UnsafeMutablePointer<Element> { current[panel.memory] + panel.offset }

  /// Moves all memories to a step; `stretch` is the first step of the stretch in hand.
  private func move(to time: Int, stretch: Int) {
    for (index, memory) in plan.memories.enumerated() {
      switch memory.extent {
      case .steps: current[index] = signals[index].step(time + plan.margin)
      case .stretch: current[index] = signals[index].step(time - stretch)
      case .fixed, .external: break
      }
    }
  }

  /// Takes over the parameters; `places` are where each of them lies in `values`.
  func prepare(_ values: UnsafePointer<Element>, _ places: [Int]) {
    let block = statics.step(0)
    for (parameter, place) in zip(plan.parameters, places) {
      let value = plan.statics.values[parameter]
      (block + value.start).update(from: values + place, count: value.count)
    }
    plan.statics.evaluate(block)
    for (matrix, group) in zip(matrices, plan.groups) {
      for index in group.members { pack(plan.members[index], group, into: matrix, block) }
    }
    for (index, group) in transposed.enumerated() {
      for (operand, matrix) in group {
        for member in plan.groups[index].members {
          for term in plan.members[member].terms where term.operand == operand {
            matrix.pack(view(term.matrix, block).transposed, column: plan.members[member].row)
          }
        }
      }
    }
    for item in plan.expanded {
      let value = plan.statics.values[item.value]
      for row in 0..<item.rows {
        (signals[FixedMemory.expanded].step(0) + (item.place.row + row) * stride)
          .update(repeating: block[value.start + (value.count == 1 ? 0 : row)], count: stride)
      }
    }
  }

  private func view(_ value: Int, _ block: UnsafePointer<Element>) -> MatrixView<Element> {
    let value = plan.statics.values[value]
    return MatrixView(block + value.start, rows: value.rows, columns: value.columns)
  }

  private func pack(
    _ member: StepPlan.Member, _ group: StepPlan.Group, into matrix: PackedMatrix<Element>,
    _ block: UnsafePointer<Element>
  ) {
    for term in member.terms {
      let (view, column) = (view(term.matrix, block), group.operands[.node(term.operand)] ?? 0)
      for row in 0..<view.rows {
        for other in 0..<view.columns { matrix[member.row + row, column + other] = view[row, other] }
      }
    }
    guard let constant = member.constant, let column = group.operands[.one] else { return }
    let value = plan.statics.values[constant]
    for row in 0..<member.rows { matrix[member.row + row, column] = block[value.start + (value.count == 1 ? 0 : row)] }
  }

  /// Runs all steps, where `input` and `output` say where the features of a step lie.
  func forward(
    input: (Int) -> UnsafePointer<Element>, output: ((Int) -> UnsafeMutablePointer<Element>)?
  ) {
    let (rows, padding) = (plan.input.rows, stride - batch)
    for time in 0..<length {
      move(to: time, stretch: 0)
      let own = current[FixedMemory.bank] + plan.input.place.row * stride
      own.update(from: input(time), count: rows * stride)
      if padding > 0 {
        // What fills a row up goes through the same functions, where 0 could give no number.
        for row in 0..<rows { (own + row * stride + batch).update(repeating: own[row * stride], count: padding) }
      }
      if let output { current[FixedMemory.outputs] = output(time) }
      for stage in forwardStages { run(stage, time) }
    }
  }

  /// Runs all steps back, where `slopes` says where the slopes of the outputs lie, and adds those of the parameters to `gradient`.
  func backward(
    slopes: (Int) -> UnsafeMutablePointer<Element>, to gradient: UnsafeMutablePointer<Element>, _ places: [Int]
  ) {
    for memory in plan.cleared { clear(signals[memory].step(0), count: signals[memory].length * sizes[memory]) }
    for item in plan.last {
      clear(
        signals[item.place.memory].step(length - 1 + plan.margin) + item.place.row * stride, count: item.rows * stride)
    }
    clear(signals[FixedMemory.sums].step(0), count: sizes[FixedMemory.sums])
    for gradient in gradients { clear(gradient.step(0), count: gradient.width * gradient.stride) }
    let slopesKept = signals[FixedMemory.slopes]
    let last = (length - 1) / Self.stretch * Self.stretch
    for start in Swift.stride(from: last, through: 0, by: -Self.stretch) {
      let end = min(start + Self.stretch, length)
      for time in (start..<end).reversed() {
        move(to: time, stretch: start)
        current[FixedMemory.outputSlopes] = slopes(time)
        for stage in backwardStages { run(stage, time) }
      }
      for (group, sums) in zip(plan.groups, gradients) {
        guard let place = group.slopes else { continue }
        addOuterProducts(
          slopesKept, rows: place.row..<place.row + group.rows, signals[group.source.memory],
          columns: group.source.row..<group.source.row + group.columns, first: start + plan.margin + group.source.shift,
          length: end - start, to: sums.step(0), pitch: sums.stride)
      }
    }
    addGradients(to: gradient, places)
  }

  private func addGradients(to gradient: UnsafeMutablePointer<Element>, _ places: [Int]) {
    let (block, slopes) = (statics.step(0), statics.step(1))
    clear(slopes, count: plan.statics.count)
    for (group, sums) in zip(plan.groups, gradients) {
      for index in group.members {
        let member = plan.members[index]
        for term in member.terms {
          let (value, column) = (plan.statics.values[term.matrix], group.operands[.node(term.operand)] ?? 0)
          for row in 0..<value.rows {
            let from = sums.step(0) + (member.row + row) * sums.stride + column
            for other in 0..<value.columns { slopes[value.start + row * value.columns + other] += from[other] }
          }
        }
        guard let constant = member.constant, let column = group.operands[.one] else { continue }
        let value = plan.statics.values[constant]
        for row in 0..<member.rows {
          slopes[value.start + (value.count == 1 ? 0 : row)] += sums.step(0)[(member.row + row) * sums.stride + column]
        }
      }
    }
    for item in plan.sums {
      let value = plan.statics.values[item.value]
      for row in 0..<item.rows {
        let from = signals[FixedMemory.sums].step(0) + (item.place.row + row) * stride
        var sum = Element(0)
        for lane in 0..<batch { sum += from[lane] }
        slopes[value.start + (value.count == 1 ? 0 : row)] += sum
      }
    }
    plan.statics.differentiate(block, slopes)
    for (parameter, place) in zip(plan.parameters, places) {
      let value = plan.statics.values[parameter]
      for index in 0..<value.count { gradient[place + index] += slopes[value.start + index] }
    }
  }

  private func run(_ stage: Stage, _ time: Int) {
    switch stage {
    case .chain(let index): chains[index].run(current)
    case .product(let matrix, let from, let to, let isAdding):
      matrix.multiply(pointer(from), into: pointer(to), stride: stride, adding: isAdding)
    case .copy(let from, let to, let rows): pointer(to).update(from: pointer(from), count: rows * stride)
    case .broadcast(let from, let to, let rows):
      for row in 0..<rows { (pointer(to) + row * stride).update(from: pointer(from), count: stride) }
    case .total(let from, let to, let rows, let factor):
      operations.total(pointer(from), pointer(to), rows, Element(factor))
    case .softmax(let from, let to, let rows): operations.softmax(pointer(from), pointer(to), rows)
    case .softmaxSlope(let slope, let value, let to, let rows):
      operations.softmaxSlope(pointer(slope), pointer(value), pointer(to), rows)
    case .symbol(let from, let to, let rows): operations.symbol(pointer(from), pointer(to), rows)
    case .remainder(let first, let second, let to, let rows):
      operations.remainder(pointer(first), pointer(second), pointer(to), rows)
    case .time(let to): pointer(to).update(repeating: Element(time), count: stride)
    }
  }
}
