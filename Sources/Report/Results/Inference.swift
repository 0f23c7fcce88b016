import Statistics

/// How the verdict on a claim came about.
package struct Inference: Sendable {
  package let comparison: Comparison
  package let contrast: Contrast
  /// The name of the claims that are judged together with it, nil where it is judged alone.
  package let family: String?
  /// How many claims of the family are tested.
  private(set) var familySize = 1
  /// The level of the interval that decides.
  package private(set) var level: Double

  package init(_ comparison: Comparison, _ contrast: Contrast, family: String?) {
    (self.comparison, self.contrast, self.family) = (comparison, contrast, family)
    level = comparison.ownLevel
  }

  /// The p-value by which it takes its place in its family.
  var probability: Double { comparison.probability(of: contrast) }
  var verdict: Verdict { comparison.verdict(on: contrast, level: level) }
  var estimate: Estimate { comparison.estimate(of: contrast, level: level) }

  /// The seeds that would decide what is undecided, were the effect what it seems; nil where that cannot be said.
  var seedsToDecide: Int? {
    guard verdict == .undecided, !contrast.samples.isEmpty, comparison.relation != .about else { return nil }
    return contrast.mean.seedsToDecide(against: 0, level: level)
  }

  /// The same judged as one of `size` claims at the level of its place among them.
  func judged(at level: Double, among size: Int) -> Inference {
    var inference = self
    (inference.level, inference.familySize) = (level, size)
    return inference
  }
}

extension [Finding] {
  /// The findings with those of each family judged together, so that the chance of one false verdict among them stays below
  /// 1 - level (Holm 1979); the level is the strictest that one of them declares.
  package func judgedInFamilies() -> [Finding] {
    var findings = self
    let families = Dictionary(grouping: indices.filter { self[$0].inference?.family != nil }) {
      self[$0].inference?.family ?? ""
    }
    for members in families.values {
      let inferences = members.compactMap { self[$0].inference }
      let probabilities = inferences.map(\.probability)
      let level = inferences.map(\.comparison.test.level).max() ?? 0.95
      let decisions = Correction.holm.decisions(probabilities, level: level)
      let size = probabilities.count { !$0.isNaN }
      for (member, (inference, decision)) in zip(members, zip(inferences, decisions)) where !inference.contrast.isExact
      {
        let own = 1 - (1 - decision.level) / Double(inference.comparison.looks)
        findings[member].judge(inference.judged(at: own, among: size))
      }
    }
    return findings
  }
}
