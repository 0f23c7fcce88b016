import Foundation
import Testing

@testable import Book
@testable import Command
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Services
@testable import Settings
@testable import Source
@testable import Store
@testable import Training

@Suite("The plan of a sweep")
struct SweepPlanTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func jobs(_ book: SmallBook) throws -> [Job] {
    try BookFolder(path: book.path("chapters"), profile: .quick).read(typesetter: Typesetter()).jobs
  }

  private func store(_ book: SmallBook, _ name: String = "cache") -> Store {
    Store(folder: URL(filePath: book.path(name)))
  }

  @Test(arguments: Profile.allCases)
  func `every run of the project's chapters is made again from its line, under the same key`(profile: Profile) throws {
    let chapters = Self.root.appending(path: "chapters").path
    var folder = BookFolder(path: chapters)
    folder.profile = profile
    let book = try SmallBook()
    let store = store(book)
    let jobs = try folder.diagnosed(typesetter: Typesetter()).0.jobs
    let plan = try SweepPlan(jobs, in: store, profile: profile)
    #expect(plan.needed == Set(jobs.map(store.key(of:))).count && plan.list.count == plan.needed)
    let runs = try plan.list.runs()
    #expect(Set(runs.map(\.key)) == Set(jobs.map(store.key(of:))))
    let before = Dictionary(grouping: jobs) { store.key(of: $0) }
    for (index, run) in runs.enumerated() where SmallBook.isWhole || index.isMultiple(of: 7) {
      let job = try plan.list.job(of: run, in: store)
      #expect(store.key(of: job) == run.key)
      // What is stored of the two differs in the times alone.
      let same = before[run.key]?.first { $0.title == job.title }
      #expect(same?.subjectText == job.subjectText && same?.seed == job.seed && same?.cost == job.cost)
      #expect(try plan.list.title(of: run) == job.title)
    }
  }

  @Test func `runs of definitions that are longer and deeper than what an author writes are made again`() throws {
    let calls = (1..<100).map { "```{function} f\($0)\n\nsin(f\($0 - 1)(s))\n```" }.joined(separator: "\n\n")
    let long = String(repeating: "1e9*h+", count: 1_600)
    let book = try SmallBook([
      "01.md": """
      # Long

      ```{function} f0

      s
      ```

      \(calls)

      ```{model} cell
      settings: [width: 6]

      state h[width - 4]
      h' = tanh(W x + 1e-15 * (\(long)h) + f99(U h) / (width - 1))
      y = C h'
      ```

      ```{task} echo
      settings: [n: count(3, from: 0, to: 9)]

      x ~ gaussian
      y = sum(s, 0, n, x[t-s]) + f99(x)
      ```

      ```{error} deep
      settings: [level: 3]

      f99(r)^2 + log(level - 1) * r^2
      ```

      ```{experiment} own
      task: echo(length: 5, n: [0, 3])
      model: cell
      error: deep
      steps: 2
      seeds: 1
      ```

      See {ref}`own`.
      """
    ])
    let (all, store) = (try jobs(book), store(book))
    let plan = try SweepPlan(all, in: store, profile: .quick)
    // Two runs and the check of the gradient.
    let runs = try plan.list.runs()
    #expect(runs.count == 3 && Set(runs.map(\.key)) == Set(all.map(store.key(of:))))
    for run in runs { #expect(try store.key(of: plan.list.job(of: run, in: store)) == run.key) }
  }

  @Test func `holds what is missing or damaged, the same in the same file`() throws {
    let book = try SmallBook()
    let (jobs, store) = (try jobs(book), store(book))
    let whole = try SweepPlan(jobs, in: store, profile: .quick)
    #expect(whole.list.count == 7)
    #expect(try SweepPlan(jobs, in: store, profile: .quick).list.content == whole.list.content)
    for job in jobs.prefix(4) { try store.insert(Data("1".utf8), of: job, seconds: 2) }
    try book.write("rubbish", to: "cache/results/\(store.key(of: jobs[0]))")
    let rest = try SweepPlan(jobs, in: store, profile: .quick)
    #expect(try Set(rest.list.runs().map(\.key)) == Set((jobs.dropFirst(4) + jobs.prefix(1)).map(store.key(of:))))
    #expect(rest.list.id != whole.list.id && rest.needed == 7)
    let trainings = try rest.list.runs().filter { $0.seed != nil }
    #expect(!trainings.isEmpty && trainings.allSatisfy { $0.seconds == 2 })
  }

  @Test func `a list that is none, is damaged or is of other code is told`() throws {
    let book = try SmallBook()
    let (jobs, store) = (try jobs(book), store(book))
    let content = try SweepPlan(jobs, in: store, profile: .quick).list.content
    func message(_ text: String) -> String {
      do {
        try book.write(text, to: "m.jsonl")
        let list = try SweepList(path: book.path("m.jsonl"))
        for run in try list.runs() { _ = try list.job(of: run, in: store) }
        return ""
      } catch { return "\(error)" }
    }
    let text = String(decoding: content, as: UTF8.self)
    #expect(message(text) == "")
    #expect(message("").contains("not a list"))
    #expect(message(String(text.dropLast(9))).contains("not a list"))
    #expect(message(text.replacing("width: 4", with: "width: 5")).contains("another version of the program"))
    #expect(message(text.replacing("linear-rnn", with: "linear-rn")).contains("did you mean 'linear-rnn'") == false)
    #expect(message(text.replacing("linear-rnn", with: "linear-rn")).contains("cannot be computed by this program"))
    #expect(message(text.replacing("\"key\"", with: "\"kez\"")).contains("damaged"))
    #expect(message(text.replacing("\"subject\":0", with: "\"subject\":9")).contains("damaged"))
    #expect(throws: SweepProblem.self) { try SweepList(path: book.path("nowhere")) }
  }

  @Test(arguments: [(1, 1), (7, 1), (7, 3), (7, 7), (7, 9), (1000, 33)])
  func `shares hold every run once, and none is larger than it may be`(runs: Int, chunk: Int) {
    let shares = SweepShares(runs: runs, chunk: chunk)
    let all = (0..<shares.count).map { Array(shares.runs(ofShare: $0)) }
    #expect(all.flatMap { $0 }.sorted() == Array(0..<runs))
    #expect(all.allSatisfy { (1...chunk).contains($0.count) })
  }

  @Test func `the number of a share comes from Slurm or Kubernetes`() throws {
    #expect(try SchedulerIndex.index(in: ["SLURM_ARRAY_TASK_ID": "12"]) == 12)
    #expect(try SchedulerIndex.index(in: ["JOB_COMPLETION_INDEX": "0"]) == 0)
    #expect(try SchedulerIndex.index(in: [:]) == nil)
    #expect(throws: SweepProblem.self) { try SchedulerIndex.index(in: ["SLURM_ARRAY_TASK_ID": "-1"]) }
  }

  @Test func `tells what is done, running, stopped and failed`() throws {
    let book = try SmallBook()
    let (jobs, store) = (try jobs(book), store(book))
    let list = try SweepPlan(jobs, in: store, profile: .quick).list
    let folder = SweepFolder(list.id, in: store)
    let keys = try list.runs().map(\.key)
    func job(_ index: Int) throws -> Job { try list.job(of: list.run(index), in: store) }
    try store.insert(Data("1".utf8), of: job(0), seconds: 1)
    let claim = store.lock(keys[1])
    store.checkpoints(for: keys[2], of: try job(2)) { _ in }.save(Data("state".utf8))
    folder.note(failure: "no luck", of: keys[3])
    folder.note(failure: "no luck at first", of: keys[0])
    let status = try withExtendedLifetime(claim) { try SweepStatus(list, folder, in: store) }
    #expect(
      status.text == "1 of 7 runs done, 1 running, 1 stopped with a checkpoint, 1 failed, 3 waiting")
    #expect(status.failures.map(\.reason) == ["no luck"])
    folder.forgetFailure(of: keys[3])
    #expect(folder.failures.count == 1)
  }

  @Test func `numbers of any size are shares, or refused`() throws {
    for runs in [0, 1, 2, .max] {
      #expect(SweepShares(runs: runs, chunk: .max).count == min(runs, 1))
      #expect(SweepShares(runs: runs, chunk: 1).count == runs)
    }
    let environment = ["SLURM_ARRAY_TASK_ID": "\(Int.max)"]
    #expect(throws: SweepProblem.self) { try SchedulerIndex.index(in: environment, offset: 1) }
    #expect(try SchedulerIndex.index(in: environment) == .max)
  }

  @Test(arguments: [
    #"{"format":1,"profile":"quick","runs":9223372036854775807,"subjects":1}"#,
    #"{"format":1,"profile":"quick","runs":1,"subjects":9223372036854775807}"#,
    #"{"format":1,"profile":"quick","runs":-1,"subjects":1}"#,
    #"{"format":1,"profile":"quick","runs":0,"subjects":-1}"#,
    "[" + String(repeating: "[", count: 100_000),
  ])
  func `a list that counts wrongly is refused`(header: String) {
    #expect(throws: SweepProblem.self) { try SweepList(content: Data((header + "\n").utf8), path: "a") }
  }

  @Test(arguments: ["-1", "1e300", "\"nan\"", "\"inf\""])
  func `a time that no run takes is damage`(seconds: String) throws {
    let header = #"{"format":1,"profile":"quick","runs":1,"subjects":1}"#
    let run = #"{"key":"a","subject":0,"seconds":\#(seconds)}"#
    let content = Data("\(header)\n{}\n\(run)\n".utf8)
    #expect(throws: SweepProblem.self) { try SweepList(content: content, path: "a").runs() }
  }

  @Test(arguments: [-1, Int.min, 4_294_967_296])
  func `a seed that no chapter can name is refused`(seed: Int) throws {
    let subject = try Value(parsing: "training(task: adding(length: 3), model: gru(width: 2), steps: 1)")
    #expect(throws: SettingProblem.self) { try JobReading.job(of: subject, seed: seed, title: "a") }
  }
}
