/// Why a job gave no result.
struct JobFailure: ExplainedError, Sendable {
  let reason: String
  /// Whether it was never tried: the build computes nothing, and nothing is stored.
  var isHole = false

  package var description: String { reason }

  static let notComputed = JobFailure(reason: "not computed yet", isHole: true)
  /// What stands before the reason in a manifest.
  static let prefix = "failed: "
}
