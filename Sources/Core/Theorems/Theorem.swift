import Settings
import Statistics

/// A theorem that a computation can check.
///
/// Nothing here has a default; a theorem without numbers or curves says so with empty dictionaries.
package protocol Theorem: Catalogued, Sendable {
  /// The numbers of the check that a chapter may cite, with what each is.
  static var numbers: [String: String] { get }
  /// The curves of the check that a chapter may draw.
  static var curves: [String: Curve] { get }
  /// Runs the checks and their negative controls.
  func check() -> TheoremCheck
}

/// What a curve is and how its axes are called, in TeX.
package struct Curve: Sendable {
  package let summary: String
  package let x: String
  package let y: String

  package init(_ summary: String, x: String, y: String) {
    self.summary = summary
    self.x = x
    self.y = y
  }
}

/// What the check of a theorem found.
package struct TheoremCheck: Codable, Sendable, Equatable {
  /// One check, or one negative control: the same check on something for which the statement is false.
  package struct Evidence: Codable, Sendable, Equatable {
    /// A word for it, "enumeration".
    package var name: String
    /// What was done, one sentence in lower case without a full stop, "all sign inputs of length 1 to 12".
    package var summary: String
    /// A negative control must fail, or the check cannot be trusted.
    package var isControl: Bool
    /// Whether the statement was found to hold in this check.
    package var verdict: Verdict
    /// What the estimate is of, "largest relative difference".
    package var quantity: String
    package var estimate: Estimate
    /// The values of the estimate with which the statement holds, "at most 1e-12".
    package var allowed: String
    /// The same as numbers.
    package var bounds: AllowedRange

    package init(
      name: String, summary: String, isControl: Bool = false, verdict: Verdict, quantity: String, estimate: Estimate,
      allowed: String, bounds: AllowedRange
    ) {
      self.name = name
      self.summary = summary
      self.isControl = isControl
      self.verdict = verdict
      self.quantity = quantity
      self.estimate = estimate
      self.allowed = allowed
      self.bounds = bounds
    }
  }

  package var evidence: [Evidence]
  /// Numbers that a chapter may cite, by a name in lower camel case.
  package var numbers: [String: Double]
  /// Curves that a chapter may draw, by a name in lower camel case.
  package var series: [String: Series]

  package init(evidence: [Evidence], numbers: [String: Double] = [:], series: [String: Series] = [:]) {
    self.evidence = evidence
    self.numbers = numbers
    self.series = series
  }

  /// Holds when every check holds and every control fails; a control that does not fail, or none at all, leaves it undecided.
  package var verdict: Verdict {
    let checks = evidence.filter { !$0.isControl }
    if checks.contains(where: { $0.verdict == .fails }) { return .fails }
    let controls = evidence.filter(\.isControl)
    let sound =
      !checks.isEmpty && checks.allSatisfy { $0.verdict == .holds } && !controls.isEmpty
      && controls.allSatisfy { $0.verdict == .fails }
    return sound ? .holds : .undecided
  }
}
