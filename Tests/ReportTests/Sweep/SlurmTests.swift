import Foundation
import Testing

@testable import Command
@testable import Files
@testable import Store

@Suite(
  "A sweep on a real Slurm", .serialized, .timeLimit(.minutes(8)),
  .enabled(if: ProcessInfo.processInfo.environment["REPORT_LONG_TESTS"] != nil, "it takes minutes"),
  .enabled(if: SlurmCluster.isInstalled && getuid() == 0, "it needs Debian's slurm-wlm and root"))
struct SlurmTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Submits what is missing; returns the numbers of the jobs, the one that collects last, and how many runs go.
  private func submit(
    _ book: SmallBook, on cluster: SlurmCluster, _ arguments: [String]
  ) throws -> (jobs: [String], missing: Int) {
    let answer = try Program.run(in: book, ["sweep", "submit"] + arguments, environment: cluster.environment)
    try #require(answer.code == 0, "\(answer.text)")
    let missing = try #require(answer.text.firstMatch(of: /(\d+) of \d+ runs are missing/)?.output.1)
    return (answer.text.split(separator: "\n").filter { Int($0) != nil }.map(String.init), Int(missing) ?? 0)
  }

  private func isOver(_ job: String, on cluster: SlurmCluster) throws -> Bool {
    try cluster.run(["squeue", "-h", "-j", job]).output.isEmpty
  }

  /// All that the jobs of all sweeps said.
  private func logs(_ book: SmallBook) throws -> String {
    try book.contents(of: ".report-cache/sweeps").filter { $0.key.contains("logs/") }
      .sorted { $0.key < $1.key }.map { String(decoding: $0.value, as: UTF8.self) }.joined()
  }

  /// How often a share of a sweep was begun.
  private func shares(_ book: SmallBook) throws -> Int { try logs(book).matches(of: /share \d+ of/).count }

  @Test func `the quick study by arrays is the local one, byte for byte`() throws {
    let (cluster, book) = (try SlurmCluster(), try SmallBook())
    let study = ["--chapters", Self.root.appending(path: "chapters").path, "--profile", "quick"]
    let places = ["--cache", ".report-cache", "--output", "output"]
    let (jobs, missing) = try submit(book, on: cluster, study + places + ["--chunk", "16"])
    try cluster.wait(400, "the collecting build") { try isOver(jobs[jobs.count - 1], on: cluster) }
    let logs = try logs(book)
    #expect(logs.contains("0 results computed, \(missing) reused;"), "\(logs.suffix(2000))")
    #expect(logs.matches(of: #/: took /#).count == missing)
    let local = try Program.run(in: book, ["build", "--cache", "other", "--output", "local"] + study)
    #expect(local.code == 0)
    #expect(try book.contents(of: "output") == book.contents(of: "local"))
  }

  /// Waits for the program of the job whose number is also that of its array: what asks for that number may mean all of them.
  private func process(ofJob job: String, on cluster: SlurmCluster, _ book: SmallBook) throws -> Int32 {
    var process: Int32?
    try cluster.wait(20, "the program of job \(job)") {
      let found = try cluster.run(["pgrep", "-f", "sweep run --list \(book.folder.path)"]).output
      process = found.split(separator: "\n").compactMap { Int32($0) }.first { candidate in
        let variables = FileManager.default.contents(atPath: "/proc/\(candidate)/environ") ?? Data()
        return variables.split(separator: 0).contains { $0.elementsEqual("SLURM_JOB_ID=\(job)".utf8) }
      }
      return process != nil
    }
    return try #require(process)
  }

  /// Runs of some seconds each.
  private static let chapter = """
    # Tough

    ```{experiment} tough
    task: linear-functional(memory: polynomial, length: 60)
    model: linear-rnn(width: 8)
    error: [squared, rescaled(power: 2)]
    steps: 200000
    batch: 16
    seeds: 1...4
    ```

    {ref}`tough`: {value}`tough.longLagError[rescaled] %.6f` ± {value}`tough.longLagError[squared] %.6f`
    """

  @Test func `a sweep that is cancelled, killed, requeued, drained and out of time computes each run once`() throws {
    let (cluster, book) = (try SlurmCluster(), try SmallBook(["01.md": Self.chapter]))
    let store = Store(folder: URL(filePath: book.path(".report-cache")))
    #expect(try Program.run(in: book, ["sweep", "plan", "--list", "runs.jsonl"]).code == 0)
    let share = ["sweep", "run", "--list", "runs.jsonl", "--chunk", "1", "--index", "0"]
    #expect(try Program.run(in: book, share).code == 0)
    let first = try submit(book, on: cluster, ["--chunk", "2"])
    #expect(first.missing == 7, "what was computed by hand is not sent")
    try cluster.wait(60, "all jobs") { try shares(book) == 4 }
    Thread.sleep(forTimeInterval: 0.5)
    _ = try cluster.run(["scancel"] + first.jobs)
    try cluster.wait(20, "the end of what was cancelled") { try self.isOver(first.jobs[0], on: cluster) }
    let (done, sharesBefore) = (Set(store.keys(in: .results)), try shares(book))

    let second = try submit(book, on: cluster, ["--chunk", "2"])
    #expect(second.missing == 8 - done.count)
    let (array, count) = (second.jobs[0], (second.missing + 1) / 2)
    try cluster.wait(60, "all jobs") { try shares(book) == sharesBefore + count }
    let victim = try process(ofJob: array, on: cluster, book)
    Thread.sleep(forTimeInterval: 1)
    // One is killed, one queued again, one told that its time is up, and one node takes no more jobs.
    kill(victim, SIGKILL)
    try cluster.wait(20, "the script of what was killed") { try self.logs(book).contains("its program was killed") }
    let others = try cluster.run(["squeue", "-h", "-j", array, "-t", "R", "-o", "%A %K"]).output.split(separator: "\n")
      .map { $0.split(separator: " ") }.filter { $0.count == 2 && $0[0] != array }.map { "\(array)_\($0[1])" }
    #expect(others.count >= 2, "the others of the array stay")
    #expect(try cluster.run(["scontrol", "requeue", #require(others.last)]).code == 0)
    // What Slurm sends before the limit, which is minutes away.
    let late = try cluster.run(["scancel", "--signal=USR1", "--batch", #require(others.first)])
    #expect(late.code == 0)
    #expect(try cluster.run(["scontrol", "update", "nodename=n2", "state=drain", "reason=test"]).code == 0)
    Thread.sleep(forTimeInterval: 8)
    #expect(try cluster.run(["scontrol", "update", "nodename=n2", "state=resume"]).code == 0)
    try cluster.wait(150, "the collecting build") { try isOver(second.jobs[second.jobs.count - 1], on: cluster) }

    let logs = try logs(book)
    #expect(logs.contains("0 results computed, 8 reused\n"), "\(logs.suffix(2000))")
    let titles = logs.matches(of: #/  (tough: .*): took /#).map { String($0.output.1) }
    #expect(titles.count == 7 && Set(titles).count == 7, "\(titles)")
    #expect(logs.contains("to continue from a checkpoint") && !logs.contains("starts again"))
    #expect(logs.contains("its program was killed, and it is queued again"))
    #expect(logs.contains("its time is up, and it is queued again"))
    // Every job began once, and those that were killed and queued again once more.
    #expect(try shares(book) >= sharesBefore + count + 3)
    #expect(done.isSubset(of: store.keys(in: .results)) && store.keys(in: .checkpoints).isEmpty)
    #expect(try Program.run(in: book, ["build", "--cache", "other", "--output", "local"]).code == 0)
    #expect(try book.contents(of: "output") == book.contents(of: "local"))
  }
}
