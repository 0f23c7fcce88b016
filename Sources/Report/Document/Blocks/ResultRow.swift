import Plot
import Statistics

/// A claim with its verdict and the number that decides it: a row of the table of a section's results.
package struct ResultRow<P: Phase>: Sendable, Equatable {
  package var id: String
  /// "Claim 1.2".
  package var title: String
  /// What is claimed, in the author's words.
  package var name: [Inline<P>]
  package var verdict: Verdict
  /// The interval of a ratio; nil if the estimate is not a ratio.
  package var sketch: IntervalSketch?
  /// "ratio 0.61 (0.55 to 0.68)".
  package var estimate: String
  /// "12", or "exact" for a number that is known without error.
  package var basis: String
  /// What the author and the program say of it.
  package var remarks: [Block<P>]
  /// The comparison as it was written.
  package var source: String

  package init(
    id: String, title: String, name: [Inline<P>], verdict: Verdict, sketch: IntervalSketch? = nil, estimate: String,
    basis: String, remarks: [Block<P>], source: String
  ) {
    self.id = id
    self.title = title
    self.name = name
    self.verdict = verdict
    self.sketch = sketch
    self.estimate = estimate
    self.basis = basis
    self.remarks = remarks
    self.source = source
  }
}
