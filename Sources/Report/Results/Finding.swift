import Basics
import Settings
import Statistics
import Syntax

/// The verdict on one statement with the number it rests on.
package struct Finding: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case theorem, claim
  }

  package var id: String
  package var kind: Kind
  /// A short name of the statement.
  package var title: Template
  package var verdict: Verdict
  /// What the estimate is of.
  package var quantity: String
  package var estimate: Estimate
  /// The values of the estimate with which the statement holds.
  package var bounds: AllowedRange
  /// Labels of the directives whose results decide.
  package var sources: [String]
  /// How many of the runs that it rests on are not computed yet, where it is not judged for that reason.
  package var holes: Int
  /// Whether they are missing since a program may not run on this machine.
  package var isRefused = false
  /// How the verdict on a claim came about, nil for a theorem.
  package private(set) var inference: Inference?

  package init(
    id: String, kind: Kind, title: Template, verdict: Verdict, quantity: String, estimate: Estimate,
    bounds: AllowedRange, sources: [String] = [], holes: Int = 0, inference: Inference? = nil
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.verdict = verdict
    self.quantity = quantity
    self.estimate = estimate
    self.bounds = bounds
    self.sources = sources
    self.holes = holes
    self.inference = inference
  }
}

extension Finding {
  /// The finding on a claim that is judged by itself.
  package init(id: String, title: Template, inference: Inference, holes: Int) {
    let comparison = inference.comparison
    self.init(
      id: id, kind: .claim, title: title, verdict: inference.verdict, quantity: comparison.quantity,
      estimate: inference.estimate, bounds: comparison.bounds, sources: comparison.sources, holes: holes,
      inference: inference)
  }

  /// Takes the verdict and the interval of an inference.
  mutating func judge(_ inference: Inference) {
    self.inference = inference
    (verdict, estimate) = (inference.verdict, inference.estimate)
  }

  /// Of a claim about a ratio, the estimate with the interval of the claim alone and with the interval that decides; nil of
  /// other statements, and where the ratio is not known.
  package var ratios: (alone: Estimate, decisive: Estimate)? {
    guard holes == 0, let inference, inference.comparison.scale == .ratio, estimate.value.isFinite else { return nil }
    let comparison = inference.comparison
    return (comparison.estimate(of: inference.contrast, level: comparison.test.level), estimate)
  }

  /// Whether the number that decides is known without error.
  package var isExact: Bool { inference?.contrast.isExact ?? false }
}

extension Finding {
  /// "Not judged: 3 runs that it rests on are not computed yet."; nil where nothing is missing.
  package var holeSentence: String? {
    if holes == 0 { return nil }
    if kind == .theorem { return "Not judged: its check is not computed yet." }
    let reason = isRefused ? "not computed: a program is not allowed to run on this machine" : "not computed yet"
    return "Not judged: \(Words.count(holes, "run")) that it rests on \(holes == 1 ? "is" : "are") \(reason)."
  }

  /// "Ratio 0.61 (95 % interval 0.55 to 0.68, 12 paired seeds).", and what else a reader needs to know of the verdict.
  package var sentence: String {
    if let holeSentence { return holeSentence }
    guard estimate.value.isFinite, let inference else {
      let missing = inference?.contrast.missing ?? ""
      return "The numbers to compare are not available.\(missing.isEmpty ? "" : " \(missing)")"
    }
    let sentences = [
      intervalSentence(inference), omissionSentence(inference), familySentence(inference), verdictSentence(inference),
    ]
    return sentences.compactMap(\.self)
      .joined(separator: " ")
  }

  private func intervalSentence(_ inference: Inference) -> String {
    let format = NumberFormat()
    let number = "\(quantity.capitalised) \(format.text(of: estimate.value))"
    if isExact { return "\(number) (exact)." }
    let (count, noun) = (estimate.count, inference.contrast.noun)
    let sides = inference.contrast.sides
    let unpaired =
      Set(sides).count > 1 ? "\(sides[0]) and \(Words.count(sides[1], noun))" : "\(Words.count(count, noun)) a side"
    let seeds =
      inference.comparison.pairing == .seed ? "\(count) paired \(count == 1 ? noun : "\(noun)s")" : unpaired
    if estimate.lower == estimate.upper { return "\(number) (\(seeds))." }
    let level = NumberFormat(digits: 3, isPercentage: true).text(of: inference.level)
    let test = type(of: inference.comparison.test).name
    let name = test == StudentTest.name ? "interval" : "\(test) interval"
    let ends = "\(format.text(of: estimate.lower)) to \(format.text(of: estimate.upper))"
    return "\(number) (\(level) \(name) \(ends), \(seeds))."
  }

  /// "3 samples with a missing value are left out."
  private func omissionSentence(_ inference: Inference) -> String? {
    let count = inference.contrast.omitted
    if count == 0 { return nil }
    return "\(Words.count(count, "sample")) with a missing value \(count == 1 ? "is" : "are") left out."
  }

  /// "One of 6 primary claims that are judged together (Holm): p = 0.003."
  private func familySentence(_ inference: Inference) -> String? {
    guard let family = inference.family, !inference.probability.isNaN else { return nil }
    let p = inference.probability
    let text = p < 0.0001 ? "p < 0.0001" : "p = \(NumberFormat(digits: 2).text(of: p))"
    return "One of \(inference.familySize) \(family) claims that are judged together (Holm): \(text)."
  }

  /// What an undecided or an equivalent verdict means.
  private func verdictSentence(_ inference: Inference) -> String? {
    switch verdict {
    case .undecided:
      return inference.seedsToDecide.map { seeds in
        "About \(Words.rounded(seeds)) \(inference.contrast.noun)s would decide it, if the \(quantity) is what it seems."
      }
    case .equivalent:
      let margin = NumberFormat().text(of: inference.comparison.margin ?? .nan)
      return inference.comparison.scale == .ratio
        ? "Equal within the declared factor of \(margin) (two one-sided tests)."
        : "Equal within the declared margin of \(margin) (two one-sided tests)."
    case .holds, .fails: return nil
    }
  }
}
