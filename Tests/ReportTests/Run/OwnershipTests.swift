import Foundation
import Testing

@testable import Basics
@testable import Build
@testable import Document
@testable import Files

/// What the program does to files that it did not write: nothing.
@Suite("Files of the user's", .waiting, .timeLimit(.minutes(30)))
struct OwnershipTests {
  /// How many trees are tried: more where the environment asks for it.
  private static let count = ProcessInfo.processInfo.environment["REPORT_TREES"].flatMap(Int.init) ?? 12

  static let chapter = """
    # A tiny chapter

    Its error is {value}`tiny.longLagError %.1f%%`.

    ```{experiment} tiny
    task: linear-functional(memory: exponential(rate: 0.2), length: 8)
    model: linear-rnn(width: 2)
    steps: 3
    batch: 4
    seeds: 1
    ```

    ```{figure} memory
    plot: memory(of: tiny)
    alt: A curve.
    ```

    """

  /// Every command that reads or writes, with its usual places and with unhappy ones.
  private static let commands: [[String]] = [
    ["--format", "html"], ["--format", "html", "--force"], ["--format", "site"], ["--format", "site", "--force"],
    ["--format", "html", "--output", "."], ["--format", "html", "--output", ".", "--force"],
    ["--format", "html", "--output", "chapters"], ["--format", "html", "--output", ""],
    ["--format", "html", "--output", ".report-cache"], ["--format", "html", "--output", "chapters/out"],
    ["--format", "html", "--cache", "."], ["--format", "html", "--cache", "chapters"],
    ["--cache", "", "--format", "html"],
    ["--format", "html", "--cache", "output"], ["--only-stored", "--format", "html"],
    ["export", "tiny"], ["export", "tiny", "--force"], ["export", "tiny", "--output", "."],
    ["export", "tiny", "--only", "numbers", "--output", "output"],
    ["export", "latex", "memory"], ["export", "latex", "memory", "--force"],
    ["export", "latex", "memory", "--output", "chapters"], ["export", "verdicts"], ["export", "verdicts", "output"],
    ["check"], ["check", "--json"], ["list"], ["format"], ["format", "--check"], ["format", "chapters/01-small.md"],
    ["render", "chapters/01-small.md"], ["why", "tiny"], ["cache"], ["cache", "prune"], ["cache", "prune", "--all"],
    ["cache", "prune", "--all", "--days", "0"], ["cache", "prune", "--all", "--days", "0", "--cache", "."],
    ["cache", "prune", "--all", "--days", "0", "--cache", "output"],
    ["cache", "prune", "--all", "--days", "0", "--cache", "there"],
    ["cache", "export", "there"], ["cache", "export", "there", "--digests"], ["cache", "export", "."],
    ["cache", "export", "chapters"], ["cache", "import", "there"], ["cache", "import", "output"],
    ["cache", "import", "there", "--cache", "output"],
    ["sweep", "plan"], ["sweep", "plan", "--list", "output/notes.txt"], ["sweep", "status"],
    ["sweep", "submit", "--engine", "print"], ["sweep", "submit", "--engine", "kubernetes"],
    ["sweep", "run", "--list", "output/notes.txt", "--index", "0"], ["verify"], ["verify", "--all"],
    ["diff", "output", "there"],
  ]
  private static let places = [
    "output", "output", "output", ".report-cache", ".report-cache", "exported", "there", ".", "chapters",
  ]

  @Test func `are as before after every command, wherever they are`() throws {
    try Array(0..<Self.count).concurrentMap { seed in Result { try Self.check(seed) } }.forEach { try $0.get() }
  }

  @Test func `are as before after a gallery and a preview`() throws {
    try Self.check(0, commands: [["preview", "--port", "0"]])
    // A gallery takes seconds to draw.
    for seed in 0..<Self.count / 40 {
      try Self.check(
        seed, commands: [["gallery"], ["gallery", "--force"]].shuffled(), places: ["gallery", "gallery/chapters", "."])
      try Self.check(seed, commands: [["preview", "--port", "0"]])
    }
  }

  /// A book with a tree of the user's files around it, on which some commands are run.
  private static func check(_ seed: Int, commands: [[String]] = commands, places: [String] = places) throws {
    let book = try SmallBook(["01-small.md": chapter])
    var tree = ForeignTree(root: book.folder.path, seed: seed)
    try book.write("theirs\n", to: "theirs/a.txt")
    try book.write("theirs, too\n", to: "theirs/folder/b.svg")
    let hadReport = Bool.random(using: &tree.generator)
    if hadReport {
      #expect(try run(book, ["--format", "html"]).code == 0)
      _ = try run(book, ["export", "tiny"])
      try book.write(chapter.replacing("A tiny chapter", with: "Another title"), to: "chapters/01-small.md")
    }
    for _ in 0..<Int.random(in: 1...8, using: &tree.generator) { tree.plant(in: places) }
    let roots = tree.planted.union(["chapters", "theirs"])
    for _ in 0..<2 {
      guard let command = commands.randomElement(using: &tree.generator) else { return }
      let before = TreeSnapshot(of: book.folder.path)
      let answer = try run(book, command)
      let after = TreeSnapshot(of: book.folder.path)
      let told = "seed \(seed), \(command), exit code \(answer.code): \(answer.text)"
      #expect([0, 1, 2].contains(answer.code), "\(told)")
      for (path, item) in before.items(below: roots) {
        // What records our own files is not a file of the user's, wherever it lies.
        if after.items[path] == item || item.content.starts(with: Array("# Files that report wrote".utf8)) { continue }
        let moved = after.items.filter { $0.value == item && $0.key.wholeMatch(of: /(?s).*\.~[0-9]+~(\/.*)?/) != nil }
        #expect(
          command.contains("--force") && !moved.isEmpty,
          "\(path) was \(item), is \(String(describing: after.items[path])); \(told)")
      }
      if hadReport, command == ["--format", "html"], answer.code == 0 {
        #expect(try book.text("output/index.html").contains("Another title"), "\(told)")
      }
    }
  }

  private static func run(_ book: SmallBook, _ command: [String]) throws -> (code: Int32, text: String) {
    if command.first == "preview" {
      var program = ExternalProgram(["timeout", "-s", "TERM", "1", Program.url.path] + command)
      program.folder = book.folder.path
      let answer = try program.run()
      return (answer.code == 124 ? 0 : answer.code, answer.output + answer.error)
    }
    return try Program.run(in: book, command)
  }
}

@Suite("What a report may replace")
struct OwnedFolderTests {
  private func files(_ texts: [String: String]) -> [OutputFile] {
    texts.map { OutputFile(title: nil, path: $0.key, content: Array($0.value.utf8)) }
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch { return "\(error)" }
  }

  @Test func `is what it wrote, and is removed when it is no longer made`() throws {
    let book = try SmallBook([:])
    let folder = OwnedFolder(book.path("out"))
    _ = try folder.write(files(["a.txt": "1", "figures/b.svg": "2"]))
    try book.write("mine", to: "out/figures/c.svg")
    _ = try folder.write(files(["a.txt": "3"]))
    #expect(try book.text("out/a.txt") == "3")
    #expect(!FileManager.default.fileExists(atPath: book.path("out/figures/b.svg")))
    #expect(try book.text("out/figures/c.svg") == "mine")
  }

  @Test func `is not what was changed since, which is named and with force renamed`() throws {
    let book = try SmallBook([:])
    let folder = OwnedFolder(book.path("out"))
    _ = try folder.write(files(["a.txt": "1", "b.txt": "2"]))
    try book.write("mine", to: "out/a.txt")
    let refusal = message { try folder.admit(["a.txt"], isForced: false) }
    #expect(refusal.contains("out/a.txt: changed since report wrote it") && refusal.contains("'a.txt.~1~'"))
    #expect(message { _ = try folder.write(files(["a.txt": "3"])) } == refusal)
    let written = try folder.write(files(["a.txt": "3"]), isForced: true)
    #expect(written.remarks.count == 1)
    #expect(try book.text("out/a.txt") == "3" && book.text("out/a.txt.~1~") == "mine")
    try book.write("mine", to: "out/a.txt")
    #expect(try folder.write(files(["b.txt": "4"])).remarks.first?.contains("stays") == true)
    #expect(try book.text("out/a.txt") == "mine")
  }

  @Test func `keeps its permissions`() throws {
    let book = try SmallBook([:])
    let folder = OwnedFolder(book.path("out"))
    _ = try folder.write(files(["a.txt": "1"]))
    chmod(book.path("out/a.txt"), 0o600)
    _ = try folder.write(files(["a.txt": "2"]))
    #expect(TreeSnapshot.Item(at: book.path("out/a.txt"))?.permissions == 0o600)
  }

  @Test func `is known while some of its files are replaced already`() throws {
    let book = try SmallBook([:])
    let folder = OwnedFolder(book.path("out"))
    _ = try folder.write(files(["a.txt": "1", "b.txt": "1"]))
    let record = try book.text("out/.report-files")
    _ = try folder.write(files(["a.txt": "2", "b.txt": "2"]))
    // As a build leaves it that was killed between the two.
    try book.write(record + (try book.text("out/.report-files")), to: "out/.report-files")
    try book.write("1", to: "out/b.txt")
    #expect(message { try folder.admit(["a.txt", "b.txt"], isForced: false) } == "")
  }

  @Test func `is a report of an earlier version, by its marks and its manifest`() throws {
    let book = try SmallBook()
    _ = try book.build()
    try FileManager.default.removeItem(atPath: book.path("output/.report-files"))
    try book.write("mine", to: "output/figures/mine.svg")
    try book.write(SmallBook.chapter.replacing("memory\n", with: "other\n"), to: "chapters/01-small.md")
    try book.write(
      SmallBook.chapter.replacing("{figure} memory", with: "{figure} other").replacing(
        "{ref}`memory`", with: "{ref}`other`"), to: "chapters/01-small.md")
    _ = try book.build()
    let names = try FileManager.default.contentsOfDirectory(atPath: book.path("output/figures")).sorted()
    #expect(
      names == ["mine.svg", "other.pdf", "other.png", "other.svg", "profiles.pdf", "profiles.png", "profiles.svg"])
  }

  @Test(arguments: ["../x", "/x", "a//b", "a/../b", ""]) func `is nothing outside`(path: String) throws {
    let book = try SmallBook([:])
    #expect(throws: WriteProblem.self) { try OwnedFolder(book.path("out")).write(files([path: "1"])) }
    #expect(FileRecord(text: FileRecord().text + "0123456789abcdef0123456789abcdef  \(path)\n") == FileRecord())
  }

  @Test func `a temporary file is one by its name alone if this program gave it`() {
    let name = TemporaryName(process: 12, number: 34)
    #expect(TemporaryName(name.text)?.process == 12)
    #expect(TemporaryName(".report-12-35-" + name.text.suffix(16)) == nil)
    #expect(TemporaryName(".index.html.12.34") == nil)
  }
}

@Suite("Formatting in place")
struct InPlaceFileTests {
  private static let loose = "# T\n\n```{experiment} y\nsteps:   100\nmodel: gru( width:8 )\n```\n"

  @Test func `keeps links, hard links and permissions`() throws {
    let book = try SmallBook(["01.md": "# T\n"])
    try book.write(Self.loose, to: "target.md")
    symlink("target.md", book.path("link.md"))
    link(book.path("target.md"), book.path("hard.md"))
    chmod(book.path("target.md"), 0o640)
    let before = TreeSnapshot(of: book.folder.path).items
    #expect(try Program.run(in: book, ["format", "link.md"]).code == 0)
    let after = TreeSnapshot(of: book.folder.path).items
    #expect(try book.text("hard.md").contains("steps: 100"))
    #expect(before.keys.sorted() == after.keys.sorted())
    for (path, item) in before {
      var item = item
      if ["target.md", "hard.md"].contains(path) { item.content = Array(try book.bytes("target.md")) }
      #expect(after[path] == item, "\(path)")
    }
  }

  @Test func `leaves a chapter that is a link out of the project as it is, unless it is named`() throws {
    let (book, other) = (try SmallBook(["01.md": "# T\n"]), try SmallBook(["a.md": Self.loose]))
    symlink(other.path("chapters/a.md"), book.path("chapters/02.md"))
    let answer = try Program.run(in: book, ["format"])
    #expect(answer.code == 1 && answer.text.contains("is outside the project"), "\(answer)")
    #expect(try other.text("chapters/a.md") == Self.loose)
    #expect(try Program.run(in: book, ["format", "chapters/02.md"]).code == 0)
    #expect(try other.text("chapters/a.md").contains("steps: 100"))
  }

  @Test func `leaves a read-only file, and then every other, as it is`() throws {
    let book = try SmallBook(["01.md": Self.loose, "02.md": Self.loose])
    chmod(book.path("chapters/02.md"), 0o444)
    let before = TreeSnapshot(of: book.folder.path).items
    let answer = try Program.run(in: book, ["format"])
    #expect(
      answer.code == 1
        && answer.text.contains("cannot write 'chapters/02.md': it is read-only; allow it with: chmod u+w"))
    #expect(TreeSnapshot(of: book.folder.path).items == before)
  }
}
