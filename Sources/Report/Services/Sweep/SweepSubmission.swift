import Foundation

/// A sweep as it is handed to a scheduler.
package struct SweepSubmission: Sendable {
  /// Absolute paths.
  package let list: String
  package let folder: String
  package let program: String
  package let directory: String
  package let store: String
  package let id: String
  package let layout: SweepLayout
  package let site: ClusterSite
  /// The arguments of the program for the build that collects what is there afterwards.
  package let collection: [String]

  package init(
    list: String, folder: String, program: String, directory: String, store: String, id: String,
    layout: SweepLayout, site: ClusterSite, collection: [String]
  ) {
    self.list = list
    self.folder = folder
    self.program = program
    self.directory = directory
    self.store = store
    self.id = id
    self.layout = layout
    self.site = site
    self.collection = collection
  }

  /// The arguments of the program for the shares from `offset` on; the scheduler tells which.
  func arguments(offset: Int) -> [String] {
    [
      "sweep", "run", "--list", list, "--chunk", "\(layout.chunk)", "--offset", "\(offset)", "--jobs",
      "\(site.cores)", "--cache", store,
    ]
  }

  /// Minutes after which a job is stopped: what the site says, or three times what is expected and ten at least.
  var timeLimit: Int {
    let expected = layout.expectedSeconds ?? SweepLayout.unknownSeconds * Double(layout.chunk)
    return site.timeLimit ?? max(10, Int((min(expected, 1e8) * 3 / 60).rounded(.up)))
  }
}
