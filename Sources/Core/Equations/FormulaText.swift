import Settings

/// The one spelling of a formula: reading it gives an equal tree.
extension Formula: CustomStringConvertible {
  package var description: String { text(spelling: { $0 }) }

  /// The text with names as `spelling` gives them.
  package func text(spelling: (String) -> String) -> String {
    switch kind {
    case .number(let number): return Value.text(of: number)
    case .name(let name): return spelling(name)
    case .index(let name, let places):
      if places.isEmpty { return "\(spelling(name))'" }
      let inner = places.map { place in
        place.text(spelling: spelling).replacing(" - ", with: "-").replacing(" + ", with: "+")
      }
      return "\(spelling(name))[\(inner.joined(separator: ", "))]"
    case .sum(let terms):
      var text = ""
      for (position, item) in terms.enumerated() {
        let part = item.term.isSum ? item.term.enclosed(spelling) : item.term.text(spelling: spelling)
        if position == 0 {
          text = item.isNegative ? "-\(part)" : part
        } else {
          text += "\(item.isNegative ? " - " : " + ")\(part)"
        }
      }
      return text
    case .product(let factors):
      var text = ""
      for (position, item) in factors.enumerated() {
        let part =
          item.factor.isSum || item.factor.isProduct || item.factor.isNegativeNumber && position > 0
          ? item.factor.enclosed(spelling) : item.factor.text(spelling: spelling)
        text += position == 0 ? part : "\(item.isDivisor ? " / " : " * ")\(part)"
      }
      return text
    case .apply(let left, let right):
      let first = left.isAtom || left.isPower ? left.text(spelling: spelling) : left.enclosed(spelling)
      let second =
        right.isAtom || right.isPower || right.isApply ? right.text(spelling: spelling) : right.enclosed(spelling)
      return "\(first) \(second)"
    case .power(let base, let exponent):
      let first = base.isAtom ? base.text(spelling: spelling) : base.enclosed(spelling)
      let second =
        exponent.isAtom || exponent.isNegativeNumber || exponent.isPower
        ? exponent.text(spelling: spelling) : exponent.enclosed(spelling)
      return "\(first)^\(second)"
    case .call(let name, let arguments, let settings):
      let parts =
        arguments.map { $0.text(spelling: spelling) }
        + settings.map { "\($0.name): \($0.value.text(spelling: spelling))" }
      return "\(name)(\(parts.joined(separator: ", ")))"
    case .total(let index, let from, let to, let body):
      let parts = [from, to, body].map { $0.text(spelling: spelling) }
      return "sum(\(index), \(parts.joined(separator: ", ")))"
    }
  }

  private func enclosed(_ spelling: (String) -> String) -> String { "(\(text(spelling: spelling)))" }

  package var isSum: Bool { if case .sum = kind { true } else { false } }
  package var isProduct: Bool { if case .product = kind { true } else { false } }
  package var isApply: Bool { if case .apply = kind { true } else { false } }
  package var isPower: Bool { if case .power = kind { true } else { false } }
  var isNegativeNumber: Bool { if case .number(let value) = kind { value < 0 } else { false } }
}
