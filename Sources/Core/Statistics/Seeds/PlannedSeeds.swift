import Foundation
import Settings

/// As many seeds as decide a ratio with a stated probability, from the spread that pilot seeds had.
///
/// The least n with |log ratio| ≥ (t_{1-α/2} + t_p) σ/√n for the probability p and Student's quantiles with n - 1 degrees of freedom.
package struct PlannedSeeds: SeedPlan {
  package static let name = "planned"
  package static let summary = "as many seeds as decide a ratio with a stated probability, from the spread in pilots"

  package let seeds: [Int]
  package let reason: String?

  package init(settings: Settings) {
    let ratio = settings.number("ratio", default: 0.9, .positive, help: "the ratio that is to be told from 1")
    let deviation = settings.number(
      "deviation", default: 0.2, .positive,
      help: "the standard deviation over pilot seeds of a seed's log-ratio, its mean over the cells")
    let probability = settings.number(
      "probability", default: 0.9, .openRange(0.5, 1), help: "how likely the ratio is decided")
    let level = settings.level()
    let least = settings.count("least", default: 5, 2...10_000, help: "the fewest seeds")
    let most = settings.count("most", default: 200, 2...10_000, help: "the most seeds; needing more is an error")
    let first = settings.firstSeed()
    let needed = plannedSeeds(
      distance: abs(log(ratio)), deviation: deviation, level: level, power: probability, atMost: most)
    if needed == nil || least > most {
      settings.report(
        SettingProblem(
          least > most
            ? "'least' is more than 'most'"
            : "more than \(most) seeds would be needed to tell a ratio of \(Value.text(of: ratio)) from 1",
          remedy: "plan for a ratio farther from 1, or allow more seeds with 'most'", kind: .incompatible,
          span: settings.span))
    }
    let count = max(needed ?? least, least)
    seeds = Array(first..<first + count)
    func percent(_ share: Double) -> String { Value.text(of: (1000 * share).rounded() / 10) + " %" }
    reason =
      "\(count) seeds: a ratio of \(Value.text(of: ratio)) is told from 1 with a probability of \(percent(probability)) at the level of "
      + "\(percent(level)) by \(needed ?? count), where log-ratios have the standard deviation \(Value.text(of: deviation)) of the pilots."
  }
}
