/// What the evidence of a build says of a statement.
package enum Verdict: String, Codable, Sendable, CaseIterable {
  case holds, fails, undecided
}
