import Foundation

/// A sweep as it is handed to a scheduler.
struct SweepSubmission: Sendable {
  /// Absolute paths.
  let manifest: String
  let folder: String
  let program: String
  let directory: String
  let store: String
  let id: String
  let layout: SweepLayout
  let site: ClusterSite
  /// The arguments of the program for the build that collects what is there afterwards.
  let collection: [String]

  /// The arguments of the program for the shares from `offset` on; the scheduler tells which.
  func arguments(offset: Int) -> [String] {
    [
      "sweep", "run", "--manifest", manifest, "--chunk", "\(layout.chunk)", "--offset", "\(offset)", "--jobs",
      "\(site.cores)", "--cache", store,
    ]
  }

  /// Minutes after which a job is stopped: what the site says, or three times what is expected and ten at least.
  var timeLimit: Int {
    let expected = layout.expectedSeconds ?? SweepLayout.unknownSeconds * Double(layout.chunk)
    return site.timeLimit ?? max(10, Int((min(expected, 1e8) * 3 / 60).rounded(.up)))
  }
}
