import Numerics

/// A stage of a plan with its places resolved: plain numbers, so that running it counts no references.
struct EngineStage<Element: Scalar> {
  enum Kind {
    case copy, product, chain, broadcast, total, softmax, softmaxSlope, time, symbol, remainder
  }

  /// A memory and an offset from where it begins at the step in hand.
  typealias Panel = ChainRunner<Element>.Panel

  var kind: Kind
  var first = Panel(memory: 0, offset: 0)
  var second = Panel(memory: 0, offset: 0)
  var to = Panel(memory: 0, offset: 0)
  var rows = 0
  var factor = Element(1)
  var isAdding = false
  /// The position of the matrix of a product, or of a chain.
  var index = 0
}

/// The stages of a plan with the matrices and chains that they run.
struct EngineStages<Element: Scalar> {
  typealias Stage = EngineStage<Element>

  /// The matrices of the groups, then those back to their operands.
  private(set) var matrices: [PackedMatrix<Element>]
  /// By group, the position of the matrix back to each operand.
  private(set) var transposed: [[Int: Int]]
  private(set) var chains: [ChainRunner<Element>] = []
  private(set) var forward: [Stage] = []
  private(set) var backward: [Stage] = []

  private let plan: StepPlan
  private let stride: Int

  /// - Parameter strip: numbers of a strip of a chain.
  init(_ plan: StepPlan, stride: Int, strip: Int) {
    self.plan = plan
    self.stride = stride
    matrices = plan.groups.map { PackedMatrix(rows: $0.rows, columns: $0.columns) }
    transposed = plan.groups.map { _ in [:] }
    for stage in plan.forward { if let made = self.stage(stage, strip) { forward.append(made) } }
    for stage in plan.backward { if let made = self.stage(stage, strip) { backward.append(made) } }
  }

  private func panel(_ place: Place) -> Stage.Panel {
    let memory = plan.memories[place.memory]
    let isStepped = [.steps, .external].contains(memory.extent)
    return Stage.Panel(
      memory: place.memory, offset: (isStepped ? place.shift * memory.rows : 0) * stride + place.row * stride)
  }

  private mutating func stage(_ stage: StepPlan.Stage, _ strip: Int) -> Stage? {
    switch stage {
    case .copy(let from, let to, let rows): return Stage(kind: .copy, first: panel(from), to: panel(to), rows: rows)
    case .product(let group, let to):
      return Stage(kind: .product, first: panel(plan.groups[group].source), to: panel(to), index: group)
    case .transposed(let group, let operand, let to, let isAdding):
      guard let slopes = plan.groups[group].slopes else { return nil }
      return Stage(
        kind: .product, first: panel(slopes), to: panel(to), isAdding: isAdding, index: matrix(back: operand, group))
    case .chain(let chain):
      chains.append(ChainRunner(chain, stride: stride, strip: strip, panel: panel))
      return Stage(kind: .chain, index: chains.count - 1)
    case .broadcast(let from, let to, let rows):
      return Stage(kind: .broadcast, first: panel(from), to: panel(to), rows: rows)
    case .total(let from, let to, let rows, let factor):
      return Stage(kind: .total, first: panel(from), to: panel(to), rows: rows, factor: Element(factor))
    case .softmax(let from, let to, let rows):
      return Stage(kind: .softmax, first: panel(from), to: panel(to), rows: rows)
    case .softmaxSlope(let slope, let value, let to, let rows):
      return Stage(kind: .softmaxSlope, first: panel(slope), second: panel(value), to: panel(to), rows: rows)
    case .time(let to): return Stage(kind: .time, to: panel(to))
    case .symbol(let from, let to, let rows):
      return Stage(kind: .symbol, first: panel(from), to: panel(to), rows: rows)
    case .remainder(let first, let second, let to, let rows):
      return Stage(kind: .remainder, first: panel(first), second: panel(second), to: panel(to), rows: rows)
    }
  }

  /// The position of the matrix from the slopes of a group back to one of its operands.
  private mutating func matrix(back operand: Int, _ group: Int) -> Int {
    if let known = transposed[group][operand] { return known }
    let term = plan.members.lazy.flatMap(\.terms).first { $0.operand == operand }
    let rows = term.map { plan.statics.values[$0.matrix].columns } ?? 0
    matrices.append(PackedMatrix(rows: rows, columns: plan.groups[group].rows))
    transposed[group][operand] = matrices.count - 1
    return matrices.count - 1
  }
}
