import Dispatch
import Foundation
import Synchronization

/// What became of a job.
struct Outcome: Sendable {
  /// The encoded result, or why there is none.
  var result: Result<Data, JobFailure>
  var key: String
  /// How long the computation took, now or when it was stored.
  var seconds: Double
  /// Whether the result was found in the store.
  var reused: Bool
}

/// Why a job gave no result.
struct JobFailure: Error, Sendable {
  let reason: String
}

/// Carries out jobs on several cores, each job once, the costliest first.
struct Runner: Sendable {
  let store: Store
  /// How many jobs run at the same time.
  let workers: Int
  let progress: any ProgressReporter

  /// The outcomes by description of the job. A failed job does not stop the others.
  func run(_ jobs: [Job]) -> [String: Outcome] {
    var unique: [String: Job] = [:]
    for job in jobs { unique[job.description] = job }
    var outcomes: [String: Outcome] = [:]
    var pending: [(job: Job, key: String)] = []
    for (description, job) in unique {
      let key = store.key(of: job)
      if let entry = store.entry(for: key) {
        outcomes[description] = Outcome(result: .success(entry.result), key: key, seconds: entry.seconds, reused: true)
      } else {
        pending.append((job, key))
      }
    }
    pending.sort { ($1.job.cost, $0.job.description) < ($0.job.cost, $1.job.description) }
    progress.begin(jobs: pending.map(\.job), reused: outcomes.count)
    let computed = compute(pending)
    progress.end()
    return outcomes.merging(computed) { $1 }
  }

  private func compute(_ pending: [(job: Job, key: String)]) -> [String: Outcome] {
    let next = Atomic(0)
    let outcomes = Mutex<[String: Outcome]>([:])
    let threads = max(1, workers / max(1, pending.count))
    DispatchQueue.concurrentPerform(iterations: min(workers, pending.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < pending.count else { return }
        let (job, key) = pending[index]
        let outcome = compute(job, index: index, key: key, threads: threads)
        outcomes.withLock { $0[job.description] = outcome }
      }
    }
    return outcomes.withLock { $0 }
  }

  private func compute(_ job: Job, index: Int, key: String, threads: Int) -> Outcome {
    let start = ContinuousClock.now
    let warn: @Sendable (String) -> Void = { progress.warn("\(job.title): \($0)") }
    let control = JobControl(
      shouldStop: { false }, progress: { progress.advance(job: index, to: $0) }, warn: warn, threads: threads,
      checkpoints: store.checkpoints(for: key, warn: warn))
    let result = Result { try job.compute(control) }.mapError { JobFailure(reason: "\($0)") }
    let duration = ContinuousClock.now - start
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    if case .success(let data) = result {
      do { try store.insert(Store.Entry(seconds: seconds, result: data), for: key) } catch { progress.warn("\(error)") }
      store.removeCheckpoint(for: key)
    }
    progress.finish(job: index, failed: (try? result.get()) == nil)
    return Outcome(result: result, key: key, seconds: seconds, reused: false)
  }
}
