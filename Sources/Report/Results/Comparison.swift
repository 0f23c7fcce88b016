import Core
import Foundation

/// A comparison of two formulae over results, `poly.longLagError[rescaled] < poly.longLagError[squared]`.
struct Comparison: Sendable {
  enum Relation: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    var wantsLess: Bool { self == .less || self == .lessOrEqual }

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

  /// What the interval is of: left / right against 1, left - right against 0, or left against a number on the right.
  enum Scale: String, CaseIterable, Sendable {
    case ratio, difference, value
  }

  /// What the samples of both sides have in common.
  enum Pairing: String, CaseIterable, Sendable {
    case seed, none
  }

  let text: String
  let left: ResultExpression
  let relation: Relation
  let right: ResultExpression
  /// By default a ratio, and the value itself where the right side is a number.
  var scale: Scale
  var pairing = Pairing.seed
  /// What stands for the numbers of runs that diverged; nil where such a run leaves the comparison undecided.
  var diverged: Double?
  var test: any StatisticalTest = BootstrapTest(settings: Settings(owner: BootstrapTest.name, arguments: []))
  /// Where the text stands.
  private let span: Range<Int>

  init(parsing text: String, base: Int = 0) throws(SettingProblem) {
    self.text = text
    span = base..<base + text.utf8.count
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
    scale = right.constant == nil ? .ratio : .value
  }

  /// References to what is not there, and sides that do not pair.
  func check(among offers: [String: Offer]) -> [Mistake] {
    var problems = left.check(among: offers) + right.check(among: offers)
    if scale == .value, right.constant == nil {
      problems.append(
        SettingProblem(
          "'compare: value' needs a number on the right", remedy: "write one, or compare by ratio or difference",
          span: span))
    }
    guard problems.isEmpty, pairing == .seed else { return problems.map { Mistake(.unresolvedReference, $0) } }
    let seeds = (left.expression.leaves + right.expression.leaves).compactMap { offers[$0.id]?.seeds }
    if Set(seeds.filter { !$0.isEmpty }).count < 2 { return [] }
    return [
      Mistake(
        .unpairedSeeds,
        SettingProblem(
          "the sides of this comparison ran from different seeds",
          remedy: "give their experiments the same seeds, or write pairs: none", span: span))
    ]
  }

  /// Labels of what it compares, each once.
  var sources: [String] {
    (left.expression.leaves + right.expression.leaves).map(\.id).reduce(into: []) { sources, id in
      if !sources.contains(id) { sources.append(id) }
    }
  }

  /// The verdict by the interval of the ratio, the difference or the value, by the declared test over seeds.
  ///
  /// Ratios are averaged as logarithms, over the cells of a seed and then over the seeds. A ratio of numbers that are not
  /// all positive, and a comparison with a missing number, stay undecided.
  func judge(_ datasets: [String: Dataset]) -> (Verdict, Estimate) {
    let (left, right) = (
      left.samples(from: datasets, diverged: diverged), right.samples(from: datasets, diverged: diverged)
    )
    let isExact = self.left.isExact(in: datasets) && self.right.isExact(in: datasets)
    let estimate = estimate(left, right, isPaired: pairing == .seed || isExact)
    guard estimate.value.isFinite else { return (.undecided, estimate) }
    let verdict = isExact ? relation.verdict(onExact: estimate.value) : relation.verdict(on: estimate)
    switch scale {
    case .ratio: return (verdict, estimate.mapped(exp))
    case .difference: return (verdict, estimate)
    case .value: return (verdict, estimate.mapped { $0 + (self.right.constant ?? 0) })
    }
  }

  private func estimate(_ left: Samples, _ right: Samples, isPaired: Bool) -> Estimate {
    func scaled(_ number: Double) -> Double { scale != .ratio ? number : number > 0 ? log(number) : .nan }
    if isPaired {
      let pairs = Samples.paired(left, right) { scaled($0) - scaled($1) }.meanBySeed
      return pairs.isEmpty || !pairs.allSatisfy(\.isFinite) ? Estimate(.nan, count: pairs.count) : test.estimate(pairs)
    }
    let sides = [left, right].map { $0.values.map { row in mean(row.map(scaled)) } }
    let count = sides.map(\.count).min() ?? 0
    guard sides.joined().allSatisfy(\.isFinite) else { return Estimate(.nan, count: count) }
    return test.estimate(sides[0], less: sides[1])
  }

  /// "2 runs diverged and count as 1."; empty where none did, or where they do not count.
  func divergedSentence(in datasets: [String: Dataset]) -> String {
    let count = left.divergedCount(in: datasets) + right.divergedCount(in: datasets)
    guard let diverged, count > 0 else { return "" }
    let verb = count == 1 ? "counts" : "count"
    return "\(Words.count(count, "run")) diverged and \(verb) as \(NumberFormat().text(of: diverged))."
  }

  /// The values of the estimate with which the claim holds.
  var bounds: AllowedRange {
    let threshold =
      switch scale {
      case .ratio: 1.0
      case .difference: 0.0
      case .value: right.constant ?? 0
      }
    return relation.wantsLess ? AllowedRange(upper: threshold) : AllowedRange(lower: threshold)
  }

  /// What the estimate is of.
  var quantity: String { scale.rawValue }

  /// "Left over right side: 0.61 (0.55 to 0.68), the 95 % bootstrap interval over 5 pairs of equal seed."
  func sentence(for finding: Finding) -> [Inline<Final>] {
    if let sentence = finding.holeSentence { return [.text(sentence)] }
    let estimate = finding.estimate
    guard estimate.value.isFinite else { return [.text("The numbers to compare are not available.")] }
    let words = [Scale.ratio: "Left over right side", .difference: "Left minus right side"]
    var text = "\(words[scale, default: "Left side"]): \(estimate.text)"
    if estimate.lower != estimate.upper {
      let level = NumberFormat(digits: 3, isPercentage: true).text(of: test.level)
      let name = type(of: test).name
      let samples =
        pairing == .seed
        ? "\(Words.count(estimate.count, "pair")) of equal seed"
        : "\(Words.count(estimate.count, "seed")) without pairs"
      text += ", the \(level) \(name) interval over \(samples)"
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
