import Foundation
import Synchronization
import Testing

@testable import Report

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
    Runner(
      store: Store(folder: URL(filePath: book.path("cache")), codeVersion: "1"), workers: workers, progress: progress)
  }

  private func job(_ name: String, cost: Double = 1, _ log: Log, fails: Bool = false) -> Job {
    Job(description: name, title: name, cost: cost) { _ in
      log.add(name)
      if fails { throw Broken() }
      return [name]
    }
  }

  @Test func `the costliest job runs first, and equal jobs run once`() throws {
    let (book, log) = (try SmallBook(), Log())
    let jobs = [job("small", cost: 1, log), job("large", cost: 9, log), job("small", cost: 1, log)]
    let outcomes = runner(book).run(jobs)
    #expect(log.all == ["large", "small"])
    #expect(outcomes.count == 2)
  }

  @Test func `a failed job stops no other and is never stored`() throws {
    let (book, log) = (try SmallBook(), Log())
    let jobs = [job("bad", cost: 9, log, fails: true), job("good", log)]
    let first = runner(book, workers: 2).run(jobs)
    #expect(throws: JobFailure.self) { try first["bad"]?.result.get() }
    #expect(try first["good"]?.result.get() == Data("[\"good\"]".utf8))
    let second = runner(book).run(jobs)
    #expect(second["good"]?.reused == true)
    #expect(second["bad"]?.reused == false)
  }

  @Test func `another version of the code finds nothing`() throws {
    let (book, log) = (try SmallBook(), Log())
    _ = runner(book).run([job("a", log)])
    let other = Store(folder: URL(filePath: book.path("cache")), codeVersion: "2")
    #expect(other.entry(for: other.key(of: job("a", log))) == nil)
  }

  @Test func `a store that cannot be written to costs a warning, not the result`() throws {
    let (book, log) = (try SmallBook(), Log())
    try book.write("a file, not a folder", to: "cache")
    let warnings = Log()
    let outcomes = runner(book, progress: Warnings(log: warnings)).run([job("a", log)])
    #expect(try outcomes["a"]?.result.get() == Data("[\"a\"]".utf8))
    #expect(warnings.all.count == 1)
  }

  private struct Warnings: ProgressReporter {
    let log: Log
    func begin(jobs: [Job], reused: Int) {}
    func advance(job: Int, to share: Double) {}
    func finish(job: Int, failed: Bool) {}
    func warn(_ message: String) { log.add(message) }
    func end() {}
  }

  @Test func `the time left follows from the work done`() {
    let jobs = [9.0, 1].map { cost in Job(description: "\(cost)", title: "\(cost)", cost: cost) { _ in Data() } }
    var state = ProgressState(jobs: jobs)
    #expect(state.secondsLeft(after: 10) == nil)
    state.finish(job: 1, failed: false)
    #expect(abs(state.share - 0.1) < 1e-12)
    #expect(abs((state.secondsLeft(after: 10) ?? 0) - 90) < 1e-9)
    #expect(ProgressState.text(secondsLeft: 90) == "about 1 min 30 s left")
    state.finish(job: 0, failed: true)
    #expect(state.share == 1 && state.failed == 1)
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
    func begin(jobs: [Job], reused: Int) {}
    func advance(job: Int, to share: Double) {}
    func finish(job: Int, failed: Bool) {}
    func warn(_ message: String) { lines.withLock { $0.append(message) } }
    func end() {}
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
      threads: 1, checkpoints: store.checkpoints(for: store.key(of: job), warn: { _ in }))
    #expect(throws: CancellationError.self) { try job.compute(control) }
  }

  @Test(arguments: [5, 45, 100])
  func `a job goes on from its checkpoint to the same result, and leaves none`(steps: Int) throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let job = try job(book)
    let (whole, broken) = (URL(filePath: book.path("whole")), URL(filePath: book.path("broken")))
    let expected = Runner(store: Store(folder: whole, codeVersion: "1"), workers: 1, progress: SilentProgress()).run([
      job
    ])
    let store = Store(folder: broken, codeVersion: "1")
    interrupt(job, after: steps, store)
    let remarks = Remarks()
    let done = Mutex(0)
    let resumed = JobControl(
      shouldStop: { false }, progress: { _ in done.withLock { $0 += 1 } }, warn: { remarks.warn($0) }, threads: 2,
      checkpoints: store.checkpoints(for: store.key(of: job), warn: { remarks.warn($0) }))
    #expect(try job.compute(resumed) == expected[job.description]?.result.get())
    #expect(done.withLock { $0 } == 120 - steps)
    #expect(remarks.all.isEmpty)
    _ = Runner(store: store, workers: 1, progress: remarks).run([job])
    #expect(try FileManager.default.contentsOfDirectory(atPath: broken.path) == [store.key(of: job)])
  }

  @Test func `a damaged checkpoint is told of, and the run begins again`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let job = try job(book)
    let store = Store(folder: URL(filePath: book.path("cache")), codeVersion: "1")
    interrupt(job, after: 45, store)
    let path = "cache/\(store.key(of: job)).checkpoint"
    var bytes = try book.bytes(path)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: book.path(path)))
    let remarks = Remarks()
    let outcomes = Runner(store: store, workers: 1, progress: remarks).run([job])
    #expect(try outcomes[job.description]?.result.get() != nil)
    #expect(remarks.all == ["tiny, seed 3: its checkpoint is damaged; the run begins again"])
  }
}
