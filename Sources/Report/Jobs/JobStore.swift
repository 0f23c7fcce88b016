import Basics
import Foundation
import Store
import Training

/// What the store keeps of jobs.
extension Store {
  /// The key of a job's result.
  package func key(of job: Job) -> String {
    key(of: job.description + (job.surroundings.map { "\nin \($0())" } ?? ""), by: job.code)
  }

  /// The keys of some jobs, found on all cores.
  package func keys(of jobs: [Job]) -> [String] { jobs.concurrentMap { key(of: $0) } }

  /// Stores the result of a job, and once for each version the files of the code that computed it.
  func insert(_ result: Data, of job: Job, seconds: Double) throws {
    let version = code.version(of: job.code)
    let header = StoreEntry.Header(
      title: job.title, subject: job.subjectText, seed: job.seed, code: version, cost: job.cost, seconds: seconds)
    try insert(StoreEntry(header: header, result: result), for: key(of: job))
    if job.code.isOutside { return }
    try keepListing(ofCode: version) { code.listing(of: job.code) }
  }

  /// Where the job with `key` keeps its state while it runs; a damaged file is reported and left aside.
  func checkpoints(for key: String, of job: Job, warn: @escaping @Sendable (String) -> Void) -> Checkpoints {
    Checkpoints {
      let found = entry(for: key, in: .checkpoints)
      if case .damaged = found { warn("its checkpoint is damaged; the run starts again") }
      return found.entry?.result
    } save: {
      try? insert(StoreEntry(header: .init(title: job.title), result: $0), for: key, in: .checkpoints)
    }
  }
}
