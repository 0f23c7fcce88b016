import Foundation
import Testing

@testable import Command
@testable import Store

@Suite("A sweep without a cluster", .waiting, .timeLimit(.minutes(20)))
struct SweepProcessTests {
  private func run(
    _ book: SmallBook, _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> (code: Int32, text: String) { try Program.run(in: book, arguments, environment: environment) }

  private func plan(_ book: SmallBook, _ profile: String) throws -> String {
    #expect(try run(book, ["sweep", "plan", "--profile", profile, "--list", "m.jsonl"]).code == 0)
    return "m.jsonl"
  }

  @Test func `its shares leave what a build computes, byte for byte`() throws {
    let book = try SmallBook()
    let list = try plan(book, "full")
    for share in 0..<3 {
      let done = try run(
        book, ["sweep", "run", "--list", list, "--chunk", "3"], ["SLURM_ARRAY_TASK_ID": "\(share)"])
      #expect(done.code == 0 && done.text.contains("0 found, 0 failed"))
    }
    let again = try run(book, ["sweep", "run", "--list", list, "--chunk", "7", "--index", "0"])
    #expect(again.code == 0 && again.text.contains("0 computed, 7 found"))
    #expect(try run(book, ["sweep", "status", "--list", list]).text.contains("7 of 7 runs done\n"))
    #expect(try run(book, ["sweep", "plan", "--profile", "full"]).text.contains("no run is missing"))
    let build = ["build", "--format", "html", "--profile", "full"]
    #expect(try run(book, build + ["--only-stored"]).text.contains("0 results computed, 7 reused"))
    #expect(try run(book, build + ["--cache", "other", "--output", "local"]).code == 0)
    #expect(try book.contents(of: "output") == book.contents(of: "local"))
  }

  @Test(arguments: [SIGUSR1, SIGTERM])
  func `a share that is told to stop leaves a checkpoint and goes on from it`(signal: Int32) throws {
    let chapter = SmallBook.chapter.replacing("full: 80", with: "full: 60000").replacing(
      "seeds: 1...3", with: "seeds: 1")
    let book = try SmallBook(["01.md": chapter])
    let list = try plan(book, "full")
    let share = ["sweep", "run", "--list", list, "--chunk", "9", "--index", "0", "--jobs", "2"]
    let process = try Program.start(in: book, share)
    let store = Store(folder: URL(filePath: book.path(".report-cache")))
    // The two trainings are longer than the check of the theorem, so they come first; one processor makes one at a time.
    try #require(wait(for: "a training is computed", of: process) { !store.lockedKeys().isEmpty })
    Thread.sleep(forTimeInterval: 0.05)
    let begun = store.lockedKeys().count
    // A scheduler and the script that it runs both tell the program.
    kill(process.processIdentifier, signal)
    Thread.sleep(forTimeInterval: 0.002)
    kill(process.processIdentifier, signal)
    #expect(process.exitCode() == 128 + signal)
    let count = store.keys(in: .checkpoints).count
    #expect(count >= max(begun, 1) && count <= 2)
    let rest = try run(book, share)
    #expect(rest.code == 0 && rest.text.contains("\(count) run\(count == 1 ? "" : "s") to continue from a checkpoint"))
    #expect(store.keys(in: .checkpoints).isEmpty)
  }

  private static let mistakes: [(arguments: [String], code: Int32, message: String)] = [
    (["run", "--list", "m.jsonl"], 1, "which share to compute is not given"),
    (["run", "--list", "m.jsonl", "--index", "7"], 1, "share 7 does not exist: 7 runs make 7 shares, counted from 0"),
    (["run", "--list", "m.jsonl", "--index", "0", "--chunk", "0"], 2, "--chunk takes a number of at least 1"),
    (["run", "--list", "nowhere", "--index", "0"], 1, "cannot read the list 'nowhere': no such file"),
    (["plan", "--list", "chapters/01-small.md"], 1, "a list never changes"),
    (["submit", "--engine", "slurmm"], 2, "did you mean 'slurm'?"),
    (["submit", "--engine", "print", "--site", "bad.conf"], 1, "did you mean 'partition'?"),
    (["submit", "--engine", "print", "--site", "nowhere.conf"], 1, "nowhere.conf"),
    (["status"], 1, "'.report-cache' holds no sweep"),
  ]

  @Test func `what is wrong is told with a remedy`() throws {
    let book = try SmallBook()
    _ = try plan(book, "quick")
    try book.write("# ours\n\npartitionn: short\n", to: "bad.conf")
    for mistake in Self.mistakes {
      let answer = try run(book, ["sweep"] + mistake.arguments)
      #expect(answer.code == mistake.code && answer.text.contains(mistake.message), "\(mistake) \(answer)")
    }
  }

  @Test func `without Slurm it says so, and the scripts can still be seen`() throws {
    let book = try SmallBook()
    try FileManager.default.createDirectory(atPath: book.path("empty"), withIntermediateDirectories: false)
    let bare = ["PATH": book.path("empty")]
    let refused = try run(book, ["sweep", "submit"], bare)
    #expect(refused.code == 1 && refused.text.contains("Slurm is not installed on this machine"))
    #expect(!FileManager.default.fileExists(atPath: book.path(".report-cache/sweeps")))
    let shown = try run(book, ["sweep", "submit", "--engine", "print", "--chunk", "2"], bare)
    #expect(shown.code == 0 && shown.text.contains("#SBATCH --array=0-3\n"))
    #expect(shown.text.contains("build --only-stored --output output"))
  }
}
