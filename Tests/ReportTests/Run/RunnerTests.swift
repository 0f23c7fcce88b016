import Foundation
import Synchronization
import Testing

@testable import Basics
@testable import Book
@testable import Build
@testable import Code
@testable import Command
@testable import Files
@testable import Jobs
@testable import Mathematics
@testable import Numerics
@testable import Reading
@testable import Results
@testable import Settings
@testable import Source
@testable import Store

@Suite("The runner and its store")
struct RunnerTests {
  private struct Broken: Error, CustomStringConvertible {
    let description = "no luck"
  }

  private final class Log: Sendable {
    private let names = Mutex<[String]>([])
    func add(_ name: String) { names.withLock { $0.append(name) } }
    var all: [String] { names.withLock { $0 } }
  }

  private func runner(_ book: SmallBook, workers: Int = 1, progress: any ProgressReporter = SilentProgress()) -> Runner
  {
    let store = Store(folder: URL(filePath: book.path("cache"))) { progress.warn($0) }
    return Runner(store: store, workers: workers, progress: progress)
  }

  private func job(_ name: String, cost: Double = 1, _ log: Log, fails: Bool = false) -> Job {
    Job(
      subject: Value(.name(name)), seed: nil, title: name, cost: cost, code: CodeNeed(of: RunnerTests.self)
    ) { _ in
      log.add(name)
      if fails { throw Broken() }
      return try ResultCoder.encode([name])
    }
  }

  @Test func `the costliest job runs first, and equal jobs run once`() throws {
    let (book, log) = (try SmallBook(), Log())
    let jobs = [job("small", cost: 1, log), job("large", cost: 9, log), job("small", cost: 1, log)]
    let outcomes = try runner(book).run(jobs)
    #expect(log.all == ["large", "small"])
    #expect(outcomes.count == 2)
  }

  @Test func `a failed job stops no other and is never stored`() throws {
    let (book, log) = (try SmallBook(), Log())
    let jobs = [job("bad", cost: 9, log, fails: true), job("good", log)]
    let first = try runner(book, workers: 2).run(jobs)
    #expect(throws: JobFailure.self) { try first["bad"]?.result.get() }
    #expect(try first["good"]?.result.get() == Data("[\"good\"]".utf8))
    let second = try runner(book).run(jobs)
    #expect(second["good"]?.reused == true)
    #expect(second["bad"]?.reused == false)
  }

  @Test func `another version of the code finds nothing`() throws {
    let (book, log) = (try SmallBook(), Log())
    _ = try runner(book).run([job("a", log)])
    let other = Store(folder: URL(filePath: book.path("cache")), code: CodeTable(files: []))
    #expect(other.entry(for: other.key(of: job("a", log))).entry == nil)
  }

  @Test func `a store that cannot be written to is named before anything is computed`() throws {
    let (book, log) = (try SmallBook(), Log())
    try book.write("a file, not a folder", to: "cache")
    #expect(throws: PlaceProblem.self) { try runner(book).run([job("a", log)]) }
    #expect(log.all == [])
  }

  private func planned(_ title: String, cost: Double, seconds: Double? = nil) -> BuildEvent.Planned {
    BuildEvent.Planned(title: title, key: title, cost: cost, seconds: seconds, reason: "new")
  }

  @Test func `the time left follows from the work done`() {
    var state = ProgressState(jobs: [planned("large", cost: 9), planned("small", cost: 1)])
    #expect(state.secondsLeft(after: 10) == nil)
    state.finish(job: 1, failed: false)
    #expect(abs(state.share - 0.1) < 1e-12)
    #expect(abs((state.secondsLeft(after: 10) ?? 0) - 90) < 1e-9)
    #expect(ProgressState.text(secondsLeft: 90) == "about 1 min 30 s left")
    state.finish(job: 0, failed: true)
    #expect(state.share == 1 && state.failed == 1)
  }

  @Test func `the share done is that of all jobs, however often each of them advances`() {
    let costs = (1...50).map(Double.init)
    var state = ProgressState(jobs: costs.map { planned("\($0)", cost: $0) })
    var shares = costs.map { _ in 0.0 }
    var generator = Generator(seed: 1)
    for _ in 0..<2_000 {
      let (job, share) = (generator.count(in: 0...49), generator.uniform())
      // What a job has done, it does not undo.
      shares[job] = max(shares[job], min(share, 0.999))
      state.advance(job: job, to: share)
      let done = zip(costs, shares).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(state.share - done / costs.reduce(0, +)) < 1e-12)
    }
  }

  @Test func `the time left is known before anything is done where earlier builds tell it`() {
    let jobs = [
      planned("a", cost: 1, seconds: 6), planned("b", cost: 1, seconds: 2), planned("c", cost: 1, seconds: 4),
    ]
    var state = ProgressState(jobs: jobs, workers: 2)
    #expect(state.secondsLeft(after: 0) == 6)
    state.finish(job: 1, failed: false)
    state.advance(job: 0, to: 0.5)
    // Five seconds of work took two workers five seconds, twice as long as before; the longest job has four left.
    #expect(abs((state.secondsLeft(after: 5) ?? 0) - 8) < 1e-9)
  }
}

@Suite("Interrupted training")
struct InterruptedTrainingTests {
  private static let chapter = """
    # Interrupted

    ```{experiment} tiny
    task: linear-functional(length: 12)
    model: linear-rnn(width: 4)
    search: learning-rate(rates: [0.001, 0.01], steps: 30)
    steps: 60
    batch: 8
    seeds: 3
    ```

    """

  private final class Remarks: ProgressReporter {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func report(_ event: BuildEvent) {
      if case .warning(let message) = event { lines.withLock { $0.append(message) } }
    }
  }

  private func job(_ book: SmallBook) throws -> Job {
    try #require(
      BookFolder(path: book.path("chapters"), profile: .quick).read(typesetter: Typesetter()).jobs.first)
  }

  /// The state of the job after `steps` steps, as a build that was stopped there leaves it.
  private func interrupt(_ job: Job, after steps: Int, _ store: Store) {
    let made = Mutex(0)
    let control = JobControl(
      shouldStop: { made.withLock { $0 } == steps }, progress: { _ in made.withLock { $0 += 1 } }, warn: { _ in },
      threads: 1, checkpoints: store.checkpoints(for: store.key(of: job), of: job, warn: { _ in }))
    #expect(throws: CancellationError.self) { try job.compute(control) }
  }

  @Test(arguments: [5, 45, 100])
  func `a job goes on from its checkpoint to the same result, and leaves none`(steps: Int) throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let job = try job(book)
    let (whole, broken) = (URL(filePath: book.path("whole")), URL(filePath: book.path("broken")))
    let expected = try Runner(store: Store(folder: whole), workers: 1, progress: SilentProgress()).run([job])
    let store = Store(folder: broken)
    interrupt(job, after: steps, store)
    let remarks = Remarks()
    let done = Mutex(0)
    let resumed = JobControl(
      shouldStop: { false }, progress: { _ in done.withLock { $0 += 1 } }, warn: { remarks.warn($0) }, threads: 2,
      checkpoints: store.checkpoints(for: store.key(of: job), of: job, warn: { remarks.warn($0) }))
    #expect(try job.compute(resumed) == expected[job.description]?.result.get())
    #expect(done.withLock { $0 } == 120 - steps)
    #expect(remarks.all.isEmpty)
    _ = try Runner(store: store, workers: 1, progress: remarks).run([job])
    #expect(store.files(in: .results).map(\.key) == [store.key(of: job)])
    #expect(store.files(in: .checkpoints).isEmpty)
  }

  @Test func `a damaged checkpoint is reported, and the run starts again`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let job = try job(book)
    let store = Store(folder: URL(filePath: book.path("cache")))
    interrupt(job, after: 45, store)
    let path = "cache/checkpoints/\(store.key(of: job))"
    try book.flip(path)
    let remarks = Remarks()
    let outcomes = try Runner(store: store, workers: 1, progress: remarks).run([job])
    #expect(try outcomes[job.description]?.result.get() != nil)
    #expect(remarks.all == ["tiny, seed 3: its checkpoint is damaged; the run starts again"])
  }
}
