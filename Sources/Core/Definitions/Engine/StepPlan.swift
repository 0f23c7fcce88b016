import Numerics

/// Everything that a step needs to run forward and back: made once for a model and its sizes, whatever the batch.
struct StepPlan: Sendable {
  /// A column of a group's matrix.
  enum Operand: Sendable, Hashable {
    case node(Int)
    /// The row of ones that constants are multiplied with.
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
  /// Static values in every lane, and where.
  var expanded: [(value: Int, rows: Int, place: Place)] = []
  /// Where the slopes of static values are summed.
  var sums: [(value: Int, rows: Int, place: Place)] = []
  /// Where a row of ones lies, at every step.
  var ones: [Place] = []
  /// Cleared before a backward pass: whole memories.
  var cleared: Set<Int> = []
  /// The slopes of later steps that the last step of a sequence finds: rows to clear there.
  var last: [(place: Place, rows: Int)] = []
  /// How far anything looks back.
  var margin = 0
  /// The inputs as they are kept, with their rows.
  var input: (place: Place, rows: Int) = (Place(memory: 0, row: 0), 0)
  /// The state that says what the model remembers: its slopes and its rows.
  var state: (value: Place, slopes: Place, rows: Int)?
  /// Where the output lies, and its rows.
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
  /// What products multiply: states as the step finds them, ones, inputs.
  static let bank = 4
  /// Other values that the backward pass or later steps need.
  static let kept = 5
  /// What a step needs alone.
  static let spare = 6
  /// Slopes of products, for a stretch of steps.
  static let slopes = 7
  /// Slopes that earlier steps get.
  static let carried = 8
  /// Static values in every lane, and the sums of their slopes.
  static let expanded = 9
  static let sums = 10
  static let count = 11
}
