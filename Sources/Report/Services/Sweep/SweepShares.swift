import Foundation

/// How the runs of a list are shared out: each share takes every n-th run, so that long and short ones are mixed.
package struct SweepShares: Sendable {
  package let runs: Int
  /// Runs in a share, at most.
  package let chunk: Int

  package init(runs: Int, chunk: Int) {
    self.runs = runs
    self.chunk = chunk
  }

  /// How many shares there are.
  package var count: Int { runs == 0 ? 0 : (runs - 1) / max(chunk, 1) + 1 }

  /// The runs of a share, by their place in the list.
  package func runs(ofShare index: Int) -> StrideTo<Int> { stride(from: index, to: runs, by: max(count, 1)) }
}

/// The number of a share, as schedulers tell it to what they start.
package enum SchedulerIndex {
  /// Where Slurm and Kubernetes Indexed Jobs put it.
  static let variables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"]

  /// The number that a scheduler tells, with `offset` added; nil where none tells one.
  package static func index(in environment: [String: String], offset: Int = 0) throws -> Int? {
    for name in variables {
      guard let text = environment[name] else { continue }
      guard let index = Int(text), index >= 0 else {
        throw SweepProblem("\(name) is '\(text)', which is not an index; give one with --index")
      }
      let (share, isTooLarge) = index.addingReportingOverflow(offset)
      if isTooLarge {
        throw SweepProblem("--offset \(offset) and \(name) '\(text)' are too large together; give a smaller offset")
      }
      return share
    }
    return nil
  }
}
