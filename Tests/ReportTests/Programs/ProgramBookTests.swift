import Foundation
import Testing

@testable import Build
@testable import Command
@testable import Jobs
@testable import Mathematics
@testable import Programs
@testable import Reading
@testable import Results
@testable import Services
@testable import Store

@Suite("Programs of a book", .waiting)
struct ProgramBookTests {
  private static let script = """
    case "$SETTING_MODE" in
      good) echo starting; echo "{\\"loss\\": $SETTING_SEED.5, \\"curve\\": [$1, 2, 1]}" ;;
      file) cat "$REPORT_SETTINGS" >&2; echo '{"loss": 9, "curve": [1]}' > "$REPORT_RESULT"; echo '{}' ;;
      fail) echo 'no such model' >&2; exit 1 ;;
      nan) echo '{"loss": NaN, "curve": [1]}' ;;
      hang) [ "$1" = 1 ] && sleep 60; echo '{"loss": 1, "curve": [1]}' ;;
      mute) echo nothing ;;
    esac
    """

  private func book(_ modes: String = "[good, file]", options: String = "") throws -> SmallBook {
    let book = try SmallBook([
      "01.md": """
      # Programs

      ```{experiment} p
      run: program(command: "sh run.sh {rate}", files: run.sh)
      numbers: loss
      curves: curve
      mode: \(modes)
      rate: [1, 2, 3]
      seeds: 1...2
      \(options)
      ```

      The loss is {value}`p.loss[good] %.1f`.

      ```{figure} f
      plot: numbers(of: p, number: loss, x: rate, colour: mode)
      alt: Losses.
      ```

      ```{figure} g
      plot: curves(of: p, curve: curve, colour: rate, facet: mode)
      alt: Curves, see {ref}`f` and {ref}`g`.
      ```

      ```{claim} C
      holds: p.loss[good] < \(modes.contains("file") ? "p.loss[file] + 100" : "100")
      compare: difference
      ```
      """
    ])
    try book.write(Self.script, to: "chapters/run.sh")
    return book
  }

  private func build(_ book: SmallBook, allowed: Bool = true) throws -> ReportBuild.Finished {
    try book.build(programs: allowed ? ProgramPermission(allowsAll: true) : .none)
  }

  @Test func `are run once for each cell and seed, and found again until something changes`() throws {
    let book = try book()
    let first = try build(book)
    #expect(first.summary.reasons.count == 12 && first.summary.failures == [])
    let run = try #require(first.manifest.experiments.first?.results.first)
    #expect(run.numbers == ["loss": 1.5] && run.outcome == "finished" && run.cell == ["mode": "good", "rate": "1"])
    #expect(first.manifest.claims.map(\.verdict) == [.holds])
    #expect(try book.text("output/index.html").contains("run.sh,"))
    // A touched file is the same file, also with other limits.
    try book.write(Self.script, to: "chapters/run.sh")
    try book.write(
      try book.text("chapters/01.md").replacing("seeds: 1...2", with: "seeds: 1...2\ntime: 50"), to: "chapters/01.md")
    #expect(try build(book).summary.reused == 12)
    try book.write(
      try book.text("chapters/01.md").replacing("rate: [1, 2, 3]", with: "rate: [1, 2, 3, 4]"), to: "chapters/01.md")
    let more = try build(book)
    #expect(more.summary.reused == 12 && more.summary.reasons.count == 4)
    try book.write(Self.script + "\n# another line", to: "chapters/run.sh")
    #expect(try build(book).summary.reasons.count == 16)
  }

  @Test func `that fail, answer NaN, hang or say nothing are shown for what they are`() throws {
    let book = try book("[good, fail, nan, hang, mute]", options: "time: 1")
    let built = try build(book)
    let outcomes = Dictionary(grouping: try #require(built.manifest.experiments.first).results) {
      $0.cell["mode"] ?? ""
    }
    .mapValues { Set($0.map(\.outcome)) }
    #expect(outcomes["good"] == ["finished"] && outcomes["nan"] == ["finished"])
    #expect(outcomes["fail"] == ["failed: exit code 1: no such model"])
    #expect(outcomes["hang"]?.contains { $0.contains("took longer than 1") } == true)
    #expect(outcomes["mute"] == ["failed: it printed no JSON object and wrote no result.json"])
    let page = try book.text("output/index.html")
    #expect(page.contains("no such model") && page.contains("is not a finite number (NaN)"))
    #expect(built.summary.failures.count == 3)
  }

  @Test func `are given all files of a folder, and are run again when one is added`() throws {
    let book = try SmallBook([
      "01.md": """
      # Programs

      ```{experiment} p
      run: program(command: "sh lib/run.sh", files: lib)
      numbers: loss
      seeds: 1
      ```

      {value}`p.loss %d`
      """
    ])
    try book.write("echo \"{\\\"loss\\\": $(ls -R lib | grep -c txt)}\"", to: "chapters/lib/run.sh")
    for name in ["a.txt", "inner/b.txt", ".hidden.txt", "__pycache__/c.txt"] {
      try book.write("x", to: "chapters/lib/\(name)")
    }
    #expect(try build(book).manifest.experiments.first?.results.first?.numbers == ["loss": 2])
    #expect(try build(book).summary.reused == 1)
    try book.write("x", to: "chapters/lib/d.txt")
    #expect(try build(book).manifest.experiments.first?.results.first?.numbers == ["loss": 3])
    for number in 0...1000 { try book.write("", to: "chapters/lib/many/\(number)") }
    let (_, diagnostics) = try BookFolder(path: book.path("chapters"), profile: .quick).diagnosed(
      typesetter: Typesetter())
    #expect(diagnostics.map(\.message) == ["'\(book.path("chapters"))/lib' holds more than 1000 files"])
  }

  @Test func `that are not allowed run never, and all else is built`() throws {
    let book = try book()
    let built = try build(book, allowed: false)
    #expect(built.summary.holes == 12 && built.summary.failures == [] && built.summary.reasons == [])
    #expect(built.manifest.claims.map(\.verdict) == [.undecided])
    let page = try book.text("output/index.html")
    #expect(page.contains("not allowed to run on this machine") && page.contains("report allow"))
    #expect(page.contains(">not computed (program not allowed)<") && !page.contains("not computed yet<"))
    let listed = try Program.run(in: book, ["list", "programs"])
    #expect(
      listed.text.contains("command: sh run.sh {rate}") && listed.text.contains("not allowed to run"), "\(listed)")
    // What was computed once is shown without any permission.
    _ = try build(book)
    #expect(try build(book, allowed: false).summary.reused == 12)
  }

  @Test func `are part of a sweep by their settings and the checksums of their files`() throws {
    let book = try book()
    let read = try BookFolder(
      path: book.path("chapters"), profile: .quick, programs: ProgramPermission(allowsAll: true)
    ).read(typesetter: Typesetter())
    let store = Store(folder: URL(filePath: book.path("cache")), code: .program)
    let plan = try SweepPlan(read.jobs, in: store, profile: .quick)
    #expect(plan.list.count == 12)
    let run = try plan.list.run(3)
    let job = try plan.list.job(of: run, in: store, programs: ProgramPermission(allowsAll: true))
    #expect(store.key(of: job) == run.key && job.refusal == nil)
    let same = try #require(read.jobs.first { store.key(of: $0) == run.key })
    #expect(job.title == same.title && job.subjectText == same.subjectText && job.cost == same.cost)
    #expect(try plan.list.job(of: run, in: store).refusal != nil)
    try book.write("echo other", to: "chapters/run.sh")
    #expect(throws: SweepProblem.self) { try plan.list.job(of: run, in: store) }
  }

  @Test func `add what a command says of the environment to their keys`() throws {
    let book = try book(options: "version: \"cat version.txt\"")
    func write(_ version: String) throws {
      try book.write(version, to: "chapters/version.txt")
      let chapter = try book.text("chapters/01.md").replacing("files: run.sh)", with: "files: [run.sh, version.txt])")
      try book.write(chapter, to: "chapters/01.md")
    }
    try write("1")
    #expect(try build(book).summary.failures == [])
    #expect(try build(book).summary.reused == 12)
    try write("2")
    #expect(try build(book).summary.reasons.count == 12)
  }
}
