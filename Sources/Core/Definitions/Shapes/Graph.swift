import Equations

/// The operations of one step, each after what it needs.
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
    case add(Int, Int)
    case subtract(Int, Int)
    case multiply(Int, Int)
    case divide(Int, Int)
    case power(Int, Int)
    case larger(Int, Int)
    case smaller(Int, Int)
    /// Two things beside each other.
    case product(Int, Int)
    case transpose(Int)
    /// The sum of all elements.
    case total(Int)
    case mean(Int)
    case softmax(Int)
    case concat([Int])

    var operands: [Int] {
      switch self {
      case .constant, .parameter, .input, .time, .delay: []
      case .element(_, let a), .transpose(let a), .total(let a), .mean(let a), .softmax(let a): [a]
      case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
        .power(let a, let b), .larger(let a, let b), .smaller(let a, let b), .product(let a, let b):
        [a, b]
      case .concat(let all): all
      }
    }

    /// Whether it works on each element by itself.
    var isElementwise: Bool {
      switch self {
      case .element, .add, .subtract, .multiply, .divide, .power, .larger, .smaller: true
      default: false
      }
    }
  }

  struct Node: Sendable {
    var operation: Operation
    /// What the author wrote for it.
    var formula: Formula
    /// Whether it is the same at every step and for every sequence.
    var isStatic: Bool
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
    /// The greatest number of steps that something looks back at it.
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
    /// Whether it is one number, not a vector that may have one element.
    var isNumber = false
  }

  var nodes: [Node] = []
  var values: [Named] = []
  var parameters: [Parameter] = []
  var inputs: [Input] = []
  /// The node of the output.
  var output = 0
  private var known: [Operation: Int] = [:]

  /// The node of an operation, the one that is there where it is the same.
  mutating func node(_ operation: Operation, _ formula: Formula) throws(DefinitionProblem) -> Int {
    if let node = known[operation] { return node }
    guard nodes.count < DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "one step has more than \(DefinitionLimits.mostOperations) operations once its sums are written out",
        remedy: "shorten the sums", span: formula.span)
    }
    let isStatic: Bool
    switch operation {
    case .constant, .parameter: isStatic = true
    case .input, .time, .delay: isStatic = false
    default: isStatic = operation.operands.allSatisfy { nodes[$0].isStatic }
    }
    nodes.append(Node(operation: operation, formula: formula, isStatic: isStatic))
    known[operation] = nodes.count - 1
    return nodes.count - 1
  }
}
