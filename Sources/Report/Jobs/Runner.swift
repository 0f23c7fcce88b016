import Basics
import Dispatch
import Files
import Foundation
import Programs
import Results
import Store
import Synchronization

/// Carries out jobs on several cores, each job once, the longest first.
///
/// Each job is locked in the store before it is computed, so that builds at the same time share the work.
package struct Runner: Sendable {
  package let store: Store
  /// How many jobs run at the same time.
  package let workers: Int
  package let progress: any ProgressReporter
  /// What earlier builds found out of stored results.
  package var known: KnownResults?
  /// The curves of each job's result that are drawn, by description, where digests serve as well; nil where whole results
  /// are needed.
  package var drawn: [String: Set<String>]?
  /// Whether earlier results, all of which have to be looked at, order the jobs and tell why each is computed.
  package var looksBack: Bool
  /// Whether to stop; jobs in progress are told.
  package var shouldStop: @Sendable () -> Bool

  package init(
    store: Store, workers: Int, progress: any ProgressReporter, known: KnownResults? = nil,
    drawn: [String: Set<String>]? = nil, looksBack: Bool = true,
    shouldStop: @escaping @Sendable () -> Bool = { Interruption.isRequested }
  ) {
    self.store = store
    self.workers = workers
    self.progress = progress
    self.known = known
    self.drawn = drawn
    self.looksBack = looksBack
    self.shouldStop = shouldStop
  }

  fileprivate struct Pending: Sendable {
    let job: Job
    let planned: BuildEvent.Planned
    var key: String { planned.key }
  }

  /// The outcomes by description of the job. A failed job does not stop the others.
  ///
  /// - Throws: `Interrupted`; and before anything is computed `PlaceProblem` or `WriteProblem` where results cannot be kept.
  package func run(_ jobs: [Job]) throws -> [String: Outcome] {
    var (outcomes, missing) = stored(jobs, damage: "is computed again")
    outcomes.merge(refuse(&missing)) { $1 }
    let count = outcomes.count + missing.count
    let pending = plan(missing)
    if !pending.isEmpty { try store.requireRoom() }
    progress.report(.planned(pending.map(\.planned), reused: outcomes.count))
    outcomes.merge(compute(pending).mapValues(remembered)) { $1 }
    progress.report(.ended)
    if shouldStop(), outcomes.count < count { throw Interrupted() }
    return outcomes
  }

  /// Takes out of `missing` the jobs that may not run, each of which becomes a hole, and says so.
  private func refuse(_ missing: inout [Job]) -> [String: Outcome] {
    let refused = missing.filter { $0.refusal != nil }
    if refused.isEmpty { return [:] }
    missing.removeAll { $0.refusal != nil }
    progress.warn(
      "\(Words.count(refused.count, "run")) of programs \(refused.count == 1 ? "was" : "were") not made: "
        + ProgramRefusal.remedy)
    return refused.reduce(into: [:]) { outcomes, job in
      outcomes[job.description] = Outcome(
        result: .failure(Self.hole(job)), key: store.key(of: job), seconds: 0, reused: false)
    }
  }

  private static func hole(_ job: Job) -> JobFailure {
    job.refusal.map { JobFailure(reason: $0, isHole: true) } ?? .notComputed
  }

  /// The outcomes that the store has, and a hole for each of the other jobs; nothing is computed.
  package func collect(_ jobs: [Job]) -> [String: Outcome] {
    let (outcomes, missing) = stored(jobs, damage: "counts as missing")
    return missing.reduce(into: outcomes) { outcomes, job in
      outcomes[job.description] = Outcome(
        result: .failure(Self.hole(job)), key: store.key(of: job), seconds: 0, reused: false)
    }
  }

  /// What the store has, by description, and the jobs of which it has nothing, each once; it is told what becomes of damaged
  /// results.
  package func stored(_ jobs: [Job], damage: String) -> (outcomes: [String: Outcome], missing: [Job]) {
    var outcomes: [String: Outcome] = [:]
    var digests: [String: Outcome] = [:]
    var missing: [Job] = []
    let unique = Dictionary(jobs.map { ($0.description, $0) }) { $1 }
    let sorted = unique.sorted { $0.key < $1.key }
    let keys = store.keys(of: sorted.map(\.value))
    for ((description, job), key) in zip(sorted, keys) {
      if let seconds = known?.secondsOfWhole(key) {
        outcomes[description] = Outcome(storedIn: store, key: key, seconds: seconds)
        continue
      }
      switch store.entry(for: key) {
      case .found(let entry): outcomes[description] = Outcome(reusing: entry, key: key)
      case .missing:
        if let digest = digest(of: job, key) { digests[description] = digest } else { missing.append(job) }
      case .damaged(let path):
        progress.warn("the stored result of '\(job.title)' is damaged and \(damage) (\(path))")
        missing.append(job)
      }
    }
    return (outcomes.mapValues(remembered).merging(digests) { $1 }, missing)
  }

  /// What a digest says about a missing result, if it has all that is drawn.
  private func digest(of job: Job, _ key: String) -> Outcome? {
    guard let drawn, let entry = store.entry(for: key, in: .digests).entry,
      drawn[job.description, default: []].isSubset(of: entry.header.curves ?? [])
    else { return nil }
    return Outcome(reusing: entry, key: key)
  }

  /// The outcome with what is remembered of its result; one that was read or made is from now on known to be whole.
  private func remembered(_ outcome: Outcome) -> Outcome {
    guard let known, outcome.failure == nil else { return outcome }
    if !outcome.isUnread { known.note(whole: outcome.key, seconds: outcome.seconds) }
    var outcome = outcome
    outcome.known = known
    return outcome
  }

  /// The longest first, as far as it is known how long they take.
  private func plan(_ jobs: [Job]) -> [Pending] {
    if jobs.isEmpty { return [] }
    let history = looksBack ? History(of: store) : nil
    let pending = jobs.map { job in
      Pending(
        job: job,
        planned: BuildEvent.Planned(
          title: job.title, key: store.key(of: job), cost: job.cost, seconds: history?.expectedSeconds(of: job),
          reason: history?.reason(toCompute: job) ?? ""))
    }
    let isKnown = pending.allSatisfy { $0.planned.seconds != nil }
    func length(_ item: Pending) -> Double { isKnown ? item.planned.seconds ?? 0 : item.job.cost }
    return pending.sorted { (length($1), $0.job.description) < (length($0), $1.job.description) }
  }

  private func compute(_ pending: [Pending]) -> [String: Outcome] {
    let queue = WorkQueue(count: pending.count)
    let workers = ResourceLimits.workers(workers)
    let outcomes = Mutex<[String: Outcome]>([:])
    let threads = max(1, workers / max(1, pending.count))
    let slots = WorkSlots(count: workers)
    DispatchQueue.concurrentPerform(iterations: min(workers, pending.count)) { _ in
      while !shouldStop(), let turn = queue.next() {
        guard case .job(let index) = turn else {
          Thread.sleep(forTimeInterval: WorkQueue.pause)
          continue
        }
        let width = min(pending[index].job.threads, workers)
        guard slots.take(width, unless: shouldStop) else { continue }
        defer { slots.giveBack(width) }
        if let outcome = attempt(pending[index], index: index, threads: threads) {
          outcomes.withLock { $0[pending[index].job.description] = outcome }
        } else if !shouldStop() {
          if queue.postpone(index) { progress.report(.waiting(job: index)) }
        }
      }
    }
    return outcomes.withLock { $0 }
  }

  /// The outcome of a job; nil where another process is at it, or where it was stopped.
  private func attempt(_ item: Pending, index: Int, threads: Int) -> Outcome? {
    let lock = store.lock(item.key)
    if case .busy = lock { return nil }
    return withExtendedLifetime(lock) {
      if let entry = store.entry(for: item.key).entry {
        progress.report(.finished(job: index, seconds: entry.header.seconds, failure: nil, isShared: true))
        return Outcome(reusing: entry, key: item.key)
      }
      return compute(item, index: index, threads: threads)
    }
  }

  private func compute(_ item: Pending, index: Int, threads: Int) -> Outcome? {
    let start = ContinuousClock.now
    progress.report(.started(job: index))
    let warn: @Sendable (String) -> Void = { progress.warn("\(item.job.title): \($0)") }
    let control = JobControl(
      shouldStop: shouldStop, progress: { progress.report(.advanced(job: index, share: $0)) }, warn: warn,
      threads: threads, checkpoints: store.checkpoints(for: item.key, of: item.job, warn: warn))
    let result: Result<Data, JobFailure>
    do {
      result = .success(try item.job.compute(control))
    } catch is CancellationError where shouldStop() {
      return nil
    } catch let failure as JobFailure {
      result = .failure(failure)
    } catch {
      result = .failure(JobFailure(reason: ErrorText.of(error)))
    }
    let seconds = (ContinuousClock.now - start).inSeconds
    var failure: String?
    switch result {
    case .success(let data):
      store.keep { try store.insert(data, of: item.job, seconds: seconds) }
      store.removeCheckpoint(for: item.key)
    case .failure(let problem): failure = problem.reason
    }
    progress.report(.finished(job: index, seconds: seconds, failure: failure, isShared: false))
    return Outcome(
      result: result, key: item.key, seconds: seconds, reused: false, reason: item.planned.reason)
  }
}

extension Outcome {
  fileprivate init(reusing entry: StoreEntry, key: String) {
    self.init(result: .success(entry.result), key: key, seconds: entry.header.seconds, reused: true)
  }
}
