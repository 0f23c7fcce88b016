import Settings

/// How many seeds an experiment has and which, where an author does not list them.
package protocol SeedPlan: Catalogued, Sendable {
  /// The seeds, one after another.
  var seeds: [Int] { get }
  /// Why there are so many, a sentence for a reader; nil where there is nothing to say.
  var reason: String? { get }
}

extension SeedPlan {
  package var reason: String? { nil }
}

extension Catalogue where Element == any SeedPlan {
  /// Every plan of seeds, one line each.
  package static let seedPlans = Catalogue(
    "plan of seeds",
    [
      Entry(ConsecutiveSeeds.self) { $0 },
      Entry(PlannedSeeds.self) { $0 },
    ])
}

/// Seeds as an author gives them: a list, or a plan by which they follow.
package struct ChosenSeeds: Sendable {
  package let seeds: [Int]
  /// Why there are so many, nil for a list.
  package let reason: String?

  package init(_ seeds: [Int], reason: String? = nil) { (self.seeds, self.reason) = (seeds, reason) }
}

extension Settings {
  /// Reads seeds: `3`, `1...5`, `[1, 2, 4]`, or a plan such as `consecutive(count: 12, first: 1001)`.
  package func seeds(_ name: String, default fallback: [Int], help: String) -> ChosenSeeds {
    let range = 0...Int(UInt32.max)
    return value(
      name, default: ChosenSeeds(fallback), text: Settings.text(of: fallback),
      allowed: "whole numbers from 0 to \(range.upperBound), as 3, 1...5 or [1, 2, 4], or a plan of seeds", help: help,
      singular: false, canonical: { Value(.list($0.seeds.map { Value(.number(Double($0))) })) }
    ) { given throws(SettingProblem) in
      guard case .call(let head, let arguments) = given.kind else {
        return try Settings.counts(in: given, of: name, range).map { ChosenSeeds($0) }
      }
      guard let entry = Catalogue.seedPlans[name: head] else {
        throw SettingProblem(
          "unknown plan of seeds '\(head)'",
          remedy: Suggestion.remedy(for: head, among: Catalogue.seedPlans.entries.map(\.name)), kind: .unknownName,
          span: given.span)
      }
      let settings = Settings(owner: head, arguments: arguments, span: given.span)
      let plan = entry.make(settings)
      if let problem = settings.finish().first { throw problem }
      return ChosenSeeds(plan.seeds, reason: plan.reason)
    }
  }

  /// Reads the first of the seeds of a plan.
  func firstSeed() -> Int { count("first", default: 1, 0...4_000_000_000, help: "the first of the seeds") }
}
