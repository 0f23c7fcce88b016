import Core

/// A mistake with the rule that it breaks.
struct Mistake: Sendable {
  let rule: Rule
  let problem: SettingProblem

  init(_ rule: Rule, _ problem: SettingProblem) {
    self.rule = rule
    self.problem = problem
  }
}
