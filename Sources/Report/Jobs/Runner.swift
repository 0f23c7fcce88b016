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
  package var drawn: OnDemand<[String: Set<String>]>?
  /// Whether earlier results, all of which have to be looked at, order the jobs and tell why each is computed.
  package var looksBack: Bool
  /// Whether to stop; jobs in progress are told.
  package var shouldStop: @Sendable () -> Bool

  package init(
    store: Store, workers: Int, progress: any ProgressReporter, known: KnownResults? = nil,
    drawn: OnDemand<[String: Set<String>]>? = nil, looksBack: Bool = true,
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
    let places = Dictionary(jobs.indices.map { (jobs[$0].description, $0) }) { $1 }
    let named = places.map { (name: $0.key, place: $0.value) }
    let found = named.concurrentMap { find(jobs[$0.place]) }
    var outcomes = [String: Outcome](minimumCapacity: named.count)
    var lacking: [(name: String, job: Job, found: Found)] = []
    for ((name, place), found) in zip(named, found) {
      guard case .outcome(let outcome) = found else {
        lacking.append((name, jobs[place], found))
        continue
      }
      outcomes[name] = outcome
    }
    lacking.sort { $0.name < $1.name }
    for case (_, let job, .damaged(let path)) in lacking {
      progress.warn("the stored result of '\(job.title)' is damaged and \(damage) (\(path))")
    }
    let missing = lacking.map(\.job)
    return (outcomes, missing)
  }

  private enum Found: Sendable {
    case outcome(Outcome)
    case nothing
    case damaged(path: String)
  }

  /// What the store has of a job.
  private func find(_ job: Job) -> Found {
    let key = store.key(of: job)
    if let seconds = known?.secondsOfWhole(key) {
      return .outcome(remembered(Outcome(storedIn: store, key: key, seconds: seconds)))
    }
    switch store.entry(for: key) {
    case .found(let entry): return .outcome(remembered(outcome(reusing: entry, job, key)))
    case .missing: return digest(of: job, key).map { .outcome($0) } ?? .nothing
    case .damaged(let path): return .damaged(path: path)
    }
  }

  private func outcome(reusing entry: StoreEntry, _ job: Job, _ key: String) -> Outcome {
    outcome(entry.result, of: job, key, seconds: entry.header.seconds, reused: true)
  }

  /// The outcome of a job whose result is in the store; with the result itself where nothing is remembered of results, since
  /// the store may then be gone before the outcome is used.
  private func outcome(
    _ result: Data, of job: Job, _ key: String, seconds: Double, reused: Bool, reason: String = ""
  ) -> Outcome {
    known == nil
      ? Outcome(result: .success(result), key: key, seconds: seconds, reused: reused, reason: reason)
      : Outcome(result, of: job, storedIn: store, key: key, seconds: seconds, reused: reused, reason: reason)
  }

  /// What a digest says about a missing result, if it has all that is drawn.
  private func digest(of job: Job, _ key: String) -> Outcome? {
    guard let drawn, let entry = store.entry(for: key, in: .digests).entry,
      drawn.value[job.description, default: []].isSubset(of: entry.header.curves ?? [])
    else { return nil }
    return Outcome(result: .success(entry.result), key: key, seconds: entry.header.seconds, reused: true)
  }

  /// The outcome with what is remembered of its result; one that was read or made is from now on known to be whole.
  private func remembered(_ outcome: Outcome) -> Outcome {
    guard let known, outcome.failure == nil else { return outcome }
    if !outcome.isUnread { known.note(whole: outcome.key, seconds: outcome.seconds, outcome.summaryAtHand) }
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
        return outcome(reusing: entry, item.job, item.key)
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
    var outcome = Outcome(
      result: result, key: item.key, seconds: seconds, reused: false, reason: item.planned.reason)
    if case .success(let data) = result {
      store.keep {
        try store.insert(data, of: item.job, seconds: seconds)
        outcome = self.outcome(
          data, of: item.job, item.key, seconds: seconds, reused: false, reason: item.planned.reason)
      }
      store.removeCheckpoint(for: item.key)
    }
    progress.report(.finished(job: index, seconds: seconds, failure: outcome.failure?.reason, isShared: false))
    return outcome
  }
}
