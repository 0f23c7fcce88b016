import Basics
import Results
import Statistics

/// A statement with its verdict and the ratio that it rests on, as a figure draws it.
package struct DrawnVerdict: Sendable {
  package let id: String
  /// The statement in words.
  package let title: String
  let verdict: Verdict
  /// Whether it is one of several claims that are judged together.
  let isPrimary: Bool
  let isClaim: Bool
  /// The ratio alone and as it decides; nil for a statement about something else.
  let alone: Estimate?
  let decisive: Estimate?
  /// Whether the claim says that the ratio lies above 1.
  let wantsMore: Bool

  /// Everything that a drawing of it depends on.
  package var description: String {
    "\(id) \(title) \(verdict.rawValue) \(isPrimary) \(isClaim) \(wantsMore) \(alone.map { "\($0)" } ?? "") \(decisive.map { "\($0)" } ?? "")"
  }
}

extension DrawnVerdict {
  package init(_ finding: Finding, title: String) {
    id = finding.id
    self.title = title.isEmpty ? finding.id : title
    verdict = finding.verdict
    isClaim = finding.kind == .claim
    isPrimary = finding.inference?.family != nil
    alone = finding.ratios?.alone
    decisive = finding.ratios?.decisive
    wantsMore = finding.bounds.lower != nil && finding.bounds.upper == nil
  }
}

extension Estimate {
  /// Of the inverse ratio.
  var inverted: Estimate { Estimate(1 / value, lower: 1 / upper, upper: 1 / lower, count: count) }
}
