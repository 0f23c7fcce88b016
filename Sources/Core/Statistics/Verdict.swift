/// What the evidence of a build says of a statement.
package enum Verdict: String, Codable, Sendable, CaseIterable {
  case holds, fails
  /// Both sides are equal within a margin that was declared.
  case equivalent
  case undecided
}
