import Settings

/// What is wrong in a call, with the rule that it breaks and the bytes of the text where it stands.
package struct Mistake: Sendable {
  package let rule: Rule
  package let message: String
  package let remedy: String?
  package let span: Range<Int>

  package init(_ rule: Rule, _ message: String, remedy: String? = nil, span: Range<Int>) {
    self.rule = rule
    self.message = message
    self.remedy = remedy
    self.span = span
  }

  /// The mistake with the rule of its kind, or with another that is known to fit better.
  package init(_ problem: SettingProblem, rule: Rule? = nil) {
    self.init(rule ?? Rule(problem.kind), problem.message, remedy: problem.remedy, span: problem.span)
  }
}
