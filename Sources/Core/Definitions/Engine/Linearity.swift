extension Graph {
  /// Whether the output is linear in the inputs and the same at all times.
  var isLinear: Bool {
    var isLinearValue = values.map { _ in true }
    while true {
      let linear = linearNodes(isLinearValue)
      let now = values.enumerated().map { isLinearValue[$0.offset] && ($0.element.node.map { linear[$0] } ?? true) }
      if now == isLinearValue { return linear[output] && !nodes[output].isStatic }
      isLinearValue = now
    }
  }

  /// Which nodes are linear in the inputs and in the values of earlier steps, without a constant.
  private func linearNodes(_ values: [Bool]) -> [Bool] {
    var linear: [Bool] = []
    func isZero(_ node: Int) -> Bool { nodes[node].operation == .constant(0) }
    for node in nodes {
      switch node.operation {
      case .input: linear.append(true)
      case .delay(let value, _): linear.append(values[value])
      case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
        linear.append((linear[a] || isZero(a)) && (linear[b] || isZero(b)) && (linear[a] || linear[b]))
      case .binary(.multiply, let a, let b), .product(let a, let b):
        linear.append(nodes[a].isStatic && linear[b] || nodes[b].isStatic && linear[a])
      case .binary(.divide, let a, let b): linear.append(linear[a] && nodes[b].isStatic)
      case .total(let a), .mean(let a): linear.append(linear[a])
      case .concat(let parts):
        linear.append(parts.allSatisfy { linear[$0] || isZero($0) } && parts.contains { linear[$0] })
      case .constant, .parameter, .time, .element, .binary, .transpose, .softmax, .symbol: linear.append(false)
      }
    }
    return linear
  }
}
