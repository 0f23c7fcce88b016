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
  /// The ratios that a claim of equality allows; nil for other claims.
  var allowed: ClosedRange<Double>?

  /// Everything that a drawing of it depends on.
  package var description: String {
    let ratios = [alone, decisive].map { $0.map { "\($0)" } ?? "" }
    let facts = ["\(isPrimary)", "\(isClaim)", "\(wantsMore)", allowed.map { "\($0)" } ?? ""]
    return ([id, title, verdict.rawValue] + facts + ratios).joined(separator: " ")
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
    if let lower = finding.bounds.lower, let upper = finding.bounds.upper, lower > 0, lower < upper {
      allowed = lower...upper
    }
  }
}

extension Estimate {
  /// Of the inverse ratio.
  var inverted: Estimate { Estimate(1 / value, lower: 1 / upper, upper: 1 / lower, count: count) }
}
