import Core
import Foundation

/// A comparison of two formulae over results, `poly.longLagError[rescaled] < poly.longLagError[squared]`.
struct Comparison: Sendable {
  enum Relation: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    private var wantsLess: Bool { self == .less || self == .lessOrEqual }

    /// The verdict on left - right, known exactly.
    func verdict(onExact difference: Double) -> Verdict {
      if difference == 0 { return self == .lessOrEqual || self == .greaterOrEqual ? .holds : .fails }
      return (difference < 0) == wantsLess ? .holds : .fails
    }

    /// The verdict on left - right, estimated: undecided while the interval contains zero.
    func verdict(on difference: Estimate) -> Verdict {
      let isBelow = Verdict(difference, isBelow: 0)
      if wantsLess || isBelow == .undecided { return isBelow }
      return isBelow == .holds ? .fails : .holds
    }
  }

  /// What the interval is of: left / right against 1, or left - right against 0.
  enum Scale: String, CaseIterable, Sendable {
    case ratio, difference
  }

  let text: String
  let left: ResultExpression
  let relation: Relation
  let right: ResultExpression
  let scale: Scale
  /// Coverage of the interval.
  let level: Double

  init(parsing text: String, base: Int = 0, scale: Scale = .ratio, level: Double = 0.95) throws(SettingProblem) {
    self.text = text
    self.scale = scale
    self.level = level
    var lexer = try Lexer(text, base: base)
    left = try ResultExpression(from: &lexer)
    guard case .symbol(let symbol) = lexer.token, let relation = Relation(rawValue: symbol) else {
      throw SettingProblem(
        "expected a comparison, found \(lexer.token.description)", remedy: "compare with <, <=, > or >=",
        span: lexer.span)
    }
    self.relation = relation
    try lexer.advance()
    right = try ResultExpression(from: &lexer)
    try lexer.expectEnd()
  }

  func check(among offers: [String: Offer]) -> [SettingProblem] {
    left.check(among: offers) + right.check(among: offers)
  }

  /// The verdict by the interval of the paired ratio or difference, bootstrapped over seeds.
  ///
  /// Ratios are averaged as logarithms, over the cells of a seed and then over the seeds. A ratio of numbers that are not
  /// all positive, and a comparison with a missing number, stay undecided.
  func judge(_ datasets: [String: Dataset]) -> (Verdict, Estimate) {
    let pairs = Samples.paired(left.samples(from: datasets), right.samples(from: datasets)) { left, right in
      switch scale {
      case .ratio: left > 0 && right > 0 ? log(left / right) : .nan
      case .difference: left - right
      }
    }
    let bySeed = pairs.meanBySeed
    guard !bySeed.isEmpty, bySeed.allSatisfy(\.isFinite) else {
      return (.undecided, Estimate(.nan, count: bySeed.count))
    }
    let estimate = Estimate(bootstrapping: bySeed, level: level)
    let isExact = left.isExact(in: datasets) && right.isExact(in: datasets)
    let verdict = isExact ? relation.verdict(onExact: estimate.value) : relation.verdict(on: estimate)
    return (verdict, scale == .ratio ? estimate.mapped(exp) : estimate)
  }

  /// What the estimate is of.
  var quantity: String { scale == .ratio ? "left over right side" : "left minus right side" }

  /// "Left over right side: 0.61 (0.55 to 0.68), the 95 % interval over 5 seeds."
  func sentence(for estimate: Estimate) -> [Inline<Final>] {
    guard estimate.value.isFinite else { return [.text("The numbers to compare are not available.")] }
    var text = "\(quantity.prefix(1).uppercased())\(quantity.dropFirst()): \(estimate.text)"
    if estimate.lower != estimate.upper {
      let level = NumberFormat(style: .general, digits: 3, isPercentage: true).text(of: level)
      text += ", the \(level) interval over \(Words.count(estimate.count, "seed"))"
    }
    return [.text(text + ".")]
  }
}

extension Estimate {
  /// "1.65 (1.64 to 1.67)", or the number alone where it is exact.
  var text: String {
    let format = NumberFormat()
    if lower == upper { return format.text(of: value) }
    return "\(format.text(of: value)) (\(format.text(of: lower)) to \(format.text(of: upper)))"
  }

  /// The estimate with an increasing function applied to the number and both ends.
  func mapped(_ function: (Double) -> Double) -> Estimate {
    Estimate(function(value), lower: function(lower), upper: function(upper), count: count)
  }
}
