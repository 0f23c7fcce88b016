import Basics
import Foundation
import Store

/// How far a sweep is, by what is in the store.
package struct SweepStatus {
  let runs: Int
  let done: Int
  /// Runs that a process is at.
  let running: Int
  /// Runs that were stopped and will go on from where they were.
  let stopped: Int
  /// Titles of runs that failed, with the reason.
  package let failures: [(title: String, reason: String)]
  /// Of the runs that are not done, one after another; nil where nothing is known of one.
  let secondsLeft: Double?

  package init(_ list: SweepList, _ folder: SweepFolder, in store: Store) throws {
    let all = try list.runs()
    let there = Set(store.keys(in: .results))
    let left = all.filter { !there.contains($0.key) }
    let claimed = store.lockedKeys()
    let checkpoints = Set(store.keys(in: .checkpoints))
    let reasons = folder.failures
    runs = all.count
    done = all.count - left.count
    running = left.count { claimed.contains($0.key) }
    stopped = left.count { !claimed.contains($0.key) && checkpoints.contains($0.key) }
    failures = try left.filter { !claimed.contains($0.key) }.compactMap { run in
      try reasons[run.key].map { (try list.title(of: run), $0) }
    }
    secondsLeft = left.reduce(0) { sum, run in sum.flatMap { sum in run.seconds.map { sum + $0 } } }
  }

  var waiting: Int { runs - done - running - stopped - failures.count }

  /// "12 of 40 runs done, 2 running, 1 stopped, 1 failed, 24 waiting; about 14 min of computing left".
  package var text: String {
    let counts = [
      (running, "running"), (stopped, "stopped with a checkpoint"), (failures.count, "failed"), (waiting, "waiting"),
    ]
    let parts = ["\(done) of \(Words.count(runs, "run")) done"] + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let left = done < runs ? secondsLeft.map { "; \(Words.time($0)) of computing left" } ?? "" : ""
    return parts.joined(separator: ", ") + left
  }
}
