import Basics

/// Why a job gave no result.
package struct JobFailure: ExplainedError, Sendable {
  package let reason: String
  /// Whether it was never tried: the build computes nothing, and nothing is stored.
  package var isHole: Bool
  /// The end of what a program wrote before it failed.
  package var output: String

  package init(reason: String, isHole: Bool = false, output: String = "") {
    (self.reason, self.isHole, self.output) = (reason, isHole, output)
  }

  package var description: String { reason }

  package static let notComputed = JobFailure(reason: "not computed yet", isHole: true)

  /// Of a program that this person did not allow.
  package static let notAllowed = JobFailure(
    reason: "not computed: its program is not allowed to run on this machine", isHole: true)

  /// The same in few words, for a sentence or a cell.
  package static let shortRefusal = "not computed (program not allowed)"

  /// Whether a program was not run since this person did not allow it.
  package var isRefusal: Bool { reason == Self.notAllowed.reason }

  /// What stands before the reason in a manifest.
  package static let prefix = "failed: "
}
