import Basics
import Document
import Numerics
import Settings
import Statistics

/// A number of the build as a sentence or a table cites it, `poly.longLagError[rescaled] %.2f ± ms`.
package struct CitedNumber: Sendable {
  private let formula: ResultExpression
  private let format: NumberFormat
  private let text: String

  package init(parsing text: String, base: Int = 0) throws(SettingProblem) {
    do {
      let (expression, format) = try NumberFormat.split(text)
      self.format = format
      self.text = expression.trimmed
    } catch {
      throw error.shifted(by: base)
    }
    formula = try ResultExpression(parsing: self.text, base: base)
  }

  /// Labels of the directives whose results it cites.
  package var sources: Set<String> { Set(formula.expression.leaves.map(\.id)) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] { formula.check(among: offers) }

  /// The number as it follows from `datasets`, by label, with a link to what it comes from among `targets`.
  package func inline(
    from datasets: [String: Dataset], targets: [String: Target], in language: Language = .english
  ) -> Inline<Final> {
    Self.inline(
      of: formula.samples(from: datasets).meanBySample, as: format, called: text,
      holes: formula.expression.leaves.reduce(0) { $0 + (datasets[$1.id]?.holes ?? 0) },
      isRefused: formula.expression.leaves.contains { datasets[$0.id]?.isRefused == true },
      source: formula.expression.leaves.lazy.compactMap { targets[$0.id]?.anchor }.first,
      noun: formula.expression.leaves.lazy.compactMap { datasets[$0.id]?.offer.sampleNoun }.first ?? "seed",
      language: language)
  }

  /// The mean of some samples, with what it is and rests on, as a link to where it comes from; a hole where one is missing
  /// since `holes` runs are not computed yet, or may not run here, `isRefused`. A sample is called `noun`.
  static func inline(
    of bySeed: [Double], as format: NumberFormat, called text: String, holes: Int, isRefused: Bool, source: String?,
    noun: String, language: Language
  ) -> Inline<Final> {
    if holes > 0, bySeed.contains(where: \.isNaN) {
      let reason = isRefused ? JobFailure.shortRefusal : JobFailure.notComputed.reason
      return .value(
        text: language[reason], detail: isRefused ? "\(text): allow it with 'report allow'" : text, source: source)
    }
    var detail = text
    if bySeed.count > 1 {
      let estimate = Estimate(mean: bySeed)
      var plain = format
      plain.spread = nil
      let ends = [estimate.lower, estimate.upper].map { plain.text(of: $0) }
      detail +=
        ", "
        + language("mean of {1}, 95 % interval {2} to {3}", language.count(bySeed.count, noun), ends[0], ends[1])
    }
    return .value(text: format.text(of: bySeed), detail: detail, source: source)
  }
}

extension SettingProblem {
  /// The problem with its place moved by `offset` bytes.
  func shifted(by offset: Int) -> SettingProblem {
    SettingProblem(
      message, remedy: remedy, kind: kind, span: span.lowerBound + offset..<span.upperBound + offset)
  }
}
