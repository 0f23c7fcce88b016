import Settings

/// A mistake with the rule that it breaks.
package struct Mistake: Sendable {
  package let rule: Rule
  package let problem: SettingProblem

  package init(_ rule: Rule, _ problem: SettingProblem) {
    self.rule = rule
    self.problem = problem
  }

  /// The mistake with the rule of its kind.
  package init(_ problem: SettingProblem) { self.init(Rule(problem.kind), problem) }
}
