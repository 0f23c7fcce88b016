import Foundation

/// How many runs a job makes, and how the jobs fill arrays.
package struct SweepLayout: Sendable, Equatable {
  /// An array of jobs, one for each share from `offset` on.
  struct Part: Sendable, Equatable {
    var offset: Int
    var count: Int
  }

  package let chunk: Int
  let parts: [Part]
  /// Seconds that a job will take; nil where nothing is known.
  let expectedSeconds: Double?

  /// Runs of which nothing is known are thought to take a minute.
  static let unknownSeconds = 60.0

  /// A layout in which a job takes about the minutes that the site wants, unless `chunk` says otherwise.
  package init(runs: Int, seconds: Double?, chunk: Int?, site: ClusterSite, arraySize: Int) {
    let each = max((seconds ?? Self.unknownSeconds * Double(runs)) / Double(max(runs, 1)), 1e-6)
    // A job makes as many runs at a time as it has cores.
    let most = Double(max(runs, 1))
    let wanted = Int(min(max(Double(site.minutes * 60 * site.cores) / each, 1), most))
    let least = SweepShares(runs: runs, chunk: site.mostJobs).count
    let size = max(chunk ?? wanted, least, 1)
    self.chunk = size
    expectedSeconds = seconds.map { _ in each * Double(min(size, runs)) / Double(min(site.cores, size)) }
    let count = SweepShares(runs: runs, chunk: size).count
    parts = stride(from: 0, to: count, by: max(arraySize, 1)).map {
      Part(offset: $0, count: min(max(arraySize, 1), count - $0))
    }
  }

  /// How many jobs there are.
  var jobs: Int { parts.reduce(0) { $0 + $1.count } }
}
