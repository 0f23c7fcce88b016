import Basics

/// Why a job gave no result.
package struct JobFailure: ExplainedError, Sendable {
  package let reason: String
  /// Whether it was never tried: the build computes nothing, and nothing is stored.
  package var isHole: Bool

  package init(reason: String, isHole: Bool = false) {
    self.reason = reason
    self.isHole = isHole
  }

  package var description: String { reason }

  package static let notComputed = JobFailure(reason: "not computed yet", isHole: true)
  /// What stands before the reason in a manifest.
  package static let prefix = "failed: "
}
