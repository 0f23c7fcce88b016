/// Why a job gave no result.
struct JobFailure: Error, Sendable {
  let reason: String
  /// Whether it was never tried: the build computes nothing, and nothing is stored.
  var isHole = false

  static let notComputed = JobFailure(reason: "not computed yet", isHole: true)
}
