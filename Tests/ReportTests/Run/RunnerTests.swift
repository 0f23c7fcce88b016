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
