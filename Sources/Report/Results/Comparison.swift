import Basics
import Document
import Foundation
import Numerics
import Settings
import Source
import Statistics

/// A comparison of two formulae over results, `poly.longLagError[rescaled] < poly.longLagError[squared]`.
package struct Comparison: Sendable {
  enum Relation: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Both sides are equal within the declared margin.
    case about = "~"

    var wantsLess: Bool { self == .less || self == .lessOrEqual }
  }

  /// What the interval is of: left / right against 1, left - right against 0, or left against a number on the right.
  package enum Scale: String, CaseIterable, Sendable {
    case ratio, difference, value
  }

  /// What a claim that holds says of what the book proposes.
  package enum Stance: String, CaseIterable, Sendable {
    case `for`, against, neither
  }

  /// What the samples of both sides have in common.
  package enum Pairing: String, CaseIterable, Sendable {
    case seed, none
  }

  package let text: String
  let left: ResultExpression
  let relation: Relation
  let right: ResultExpression
  /// By default a ratio, and the value itself where the right side is a number.
  package var scale: Scale
  package var pairing = Pairing.seed
  /// What stands for the numbers of runs that diverged; nil where such a run leaves the comparison undecided.
  package var diverged: Double?
  /// How far apart the sides may lie and count as equal: a factor above 1 for a ratio, else a distance above 0.
  package var margin: Double?
  package var stance = Stance.for
  /// How often the data are looked at before no more seeds are added; the level is corrected for it.
  package var looks = 1
  package var test: any StatisticalTest = StudentTest(settings: Settings(owner: StudentTest.name, arguments: []))
  /// Where the text stands.
  let span: Range<Int>

  package init(parsing text: String, base: Int = 0) throws(SettingProblem) {
    self.text = text
    span = base..<base + text.utf8.count
    var lexer = try Lexer(text, base: base)
    left = try ResultExpression(from: &lexer)
    guard case .symbol(let symbol) = lexer.token, let relation = Relation(rawValue: symbol) else {
      throw SettingProblem(
        "expected a comparison, found \(lexer.token.description)", remedy: "compare with <, <=, >, >= or ~",
        kind: .malformed, span: lexer.span)
    }
    self.relation = relation
    try lexer.advance()
    right = try ResultExpression(from: &lexer)
    try lexer.expectEnd()
    scale = right.constant == nil ? .ratio : .value
  }

  /// References to what is not there, and sides that do not pair.
  package func check(among offers: [String: Offer]) -> [Mistake] {
    var problems = left.check(among: offers) + right.check(among: offers)
    if scale == .value, right.constant == nil {
      problems.append(
        SettingProblem(
          "'compare: value' needs a number on the right", remedy: "write one, or compare by ratio or difference",
          kind: .incompatible, span: span))
    }
    problems += marginProblems + verdictProblems(among: offers)
    if problems.isEmpty, let mistake = emptiness(among: offers) { return [mistake] }
    guard problems.isEmpty, pairing == .seed else { return problems.map { Mistake($0) } }
    if let mistake = rowMistake(among: offers) { return [mistake] }
    let seeds = (left.expression.leaves + right.expression.leaves).compactMap { offers[$0.id]?.pairingNames }
    if Set(seeds.filter { !$0.isEmpty }).count < 2 { return [] }
    return [
      Mistake(
        .unpairedSeeds, "the sides of this comparison ran from different seeds",
        remedy: "give their experiments the same seeds, or write pairs: none", span: span)
    ]
  }

  /// Rows of a file pair with themselves alone: the sides must select the same ones.
  private func rowMistake(among offers: [String: Offer]) -> Mistake? {
    let leaves = left.expression.leaves + right.expression.leaves
    guard let first = leaves.first(where: { offers[$0.id]?.rowCounts != nil }) else { return nil }
    let selections = leaves.compactMap { leaf -> String? in
      guard let (offer, selectors) = try? leaf.resolve(among: offers) else { return nil }
      return "\(leaf.id) \(offer.cells(matching: selectors))"
    }
    if Set(selections).count == 1 { return nil }
    return Mistake(
      .unpairedSeeds, "the rows of '\(first.id)' have no seed that pairs different cells",
      remedy: "write pairs: none, or name the column that tells samples apart as the seed of '\(first.id)'",
      span: first.idSpan)
  }

  /// References to numbers that come from verdicts: there is a verdict before there is such a number.
  private func verdictProblems(among offers: [String: Offer]) -> [SettingProblem] {
    (left.expression.leaves + right.expression.leaves).filter { offers[$0.id]?.followsVerdicts == true }
      .map { reference in
        SettingProblem(
          "a claim cannot rest on '\(reference.id).\(reference.name)', which comes from a verdict",
          remedy: "compare the results that decide '\(reference.id)'", kind: .incompatible, span: reference.idSpan)
      }
  }

  private var marginProblems: [SettingProblem] {
    let least = scale == .ratio ? 1.0 : 0
    if let margin, margin <= least {
      return [
        SettingProblem(
          "a margin of \(Value.text(of: margin)) is too small",
          remedy: scale == .ratio
            ? "write a factor above 1: 1.1 calls ratios from 0.91 to 1.1 equal" : "write a distance above 0",
          kind: .incompatible, span: span
        )
      ]
    }
    if relation == .about, margin == nil {
      return [
        SettingProblem(
          "'~' needs a margin", remedy: "say how far apart counts as equal, as in margin: 1.1", kind: .missingSetting,
          span: span)
      ]
    }
    return []
  }

  /// Labels of what it compares, each once.
  package var sources: [String] {
    (left.expression.leaves + right.expression.leaves).map(\.id).reduce(into: []) { sources, id in
      if !sources.contains(id) { sources.append(id) }
    }
  }

  /// "2 runs diverged and count as 1."; empty where none did, or where they do not count.
  package func divergedSentence(of datasets: [String: Dataset], in language: Language = .english) -> String {
    let count = left.divergedCount(in: datasets) + right.divergedCount(in: datasets)
    guard let diverged, count > 0 else { return "" }
    let (runs, number) = (language.count(count, "run"), NumberFormat().text(of: diverged))
    return count == 1
      ? language("{1} diverged and counts as {2}.", runs, number)
      : language("{1} diverged and count as {2}.", runs, number)
  }

  /// The numbers that keep it from being made, each once.
  func missing(in datasets: [String: Dataset]) -> [String] {
    (left.missing(in: datasets) + right.missing(in: datasets)).reduce(into: [String]()) { known, name in
      if known.last != name { known.append(name) }
    }
  }

  /// The values of the estimate with which the claim holds.
  var bounds: AllowedRange {
    let threshold =
      switch scale {
      case .ratio: 1.0
      case .difference: 0.0
      case .value: right.constant ?? 0
      }
    switch relation {
    case .less, .lessOrEqual: return AllowedRange(upper: threshold)
    case .greater, .greaterOrEqual: return AllowedRange(lower: threshold)
    case .about:
      guard let margin else { return AllowedRange() }
      return scale == .ratio
        ? AllowedRange(lower: 1 / margin, upper: margin)
        : AllowedRange(lower: threshold - margin, upper: threshold + margin)
    }
  }

  /// What the estimate is of.
  var quantity: String { scale.rawValue }
}

extension Estimate {
  /// "1.65 (1.64 to 1.67)", or the number alone where it is exact.
  package var text: String { text(in: .english) }

  package func text(in language: Language) -> String {
    let format = NumberFormat()
    if lower == upper { return format.text(of: value) }
    let ends = language("{1} to {2}", format.text(of: lower), format.text(of: upper))
    return "\(format.text(of: value)) (\(ends))"
  }

  /// The estimate with an increasing function applied to the number and both ends.
  package func mapped(_ function: (Double) -> Double) -> Estimate {
    Estimate(function(value), lower: function(lower), upper: function(upper), count: count)
  }
}
