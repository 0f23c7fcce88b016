import Equations

/// What one step of one sequence costs, counted from shapes before anything runs.
struct StepWork {
  /// Additions, multiplications and calls of functions, each counted once.
  private(set) var operations = 0.0
  /// The node that takes most of them.
  private(set) var largest = 0
  /// Numbers in all parameters.
  private(set) var parameters = 0.0

  /// Sizes that `values` lack count as 1.
  init(_ graph: Graph, _ shapes: [Shape], _ values: [String: Int]) {
    func sizes(_ node: Int) -> (rows: Double, columns: Double) {
      let all = shapes[node].sizes.map { Double($0.value(values) ?? 1) }
      return (all.first ?? 1, all.count > 1 ? all[1] : 1)
    }
    var most = 0.0
    for (index, node) in graph.nodes.enumerated() {
      let (rows, columns) = sizes(index)
      let work: Double
      switch node.operation {
      case .constant, .input, .time, .delay: work = 0
      case .parameter:
        parameters += rows * columns
        work = 0
      case .product(let a, _): work = 2 * rows * columns * sizes(a).columns
      case .total(let a), .mean(let a):
        let (rows, columns) = sizes(a)
        work = rows * columns
      default: work = rows * columns
      }
      operations += work
      if work > most { (most, largest) = (work, index) }
    }
  }

  /// The costliest formula, shortened for a message.
  func mostIn(_ graph: Graph) -> String {
    let text = graph.nodes[largest].formula.description
    return text.count > 60 ? "\(text.prefix(60))…" : text
  }

  /// A large number for a message, "2.1 million".
  static func text(_ number: Double) -> String {
    func rounded(_ value: Double, _ unit: String) -> String {
      let tenths = (value * 10).rounded() / 10
      return "\(tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)") \(unit)"
    }
    if number < 1e6 { return String(Int(number)) }
    if number < 1e9 { return rounded(number / 1e6, "million") }
    return number < 1e15 ? rounded(number / 1e9, "billion") : "more than a million billion"
  }
}
