import Basics
import Document
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
  package func holeSentence(in language: Language = .english) -> String? {
    if holes == 0 { return nil }
    if kind == .theorem { return language["Not judged: its check is not computed yet."] }
    let runs = language.count(holes, "run")
    return switch (isRefused, holes) {
    case (false, 1): language("Not judged: {1} that it rests on is not computed yet.", runs)
    case (false, _): language("Not judged: {1} that it rests on are not computed yet.", runs)
    case (true, 1):
      language(
        "Not judged: {1} that it rests on is not computed: a program is not allowed to run on this machine.", runs)
    case (true, _):
      language(
        "Not judged: {1} that it rests on are not computed: a program is not allowed to run on this machine.", runs)
    }
  }

  /// "Ratio 0.61 (95 % interval 0.55 to 0.68, 12 paired seeds).", and what else a reader needs to know of the verdict.
  package func sentence(in language: Language = .english) -> String {
    if let holeSentence = holeSentence(in: language) { return holeSentence }
    guard estimate.value.isFinite, let inference else {
      return [language["The numbers to compare are not available."], missingSentence(language)].compactMap(\.self)
        .joined(separator: " ")
    }
    let sentences = [
      intervalSentence(inference, language), omissionSentence(inference, language),
      familySentence(inference, language), verdictSentence(inference, language),
    ]
    return sentences.compactMap(\.self)
      .joined(separator: " ")
  }

  /// What keeps the numbers from being compared: the first that are missing, and how many there are.
  private func missingSentence(_ language: Language) -> String? {
    let missing = inference?.contrast.missing ?? []
    if missing.isEmpty { return nil }
    let most = 3
    let rest = missing.count > most ? [language("and {1} more", String(missing.count - most))] : []
    let shown = (missing.prefix(most) + rest).joined(separator: "; ")
    let values = language.count(missing.count, "value")
    return missing.count == 1
      ? language("{1} is missing: {2}.", values, shown) : language("{1} are missing: {2}.", values, shown)
  }

  private func intervalSentence(_ inference: Inference, _ language: Language) -> String {
    let format = NumberFormat()
    let number = "\(language[quantity].capitalised) \(format.text(of: estimate.value))"
    if isExact { return "\(number) (\(language["exact"]))." }
    let seeds = samples(of: inference, language)
    if estimate.lower == estimate.upper { return "\(number) (\(seeds))." }
    let level = NumberFormat(digits: 3, isPercentage: true).text(of: inference.level)
    let test = type(of: inference.comparison.test).name
    let name = language[test == StudentTest.name ? "interval" : "\(test) interval"]
    let ends = language("{1} to {2}", format.text(of: estimate.lower), format.text(of: estimate.upper))
    return "\(number) (\(level) \(name) \(ends), \(seeds))."
  }

  /// "12 paired seeds", "12 seeds a side", "12 and 14 seeds".
  private func samples(of inference: Inference, _ language: Language) -> String {
    let (count, noun) = (estimate.count, inference.contrast.noun)
    let sides = inference.contrast.sides
    if inference.comparison.pairing == .seed { return language.count(count, "paired \(noun)") }
    return Set(sides).count > 1
      ? language("{1} and {2}", String(sides[0]), language.count(sides[1], noun))
      : language("{1} a side", language.count(count, noun))
  }

  /// "3 samples with a missing value are left out."
  private func omissionSentence(_ inference: Inference, _ language: Language) -> String? {
    let count = inference.contrast.omitted
    if count == 0 { return nil }
    let samples = language.count(count, "sample")
    return count == 1
      ? language("{1} with a missing value is left out.", samples)
      : language("{1} with a missing value are left out.", samples)
  }

  /// "One of 6 primary claims that are judged together (Holm): p = 0.003."
  private func familySentence(_ inference: Inference, _ language: Language) -> String? {
    guard let family = inference.family, !inference.probability.isNaN else { return nil }
    let p = inference.probability
    let text = p < 0.0001 ? "p < 0.0001" : "p = \(NumberFormat(digits: 2).text(of: p))"
    return language(
      "One of {1} {2} claims that are judged together (Holm): {3}.", String(inference.familySize), language[family],
      text)
  }

  /// What an undecided or an equivalent verdict means.
  private func verdictSentence(_ inference: Inference, _ language: Language) -> String? {
    switch verdict {
    case .undecided:
      return inference.seedsToDecide.map { seeds in
        language(
          "About {1} {2} would decide it, if the {3} is what it seems.", Words.rounded(seeds),
          language.nouns(inference.contrast.noun), language[quantity])
      }
    case .equivalent:
      let margin = NumberFormat().text(of: inference.comparison.margin ?? .nan)
      return inference.comparison.scale == .ratio
        ? language("Equal within the declared factor of {1} (two one-sided tests).", margin)
        : language("Equal within the declared margin of {1} (two one-sided tests).", margin)
    case .holds, .fails: return nil
    }
  }
}
