import Foundation
import Jobs
import Source
import Store

/// Which runs of a book are missing in a store.
package struct SweepPlan {
  package let list: SweepList
  /// How many runs the book needs, those that are there included.
  package let needed: Int

  /// The longest that a run is thought to take.
  static let mostSeconds = 1e12

  /// Looks for the results of `jobs`; a damaged one counts as missing.
  package init(_ jobs: [Job], in store: Store, profile: Profile) throws {
    var seen: Set<String> = []
    let runs = zip(jobs, store.keys(of: jobs)).compactMap { job, key in
      seen.insert(key).inserted ? SweepList.PlannedRun(job: job, key: key) : nil
    }
    let whole = store.whole(runs.map(\.key))
    let history = History(of: store)
    let missing = runs.filter { !whole.contains($0.key) }.map { run in
      var run = run
      // Rounded, so that a plan made again is the same.
      run.seconds = history.expectedSeconds(of: run.job).map { min(($0 * 100).rounded() / 100, Self.mostSeconds) }
      return run
    }
    let isKnown = missing.allSatisfy { $0.seconds != nil }
    func length(_ run: SweepList.PlannedRun) -> Double { isKnown ? run.seconds ?? 0 : run.job.cost }
    list = try SweepList(
      of: missing.sorted { (length($1), $0.key) < (length($0), $1.key) }, profile: profile)
    needed = runs.count
  }
}

extension SweepList {
  /// Seconds of computing that the runs will take one after another, nil where nothing is known of one.
  package func expectedSeconds() throws -> Double? {
    try runs().reduce(0) { sum, run in sum.flatMap { sum in run.seconds.map { sum + $0 } } }
  }
}
