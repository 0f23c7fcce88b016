import Foundation
import Testing

@testable import Book
@testable import Command
@testable import Files
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Source
@testable import Store

/// What a user reads when the machine refuses something.
@Suite("Faults of the machine", .waiting, .timeLimit(.minutes(20)))
struct FaultTests {
  /// Runs a shell script in the folder of a book, in which `$R` is the program.
  private func run(_ book: SmallBook, _ script: String, environment: [String: String] = [:]) throws -> (
    code: Int32, text: String
  ) {
    var program = ExternalProgram(["bash", "-c", "exec 2>&1; \(script)"])
    program.folder = book.folder.path
    program.environment = ProcessInfo.processInfo.environment.merging(["R": Program.url.path]) { $1 }
      .merging(environment) { $1 }
    let answer = try program.run()
    return (answer.code, answer.output)
  }

  private static let html = "--format html --profile full"

  private static let canMount =
    getuid() == 0 && ExternalProgram.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"])?.code == 0

  /// Runs the program with a small disk, a part of which is taken, at one of the folders.
  private func run(_ book: SmallBook, _ arguments: String, fullDiskAt folder: String, free kilobytes: Int) throws -> (
    code: Int32, text: String
  ) {
    try FileManager.default.createDirectory(atPath: book.path(folder), withIntermediateDirectories: true)
    let fill = kilobytes == 0 ? "head -c 1000000 /dev/zero > \(folder)/.fill 2>/dev/null;" : ""
    let size = max(kilobytes, 64)
    return try run(
      book, "unshare -m bash -c 'mount -t tmpfs -o size=\(size)k none \(folder) && { \(fill) \"$R\" \(arguments); }'",
      environment: ["TMPDIR": folder == "tmp" ? book.path("tmp") : "/tmp"])
  }

  /// The names of stored results.
  private func results(_ book: SmallBook) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: book.path(".report-cache/results"))) ?? []
  }

  @Test(.enabled(if: canMount)) func `a full disk for the report is noticed first, and later costs no result`() throws {
    let book = try SmallBook()
    let full = try run(book, Self.html, fullDiskAt: "output", free: 0)
    #expect(
      full.code == 1 && full.text.contains("error: cannot write 'output': no space left on device; check its folder"),
      "\(full)")
    #expect(results(book).isEmpty)
    let short = try run(book, Self.html, fullDiskAt: "output", free: 100)
    #expect(
      short.code == 1 && short.text.contains("error: cannot write") && short.text.contains("no space left on device"),
      "\(short)")
    #expect(results(book).count == 7)
    #expect(try run(book, "$R \(Self.html)").text.contains("0 results computed, 7 reused"))
  }

  @Test(.enabled(if: canMount)) func `a full disk for results is noticed before they are computed`() throws {
    let book = try SmallBook()
    let answer = try run(book, Self.html, fullDiskAt: ".report-cache", free: 0)
    #expect(answer.code == 1 && answer.text.contains("error: cannot write"), "\(answer)")
    #expect(
      answer.text.contains("no space left on device") && answer.text.contains("name another folder with --cache"),
      "\(answer)")
    #expect(!FileManager.default.fileExists(atPath: book.path("output")))
  }

  @Test(.enabled(if: canMount)) func `a full disk for temporary files costs the print, by name`() throws {
    let book = try SmallBook(["01.md": "# T\n"])
    let asked = try run(book, "--format pdf", fullDiskAt: "tmp", free: 0)
    #expect(asked.code == 1 && asked.text.contains("error: no PDF was made: "), "\(asked)")
    #expect(
      asked.text.contains("no space left on device") && !asked.text.contains("Error Domain")
        && !asked.text.contains("wrote"))
    let both = try run(book, "--format html,pdf", fullDiskAt: "tmp", free: 0)
    #expect(
      both.code == 1 && both.text.contains("wrote output/index.html in") && both.text.contains("error: no PDF was made")
    )
    let unasked = try run(book, "", fullDiskAt: "tmp", free: 0)
    #expect(unasked.code == 0 && unasked.text.contains("warning: no PDF was made"))
  }

  @Test func `without a Chromium the print that was asked for is an error, before anything is computed`() throws {
    let book = try SmallBook()
    for command in ["--format pdf", "--format html,pdf --profile full"] {
      let answer = try run(book, "mkdir -p bin; ln -sf $(command -v git) bin/git; PATH=$PWD/bin exec $R \(command)")
      #expect(answer.code == 1, "\(answer)")
      #expect(
        answer.text
          == "error: no PDF was made, since no Chromium is installed; run ./bootstrap, or leave it out with --format html\n"
      )
    }
    #expect(results(book).isEmpty)
    let unasked = try run(book, "PATH=$PWD/bin exec $R --profile full")
    #expect(
      unasked.code == 0 && unasked.text.contains("warning: no PDF was made")
        && unasked.text.contains("wrote output/index.html in"))
  }

  private static let canBecomeNobody =
    getuid() == 0
    && ExternalProgram.run([
      "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Program.url.path, "list", "gru",
    ])?.code
      == 0
  private static let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"

  @Test(.enabled(if: canBecomeNobody)) func `what an ordinary user may not write is named before anything is computed`()
    throws
  {
    let book = try SmallBook()
    chmod(book.folder.path, 0o755)
    let neither = try run(book, "\(Self.nobody) $R \(Self.html)")
    #expect(neither.code == 1 && neither.text.contains("error: cannot write"), "\(neither)")
    #expect(neither.text.contains("permission denied"))
    #expect(
      try run(book, "mkdir -m 777 output; \(Self.nobody) $R \(Self.html)").text.contains(
        "name another folder with --cache"))
    #expect(results(book).isEmpty)
    // A store that may only be read is enough where nothing is missing, and a finished report needs none.
    #expect(try run(book, "$R \(Self.html) --output first").code == 0)
    let readOnly = try run(book, "\(Self.nobody) $R \(Self.html)")
    #expect(readOnly.code == 0 && readOnly.text.contains("0 results computed, 7 reused"), "\(readOnly)")
    let exported = try run(book, "\(Self.nobody) $R export tiny --profile full")
    #expect(
      exported.code == 1 && exported.text.contains("error: cannot write")
        && exported.text.contains("permission denied"), "\(exported)")
    #expect(try run(book, "\(Self.nobody) $R check").code == 0)
    let formatted = try run(
      book,
      "printf '# T\\n\\n```{code}\\nx:   1\\n```\\n' > chapters/02.md; \(Self.nobody) $R format chapters/01-small.md chapters/02.md"
    )
    #expect(formatted.code == 0 || formatted.text.contains("it is read-only"), "\(formatted)")
  }

  @Test(arguments: [8, 12, 20, 24, 40]) func `few open files are enough, or too few`(count: Int) throws {
    let book = try SmallBook()
    let answer = try run(book, "ulimit -n \(count); exec $R --jobs 8 --profile full")
    if count < 20 {
      #expect(answer.code == 1)
      #expect(
        answer.text
          == "error: only \(count) files may be open at a time, and report needs 20; raise the limit, as with: ulimit -n 256\n"
      )
    } else {
      #expect(answer.code == 0 && answer.text.contains("7 results computed"), "\(answer)")
      #expect(
        answer.text.contains("needs more than the \(count) open files that are allowed")
          || !answer.text.contains("no PDF"))
    }
  }

  @Test(arguments: [200, 300, 450, 1000, 4000]) func `little memory is enough, or too little`(megabytes: Int)
    throws
  {
    let book = try SmallBook()
    let answer = try run(book, "ulimit -v \(megabytes * 1024); exec $R \(Self.html)")
    #expect(answer.code == 0 || answer.code == 1, "\(answer)")
    if answer.code == 1 {
      #expect(answer.text.contains("error: ") && answer.text.contains("ulimit -v"), "\(answer)")
    } else {
      #expect(answer.text.contains("wrote output/index.html"), "\(answer)")
    }
    #expect(megabytes < 4000 || answer.code == 0)
  }

  @Test func `neither a home nor a language is needed`() throws {
    let book = try SmallBook()
    let answer = try run(book, "exec env -i PATH=\"$PATH\" LC_ALL=C $R \(Self.html)")
    #expect(answer.code == 0 && !answer.text.contains("warning"), "\(answer)")
    let usual = try run(book, "$R \(Self.html) --output usual --cache other")
    #expect(usual.code == 0)
    #expect(try book.contents(of: "output") == book.contents(of: "usual"))
  }

  @Test func `names that are not UTF-8 are left alone, or named`() throws {
    let book = try SmallBook()
    _ = try run(
      book,
      "$R \(Self.html); mkdir -p output/figures .report-cache/results; for f in output/$'\\xff.html' output/figures/$'\\xfe.svg' .report-cache/results/$'\\xfd'; do echo mine > \"$f\"; done"
    )
    let before = TreeSnapshot(of: book.folder.path).items
    #expect(
      try run(
        book, "$R \(Self.html) && $R cache && $R cache prune --all --days 0 && $R cache export there --profile full"
      ).code == 0)
    let after = TreeSnapshot(of: book.folder.path).items
    let mine = Array("mine\n".utf8)
    let foreign = before.filter { $0.value.content == mine }
    #expect(foreign.count == 3)
    for (path, item) in foreign { #expect(after[path] == item, "\(path)") }
    let named = try run(book, "echo '# T' > chapters/$'02-\\xff.md'; $R check")
    #expect(named.code == 1 && named.text.contains("02-"), "\(named)")
  }

  @Test func `a build that waits for another says so`() throws {
    let book = try SmallBook()
    let store = Store(folder: URL(filePath: book.path(".report-cache")))
    let jobs = try BookFolder(path: book.path("chapters"), profile: .full).read(typesetter: Typesetter()).jobs
    var claims = jobs.map { store.lock(store.key(of: $0)) }
    let said = try SaidText()
    let build = try Program.start(in: book, ["--format", "html", "--profile", "full"], output: said.file)
    try wait(for: "it said that it waits", of: build) { try said.text.contains("another build is computing '") }
    claims = []
    #expect(build.exitCode() == 0 && claims.isEmpty)
    let text = try said.text
    #expect(text.split(separator: "\n").count { $0.contains("another build is computing '") } == 1)
  }

  @Test func `a result that is gone or empty is not called a new seed`() throws {
    let book = try SmallBook()
    #expect(try run(book, "$R \(Self.html)").code == 0)
    let removed = try run(book, "grep -l '\"seed\":2' .report-cache/results/* | xargs rm; $R \(Self.html)")
    #expect(removed.text.contains("2 results computed since its stored result was removed"), "\(removed)")
    let emptied = try run(
      book, "for f in $(grep -l '\"seed\":2' .report-cache/results/*); do : > $f; done; $R \(Self.html)")
    #expect(emptied.text.contains("2 results computed since its stored result is damaged"), "\(emptied)")
  }

  @Test func `books that share a store keep each other's results`() throws {
    let book = try SmallBook()
    try book.write(SmallBook.chapter.replacing("rate: 0.2", with: "rate: 0.3"), to: "other/01.md")
    for chapters in ["chapters", "other"] {
      #expect(try run(book, "$R \(Self.html) --chapters \(chapters) --output o-\(chapters)").code == 0)
    }
    let count = results(book).count
    #expect(try run(book, "$R cache prune").text == "removed 0 entries\n")
    #expect(results(book).count == count)
    try book.write("# Nothing\n", to: "other/01.md")
    #expect(try run(book, "$R cache prune --chapters other").text.hasPrefix("removed 6 entries"))
    #expect(try run(book, "$R \(Self.html)").text.contains("0 results computed, 7 reused"))
    #expect(try run(book, "$R cache prune --all --chapters other").text.hasPrefix("removed 7 entries"))
  }

  @Test func `a folder that is not a store is neither pruned nor made one`() throws {
    let book = try SmallBook()
    try book.write("mine", to: "papers/2024")
    for command in ["cache prune --cache .", "--format html --cache .", "cache import output --cache chapters"] {
      let before = TreeSnapshot(of: book.folder.path).items
      let answer = try run(book, "$R \(command)")
      #expect(answer.code == 1, "\(answer)")
      #expect(TreeSnapshot(of: book.folder.path).items == before, "\(command)")
    }
    #expect(
      try run(book, "$R cache prune --cache .").text
        == "error: '.' is not a folder of results: it holds 'chapters'; name an empty or new folder with --cache\n")
  }
}
