import Foundation
import Testing

@testable import Build
@testable import Command
@testable import Files
@testable import Store

/// The program as a person starts it.
@Suite("The program, killed and started together", .waiting, .timeLimit(.minutes(10)))
struct ProcessTests {
  /// How often a build is killed: more where the environment asks for it.
  private static let kills = ProcessInfo.processInfo.environment["REPORT_KILLS"].flatMap(Int.init) ?? 12

  private func start(_ book: SmallBook, _ arguments: [String], output: FileHandle = .nullDevice) throws -> Process {
    try Program.start(in: book, arguments, output: output)
  }

  private func run(_ book: SmallBook, _ arguments: [String]) throws -> (code: Int32, text: String) {
    try Program.run(in: book, arguments)
  }

  private static let full = ["build", "--format", "html", "--profile", "full"]

  /// When each stored result was written, by key.
  private func results(of book: SmallBook) -> [String: Date] {
    let files = Store(folder: URL(filePath: book.path(".report-cache"))).files(in: .results)
    return Dictionary(files.map { ($0.key, $0.date) }) { $1 }
  }

  @Test func `a build killed at any moment is completed by the next, which computes nothing finished again`() throws {
    let book = try SmallBook()
    #expect(try run(book, Self.full + ["--output", "whole", "--cache", "cache-whole"]).code == 0)
    var generator = SystemRandomNumberGenerator()
    var finished: [String: Date] = [:]
    for _ in 0..<Self.kills {
      let killed = try start(book, Self.full)
      Thread.sleep(forTimeInterval: Double.random(in: 0.005...0.35, using: &generator))
      kill(killed.processIdentifier, SIGKILL)
      killed.exitCode()
      let now = results(of: book)
      for (key, date) in finished { #expect(now[key] == date, "computed twice") }
      finished = now
      if finished.count == 7, Bool.random(using: &generator) {
        try FileManager.default.removeItem(atPath: book.path(".report-cache"))
        finished = [:]
      }
    }
    #expect(try run(book, Self.full).code == 0)
    for (key, date) in finished { #expect(results(of: book)[key] == date, "computed twice") }
    let (made, whole) = (try book.contents(of: "output"), try book.contents(of: "whole"))
    #expect(made.keys.sorted() == whole.keys.sorted())
    for (file, content) in whole { #expect(made[file] == content, "\(file)") }
  }

  @Test func `what a killed build left half written goes with the next, and what is being written stays`() throws {
    let book = try SmallBook()
    let killed = try start(book, ["--version"])
    killed.exitCode()
    let abandoned = "output/data/\(TemporaryName(process: killed.processIdentifier, number: 7).text)"
    let own = "output/data/\(TemporaryName(process: getpid(), number: 7).text)"
    for path in [abandoned, own] { try book.write("1", to: path) }
    #expect(try run(book, Self.full).code == 0)
    #expect(!FileManager.default.fileExists(atPath: book.path(abandoned)))
    #expect(FileManager.default.fileExists(atPath: book.path(own)))
  }

  @Test(arguments: [2, 8]) func `builds started together share the work and do not disturb each other`(count: Int)
    throws
  {
    let book = try SmallBook()
    let said = try (1...count).map { _ in try SaidText() }
    let builds = try zip(1..., said).map { number, said in
      try start(book, Self.full + ["--json", "--jobs", "2", "--output", "output-\(number)"], output: said.file)
    }
    for build in builds { #expect(build.exitCode() == 0) }
    let lines = try said.flatMap { try $0.text.split(separator: "\n") }
    let computed = lines.filter { $0.contains("\"event\":\"finished\"") && $0.contains("\"isShared\":false") }
    #expect(computed.count == 7)
    let first = try book.contents(of: "output-1")
    for number in 2...count { #expect(try book.contents(of: "output-\(number)") == first) }
  }

  @Test func `builds started together with one folder for their report leave it whole, and their own`() throws {
    let book = try SmallBook()
    let builds = try (1...4).map { _ in try start(book, Self.full) }
    for build in builds { #expect(build.exitCode() == 0) }
    let record = try #require(FileRecord(text: try book.text("output/\(FileRecord.report)")))
    for (path, checksums) in record.checksums {
      #expect(checksums == [FileKind.checksum(of: book.path("output/\(path)")) ?? ""], "\(path)")
    }
    #expect(try book.contents(of: "output").keys.sorted() == record.checksums.keys.sorted())
  }

  @Test(arguments: [SIGINT, SIGTERM]) func `stops within a second when it is told to, and goes on later`(
    signal: Int32
  ) throws {
    let book = try SmallBook([
      "01.md": SmallBook.chapter.replacing("full: 80", with: "full: 2000000").replacing(
        "length: 12", with: "length: 60")
    ])
    let store = Store(folder: URL(filePath: book.path(".report-cache")))
    var shortest = Duration.seconds(1000)
    // A machine that is busy with other things is given a second and a third chance.
    for _ in 1...3 where shortest > .seconds(1.5) {
      let process = try start(book, Self.full)
      try #require(wait(for: "a run is computed", of: process) { !store.lockedKeys().isEmpty })
      Thread.sleep(forTimeInterval: 0.1)
      let told = ContinuousClock.now
      kill(process.processIdentifier, signal)
      #expect(process.exitCode() == 128 + signal)
      shortest = min(shortest, ContinuousClock.now - told)
      #expect(!FileManager.default.fileExists(atPath: book.path("output")))
    }
    #expect(shortest < .seconds(1.5))
  }

  @Test
  func
    `a file in the place of a folder is named before anything is computed`()
    throws
  {
    let book = try SmallBook()
    try book.write("a file, not a folder", to: "blocked")
    let withoutCache = try run(book, Self.full + ["--cache", "blocked"])
    #expect(withoutCache.code == 1)
    #expect(withoutCache.text == "error: 'blocked' is not a folder; name one for the results with --cache\n")
    let withoutOutput = try run(book, Self.full + ["--output", "blocked"])
    #expect(withoutOutput.code == 1)
    #expect(
      withoutOutput.text.contains("error: cannot write 'blocked': 'blocked' is not a folder; name another folder"))
    #expect(!FileManager.default.fileExists(atPath: book.path(".report-cache/results")))
  }

  @Test func `without room on the disk the build says so and leaves no half of a report`() throws {
    let book = try SmallBook()
    var program = ExternalProgram(["/bin/sh", "-c", "ulimit -f 100; exec \"$0\" \"$@\"", Program.url.path] + Self.full)
    program.folder = book.folder.path
    let answer = try program.run()
    let text = answer.error
    #expect(answer.code == 1)
    #expect(text.contains("error: cannot write") && text.contains("file too large; check its folder"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("warning: cannot write") } == 1)
    #expect(try book.contents(of: "output").keys.allSatisfy { !$0.hasPrefix("index") && !$0.contains(".index") })
    #expect(try run(book, Self.full).text.contains("0 results computed, 7 reused"))
  }

  private static let exits: [(arguments: [String], code: Int32)] = [
    (["--nonsense"], 2), (["--jobs", "0"], 2), (["--profile", "huge"], 2), (["--format", "doc"], 2),
    (["--chapters", "nowhere"], 1),
    (["list", "linear-rnn"], 0), (["check"], 0), (["list", "no-such-thing"], 2),
    (["export", "tiny", "--profile", "quick"], 0), (["export", "tinny"], 2), (["export", "tiny", "--only", "all"], 2),
    (["export", "tiny", "--jobs", "0"], 2),
    (["why", "tiny"], 0), (["why", "tinny"], 2), (["cache"], 0), (["cache", "import", "nowhere"], 1),
    (["cache", "export", "there"], 1),
  ]

  @Test func `tells by its exit code how it went`() throws {
    let book = try SmallBook()
    for exit in Self.exits { #expect(try run(book, exit.arguments).code == exit.code, "\(exit.arguments)") }
  }

  @Test func `what was exported is enough to build elsewhere without computing`() throws {
    let book = try SmallBook()
    #expect(try run(book, Self.full).code == 0)
    #expect(try run(book, ["cache", "export", "there", "--profile", "full"]).text == "exported 7 results to 'there'\n")
    #expect(try run(book, ["cache", "import", "there", "--cache", "other"]).text == "imported 7 results of 7\n")
    let text = try run(book, Self.full + ["--cache", "other"]).text
    #expect(text.contains("0 results computed, 7 reused"))
  }

  @Test func `what no chapter needs any more is pruned, and nothing else`() throws {
    let book = try SmallBook()
    #expect(try run(book, Self.full).code == 0)
    try book.write(SmallBook.chapter.replacing("seeds: 1...3", with: "seeds: 1...2"), to: "chapters/01-small.md")
    #expect(try run(book, ["cache", "prune"]).text.hasPrefix("removed 2 entries"))
    #expect(try run(book, Self.full).text.contains("0 results computed, 5 reused"))
  }

  @Test func `a report is verified by computing it again, and a wrong number in it is found`() throws {
    let book = try SmallBook()
    #expect(try run(book, Self.full).code == 0)
    let verified = try run(book, ["verify", "--all"])
    #expect(
      verified.code == 0 && verified.text.contains("7 of 7 runs and checks computed again, to be equal to the last bit")
    )
    let manifest = try book.text("output/report.json")
    let number = try #require(manifest.firstMatch(of: /"longLagError" : ([0-9.]+)/)).output.1
    try book.write(manifest.replacing(number, with: "0.5", maxReplacements: 1), to: "output/report.json")
    let wrong = try run(book, ["verify", "--all"])
    #expect(wrong.code == 1 && wrong.text.contains("'longLagError' is 0.5 in the report and \(number) when made again"))
  }

  @Test func `letters of a figure that no font has are reported, by a stored drawing too`() throws {
    let book = try SmallBook([
      "01.md": SmallBook.chapter.replacing("\nalt: ", with: "\ntitle: a private \u{F0000}\nalt: ", maxReplacements: 1)
    ])
    for _ in 1...2 {
      let text = try run(book, Self.full).text
      #expect(text.contains("warning: the figure 'memory': no installed font has all the letters of 'a private"))
    }
  }

  @Test func `two reports are compared by settings, numbers, verdicts and figures`() throws {
    let book = try SmallBook()
    for (output, steps) in [("a", 80), ("b", 80), ("c", 90)] {
      try book.write(SmallBook.chapter.replacing("full: 80", with: "full: \(steps)"), to: "chapters/01-small.md")
      #expect(try run(book, Self.full + ["--output", output]).code == 0)
    }
    let equal = try run(book, ["diff", "a", "b"])
    #expect(equal.code == 0 && equal.text == "the reports are equal\n")
    let changed = try run(book, ["diff", "a", "c"])
    #expect(changed.code == 1)
    for line in ["tiny: 'steps' 80 → 90", "'longLagError' differs in 6 of 6 runs", "figure memory: data/memory.csv"] {
      #expect(changed.text.contains(line), "\(line)")
    }
  }
}
