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
  private let gradients: [Signal<Element>]
  private let stages: EngineStages<Element>
  /// The matrices and chains of the stages, without counting references to them at each step.
  private let matrices: [Unmanaged<PackedMatrix<Element>>]
  private let chains: [Unmanaged<ChainRunner<Element>>]
  private let operations: PanelOperations<Element>
  /// Where each memory begins at the step in hand.
  private let current: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  /// The elements of a step of each memory.
  private let sizes: [Int]
  private let moving: [Moving]

  private typealias Panel = EngineStage<Element>.Panel

  /// A memory with another block for each step.
  private struct Moving {
    var memory: Int
    var base: UnsafeMutablePointer<Element>
    var size: Int
    /// Whether it has blocks for a stretch of steps alone.
    var isStretch: Bool
  }

  init(_ plan: StepPlan, length: Int, batch: Int) {
    self.plan = plan
    self.length = length
    self.batch = batch
    statics = Signal(length: 2, width: 1, batch: max(plan.statics.count, 1))
    let steps = length + plan.margin + 1
    let signals = plan.memories.map { memory in
      switch memory.extent {
      case .steps: Signal<Element>(length: steps, width: memory.rows, batch: batch)
      case .stretch: Signal<Element>(length: min(Self.stretch, length), width: memory.rows, batch: batch)
      case .fixed: Signal<Element>(length: 1, width: memory.rows, batch: batch)
      case .external: Signal<Element>(length: 0, width: memory.rows, batch: batch)
      }
    }
    self.signals = signals
    let stride = signals[0].stride
    self.stride = stride
    let sizes = plan.memories.map { $0.rows * stride }
    self.sizes = sizes
    current = .allocate(capacity: plan.memories.count)
    for (index, signal) in signals.enumerated() { (current + index).initialize(to: signal.step(0)) }
    moving = plan.memories.enumerated().compactMap { index, memory in
      guard memory.extent == .steps || memory.extent == .stretch else { return nil }
      return Moving(
        memory: index, base: signals[index].step(0), size: sizes[index], isStretch: memory.extent == .stretch)
    }
    stages = EngineStages(plan, stride: stride, strip: Self.strip)
    matrices = stages.matrices.map { Unmanaged.passUnretained($0) }
    chains = stages.chains.map { Unmanaged.passUnretained($0) }
    gradients = plan.groups.map { Signal(length: 1, width: $0.rows, batch: $0.columns) }
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

  @inline(__always)
  private func pointer(_ panel: Panel) -> UnsafeMutablePointer<Element> { current[panel.memory] + panel.offset }

  /// Moves all memories to a step; `stretch` is the first step of the stretch in hand.
  private func move(to time: Int, stretch: Int, margin: Int) {
    for item in moving {
      current[item.memory] = item.base + (item.isStretch ? time - stretch : time + margin) * item.size
    }
  }

  /// Copies the parameters; `places` says where each of them begins in `values`.
  func prepare(_ values: UnsafePointer<Element>, _ places: [Int]) {
    let block = statics.step(0)
    for (parameter, place) in zip(plan.parameters, places) {
      let value = plan.statics.values[parameter]
      (block + value.start).update(from: values + place, count: value.count)
    }
    plan.statics.evaluate(block)
    for (matrix, group) in zip(stages.matrices, plan.groups) {
      for index in group.members { pack(plan.members[index], group, into: matrix, block) }
    }
    for (index, group) in stages.transposed.enumerated() {
      for (operand, position) in group {
        for member in plan.groups[index].members {
          for term in plan.members[member].terms where term.operand == operand {
            stages.matrices[position].pack(view(term.matrix, block).transposed, column: plan.members[member].row)
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
    let (rows, padding, first, margin) = (plan.input.rows, stride - batch, plan.input.place.row * stride, plan.margin)
    for time in 0..<length {
      move(to: time, stretch: 0, margin: margin)
      let own = current[FixedMemory.bank] + first
      own.update(from: input(time), count: rows * stride)
      if padding > 0 {
        // What fills a row up goes through the same functions, where 0 could give no number.
        for row in 0..<rows { (own + row * stride + batch).update(repeating: own[row * stride], count: padding) }
      }
      if let output { current[FixedMemory.outputs] = output(time) }
      run(stages.forward, time)
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
    let (slopesKept, margin) = (signals[FixedMemory.slopes], plan.margin)
    let last = (length - 1) / Self.stretch * Self.stretch
    for start in Swift.stride(from: last, through: 0, by: -Self.stretch) {
      let end = min(start + Self.stretch, length)
      for time in (start..<end).reversed() {
        move(to: time, stretch: start, margin: margin)
        current[FixedMemory.outputSlopes] = slopes(time)
        run(stages.backward, time)
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

  private func run(_ stages: [EngineStage<Element>], _ time: Int) {
    for stage in stages {
      let (first, to) = (pointer(stage.first), pointer(stage.to))
      switch stage.kind {
      case .chain: chains[stage.index]._withUnsafeGuaranteedRef { $0.run(current) }
      case .product:
        matrices[stage.index]._withUnsafeGuaranteedRef {
          $0.multiply(first, into: to, stride: stride, adding: stage.isAdding)
        }
      case .copy: to.update(from: first, count: stage.rows * stride)
      case .broadcast: for row in 0..<stage.rows { (to + row * stride).update(from: first, count: stride) }
      case .total: operations.total(first, to, stage.rows, stage.factor)
      case .softmax: operations.softmax(first, to, stage.rows)
      case .softmaxSlope: operations.softmaxSlope(first, pointer(stage.second), to, stage.rows)
      case .time: to.update(repeating: Element(time), count: stride)
      case .symbol: operations.symbol(first, to, stage.rows)
      case .remainder: operations.remainder(first, pointer(stage.second), to, stage.rows)
      }
    }
  }
}
