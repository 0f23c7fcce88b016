import Equations

/// Sums with products in them, each as one product of a stacked matrix.
extension StepPlanner {
  /// The sum that ends in `index` as one product, with the other terms added to it; nil if it has no product.
  mutating func affine(_ index: Int) -> Int? {
    guard let sum = sums[index] else { return nil }
    let rows = sizes[index].rows
    var constant: Int?
    for item in sum.constants {
      let value = staticValue[item.node] ?? 0
      if let before = constant {
        constant = plan.statics.sum(before, value, isNegative: item.isNegative)
      } else {
        constant = item.isNegative ? plan.statics.sum(plan.statics.constant(0), value, isNegative: true) : value
      }
    }
    var terms: [(matrix: Int, operand: Int)] = []
    for product in sum.products {
      let (matrix, operand) = (staticValue[product.matrix] ?? 0, dynamicNode[product.operand] ?? 0)
      if let place = terms.firstIndex(where: { $0.operand == operand }) {
        terms[place].matrix = plan.statics.sum(terms[place].matrix, matrix, isNegative: false)
      } else {
        terms.append((matrix, operand))
      }
    }
    plan.members.append(StepPlan.Member(terms: terms, constant: constant, rows: rows))
    var made = machine.node(.member(plan.members.count - 1), rows: rows)
    plan.members[plan.members.count - 1].node = made
    for item in sum.rest {
      let term = panel(item.node, rows: rows)
      made = machine.chain(item.isNegative ? .subtract : .add, made, term)
    }
    return made
  }

  /// Finds the sums that contain products, the last first, so that the terms one absorbs are computed nowhere else.
  mutating func findSums() {
    for index in graph.nodes.indices.reversed()
    where !graph.nodes[index].isStatic && uses[index] > 0 && !absorbed.contains(index) {
      switch graph.nodes[index].operation {
      case .binary(.add, _, _), .binary(.subtract, _, _), .product: break
      default: continue
      }
      var (sum, taken) = (Sum(), Set<Int>())
      var open = [(node: index, isNegative: false)]
      while let item = open.popLast() {
        let isOwn = item.node == index || uses[item.node] == 1 && sizes[item.node].rows == sizes[index].rows
        if let value = staticValue[item.node], plan.statics.values[value].columns == 1 {
          sum.constants.append(item)
          continue
        }
        switch graph.nodes[item.node].operation {
        case .binary(.add, let a, let b) where isOwn:
          open += [(b, item.isNegative), (a, item.isNegative)]
          taken.insert(item.node)
        case .binary(.subtract, let a, let b) where isOwn:
          open += [(b, !item.isNegative), (a, item.isNegative)]
          taken.insert(item.node)
        case .product(let a, let b) where isOwn && !item.isNegative && shapes[a] != .scalar && shapes[b] != .scalar:
          sum.products.append((a, b))
          taken.insert(item.node)
        default: sum.rest.append(item)
        }
      }
      guard !sum.products.isEmpty else { continue }
      sums[index] = sum
      absorbed.formUnion(taken.subtracting([index]))
    }
  }
}
