import Equations

/// The operations of one step, each after its operands.
struct Graph: Sendable {
  enum Operation: Sendable, Hashable {
    case constant(Double)
    case parameter(Int)
    /// One of the inputs at this step.
    case input(Int)
    /// t, counted from 0.
    case time
    /// A value of `steps` steps ago, 0 before the beginning.
    case delay(value: Int, steps: Int)
    case element(ElementFunction, Int)
    case binary(BinaryOperation, Int, Int)
    /// Two things beside each other.
    case product(Int, Int)
    case transpose(Int)
    /// The sum of all elements.
    case total(Int)
    case mean(Int)
    case softmax(Int)
    case concat([Int])
    /// A vector of `count` features of which one is 1: the one with the number, rounded, modulo `count`.
    case symbol(Int, count: Int)

    var operands: [Int] {
      switch self {
      case .constant, .parameter, .input, .time, .delay: []
      case .element(_, let a), .transpose(let a), .total(let a), .mean(let a), .softmax(let a), .symbol(let a, _): [a]
      case .binary(_, let a, let b), .product(let a, let b): [a, b]
      case .concat(let all): all
      }
    }

    /// The same operation on other operands.
    func mapOperands(_ change: (Int) -> Int) -> Operation {
      switch self {
      case .constant, .parameter, .input, .time, .delay: self
      case .element(let function, let a): .element(function, change(a))
      case .binary(let operation, let a, let b): .binary(operation, change(a), change(b))
      case .product(let a, let b): .product(change(a), change(b))
      case .transpose(let a): .transpose(change(a))
      case .total(let a): .total(change(a))
      case .mean(let a): .mean(change(a))
      case .softmax(let a): .softmax(change(a))
      case .concat(let all): .concat(all.map(change))
      case .symbol(let a, let count): .symbol(change(a), count: count)
      }
    }

    /// Whether it is element-wise.
    var isElementwise: Bool {
      switch self {
      case .element, .binary: true
      default: false
      }
    }
  }

  /// What an author wrote for a node: a formula, or the first terms of a sum.
  struct Origin: Sendable {
    var source: Formula
    var terms: Int?

    init(_ source: Formula, terms: Int? = nil) {
      self.source = source
      self.terms = terms
    }

    var formula: Formula {
      guard let terms, case .sum(let all) = source.kind, (1...all.count).contains(terms) else { return source }
      let start = source.span.lowerBound
      return Formula(.sum(Array(all[..<terms])), span: start..<max(start, all[terms - 1].term.span.upperBound))
    }
  }

  struct Node: Sendable {
    var operation: Operation
    var origin: Origin
    /// Whether it is the same at every step and for every sequence.
    var isStatic: Bool

    var formula: Formula { origin.formula }
  }

  /// Something that an author named and that has a value at each step.
  struct Named: Sendable {
    var name: String
    /// The node of its value at this step.
    var node: Int?
    /// The dimensions that it was declared with.
    var declared: [Size]?
    var span: Range<Int>
    var isState: Bool
    /// The most steps that anything looks back at it.
    var furthest = 0
  }

  struct Parameter: Sendable {
    var name: String
    var declared: [Size]?
    var node: Int
    var span: Range<Int>
  }

  struct Input: Sendable {
    var name: String
    var size: Size
    var span: Range<Int>
    /// Whether it is a number rather than a vector of one element.
    var isNumber = false
    /// The number of symbols it is drawn from, nil if it is not a symbol.
    var symbols: Int?
  }

  var nodes: [Node] = []
  var values: [Named] = []
  var parameters: [Parameter] = []
  var inputs: [Input] = []
  /// The node of the output.
  var output = 0
  private var known: [Operation: Int] = [:]

  /// The node of an operation; an equal one is reused.
  mutating func node(_ operation: Operation, _ origin: Origin) throws(DefinitionProblem) -> Int {
    if let node = known[operation] { return node }
    guard nodes.count < DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "one step has more than \(DefinitionLimits.mostOperations) operations once its sums are written out",
        remedy: "shorten the sums", span: origin.formula.span)
    }
    let isStatic: Bool
    switch operation {
    case .constant, .parameter: isStatic = true
    case .input, .time, .delay: isStatic = false
    default: isStatic = operation.operands.allSatisfy { nodes[$0].isStatic }
    }
    nodes.append(Node(operation: operation, origin: origin, isStatic: isStatic))
    known[operation] = nodes.count - 1
    return nodes.count - 1
  }

  /// The nodes on which those of `roots` depend, through earlier steps too.
  func reached(from roots: [Int]) -> Set<Int> {
    var reached: Set<Int> = []
    var open = roots
    while let next = open.popLast() {
      guard reached.insert(next).inserted else { continue }
      open += nodes[next].operation.operands
      if case .delay(let value, _) = nodes[next].operation, let node = values[value].node { open.append(node) }
    }
    return reached
  }

  /// The number of symbols of a node and how many steps it looks back; nil if it is not a symbol.
  func symbols(_ node: Int, depth: Int = 0) -> (count: Int, steps: Int)? {
    switch nodes[node].operation {
    case .input(let input): return inputs[input].symbols.map { ($0, 0) }
    case .symbol(_, let count): return (count, 0)
    case .delay(let value, let steps):
      guard depth < 8, let node = values[value].node else { return nil }
      return symbols(node, depth: depth + 1).map { ($0.count, $0.steps + steps) }
    default: return nil
    }
  }
}
