import Numerics

/// Everything needed to run a step forward and back, made once for a model and its sizes; it does not depend on the batch.
struct StepPlan: Sendable {
  /// A column of a group's matrix.
  enum Operand: Sendable, Hashable {
    case node(Int)
    /// The row of ones that constants multiply.
    case one
  }

  /// A product of a group: Σ P v + b.
  struct Member: Sendable {
    /// Static matrices with the operand that each multiplies.
    var terms: [(matrix: Int, operand: Int)]
    var constant: Int?
    var rows: Int
    /// Where its rows begin in the group.
    var row = 0
    /// The node of the forward pass.
    var node = 0
  }

  /// Products of the same vectors, stacked into one matrix.
  struct Group: Sendable {
    /// The panel that the matrix multiplies.
    var source: Place
    var columns: Int
    var members: [Int]
    var rows: Int
    /// The columns at which the operands begin.
    var operands: [Operand: Int]
    /// Where the rows of slopes lie.
    var slopes: Place?
  }

  enum Stage: Sendable {
    case copy(from: Place, to: Place, rows: Int)
    case product(group: Int, to: Place)
    case transposed(group: Int, operand: Int, to: Place, isAdding: Bool)
    case chain(Chain)
    case broadcast(from: Place, to: Place, rows: Int)
    case total(from: Place, to: Place, rows: Int, factor: Double)
    case softmax(from: Place, to: Place, rows: Int)
    case softmaxSlope(slope: Place, value: Place, to: Place, rows: Int)
    case time(to: Place)
    case symbol(from: Place, to: Place, rows: Int)
    case remainder(Place, by: Place, to: Place, rows: Int)
  }

  struct Chain: Sendable {
    struct Operation: Sendable {
      var code: ChainCode
      /// Positions among the places.
      var operands: [Int]
      var to: Int
      var p: Double
      var q: Double
    }

    enum Position: Sendable {
      case panel(Place)
      case scratch(Int)
    }

    var rows: Int
    var operations: [Operation]
    var places: [Position]
    var scratch: Int
  }

  var statics = StaticProgram()
  /// The static value of each parameter that is used, and its position among those of the graph.
  var parameters: [Int] = []
  var parameterIndices: [Int] = []
  var memories: [Memory] = []
  var forward: [Stage] = []
  var backward: [Stage] = []
  var members: [Member] = []
  var groups: [Group] = []
  /// What is copied to the source of a group before its product.
  var copies: [Int: [(node: Int, to: Place)]] = [:]
  /// Static values that are copied to every lane, with their places.
  var expanded: [(value: Int, rows: Int, place: Place)] = []
  /// Where the slopes of static values are summed.
  var sums: [(value: Int, rows: Int, place: Place)] = []
  /// Where a row of ones lies, at every step.
  var ones: [Place] = []
  /// Memories that are cleared before a backward pass.
  var cleared: Set<Int> = []
  /// Rows of slopes of later steps, cleared at the last step of a sequence.
  var last: [(place: Place, rows: Int)] = []
  /// The most steps that anything looks back.
  var margin = 0
  /// The place of the inputs, and their rows.
  var input: (place: Place, rows: Int) = (Place(memory: 0, row: 0), 0)
  /// The first state: its slopes and its rows.
  var state: (value: Place, slopes: Place, rows: Int)?
  /// The place of the output, and its rows.
  var output = Place(memory: FixedMemory.outputs, row: 0)
  var outputRows = 0
  /// Elements kept for each step of one sequence, and operations on it.
  var workspace = 0
  var operations = 0.0
}

/// The memories that every plan has, in this order.
enum FixedMemory {
  static let inputs = 0
  static let outputs = 1
  static let outputSlopes = 2
  static let inputSlopes = 3
  /// What products multiply: states before the step, ones, inputs.
  static let bank = 4
  /// Other values that the backward pass or later steps need.
  static let kept = 5
  /// Values that only the current step needs.
  static let spare = 6
  /// Slopes of products over a stretch of steps.
  static let slopes = 7
  /// Slopes that go to earlier steps.
  static let carried = 8
  /// Static values in every lane, and the sums of their slopes.
  static let expanded = 9
  static let sums = 10
  static let count = 11
}
