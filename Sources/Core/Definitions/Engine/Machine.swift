import Numerics

/// Operations on panels, rows by sequences, that a step is made of: the forward pass, and likewise the backward pass.
struct Machine: Sendable {
  enum Operation: Sendable, Hashable {
    /// A panel that lies somewhere when the step begins.
    case load(Place)
    /// A value of the forward pass, in the backward pass.
    case kept(Int)
    /// A static value in each of its rows, the same for all sequences.
    case expanded(Int)
    /// The product that is a member of a group.
    case member(Int)
    case chain(ChainCode, [Int], Double, Double)
    /// One row in every row.
    case broadcast(Int)
    /// The sum over the rows, times a number.
    case total(Int, Double)
    case softmax(Int)
    /// From the slope and the value of a softmax the slope of its argument.
    case softmaxSlope(Int, Int)
    case concat([Int])
    case slice(Int, from: Int)
    /// A panel with 1 in the row whose number its operand gives.
    case symbol(Int)
    case remainder(Int, Int)
    /// The slope of an operand of a group of products.
    case transposed(group: Int, operand: Int)
    /// The slope of a value that later steps looked back at, plus its slopes as an operand at this step.
    case accumulated(Place, [Transposed])
    case time
  }

  struct Transposed: Sendable, Hashable {
    var group: Int
    var operand: Int
  }

  struct Node: Sendable {
    var operation: Operation
    var rows: Int
  }

  private(set) var nodes: [Node] = []
  private var known: [Operation: [Int]] = [:]

  mutating func node(_ operation: Operation, rows: Int) -> Int {
    if let node = known[operation]?.first(where: { nodes[$0].rows == rows }) { return node }
    nodes.append(Node(operation: operation, rows: rows))
    known[operation, default: []].append(nodes.count - 1)
    return nodes.count - 1
  }

  func operands(_ node: Int) -> [Int] { nodes[node].operation.operands }

  mutating func replace(_ node: Int, by operation: Operation) { nodes[node].operation = operation }
}

extension Machine.Operation {
  var operands: [Int] {
    switch self {
    case .load, .kept, .expanded, .member, .transposed, .accumulated, .time: []
    case .chain(_, let operands, _, _): operands
    case .broadcast(let a), .total(let a, _), .softmax(let a), .slice(let a, _), .symbol(let a): [a]
    case .softmaxSlope(let a, let b), .remainder(let a, let b): [a, b]
    case .concat(let parts): parts
    }
  }

  var isChain: Bool { if case .chain = self { true } else { false } }
}

/// Where a panel lies: rows of a memory, some steps from the one in hand.
struct Place: Sendable, Hashable {
  var memory: Int
  var row: Int
  var shift = 0

  func shifted(_ steps: Int) -> Place { Place(memory: memory, row: row, shift: shift + steps) }
}

/// A block of panels.
struct Memory: Sendable {
  enum Extent: Sendable {
    /// One for each step, and as many before the first as anything looks back.
    case steps
    /// One for each step of a stretch of the backward pass.
    case stretch
    /// The same at every step.
    case fixed
    /// What a caller hands over, one for each step.
    case external
  }

  var extent: Extent
  var rows = 0

  mutating func add(_ count: Int) -> Int {
    rows += count
    return rows - count
  }
}

/// Constructors that omit operations without effect.
extension Machine {
  mutating func affine(_ a: Int, _ factor: Double, _ constant: Double) -> Int {
    if factor == 1, constant == 0 { return a }
    if case .chain(.affine, let inner, let p, let q) = nodes[a].operation {
      return affine(inner[0], factor * p, factor * q + constant)
    }
    return node(.chain(.affine, [a], factor, constant), rows: nodes[a].rows)
  }

  mutating func chain(_ code: ChainCode, _ operands: Int..., p: Double = 0) -> Int {
    node(.chain(code, operands, p, 0), rows: nodes[operands[0]].rows)
  }

  mutating func add(_ a: Int, _ b: Int) -> Int { chain(.add, a, b) }
  mutating func multiply(_ a: Int, _ b: Int) -> Int { chain(.multiply, a, b) }

  /// Joins a product or a multiple with the sum that alone uses it.
  mutating func fuse(keeping kept: Set<Int>) {
    var uses = nodes.map { _ in 0 }
    for node in nodes { for operand in node.operation.operands { uses[operand] += 1 } }
    for index in nodes.indices {
      guard case .chain(let code, let operands, _, _) = nodes[index].operation, code == .add || code == .subtract else {
        continue
      }
      func inner(_ operand: Int) -> (ChainCode, [Int], Double)? {
        guard uses[operand] == 1, !kept.contains(operand), nodes[operand].rows == nodes[index].rows,
          case .chain(let code, let inner, let p, let q) = nodes[operand].operation,
          code == .multiply || code == .affine && q == 0
        else { return nil }
        return (code, inner, p)
      }
      if code == .add {
        for (one, other) in [(operands[0], operands[1]), (operands[1], operands[0])] where one != other {
          guard let (code, parts, p) = inner(one) else { continue }
          replace(
            index,
            by: code == .multiply
              ? .chain(.multiplyAdd, parts + [other], 0, 0) : .chain(.scaleAdd, [parts[0], other], p, 0))
          break
        }
      } else if operands[0] != operands[1], let (code, parts, p) = inner(operands[1]) {
        replace(
          index,
          by: code == .multiply
            ? .chain(.multiplyFrom, parts + [operands[0]], 0, 0)
            : .chain(.scaleAdd, [parts[0], operands[0]], -p, 0))
      }
    }
  }
}

extension Machine {
  /// A separate node, even if another computes the same.
  mutating func append(_ operation: Operation, rows: Int) -> Int {
    nodes.append(Node(operation: operation, rows: rows))
    return nodes.count - 1
  }
}
