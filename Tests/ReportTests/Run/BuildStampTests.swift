import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Code
@testable import Command
@testable import Files
@testable import Jobs
@testable import Reading
@testable import Render
@testable import Settings
@testable import Source
@testable import Store
@testable import Syntax

@Suite("A build in which nothing changed")
struct BuildStampTests {
  private static let files = [
    "chapters/01.md": """
    # Stamped

    ```{parameters} shared
    length: 12
    ```

    ```{experiment} tiny
    task: linear-functional(memory: exponential(rate: 0.2), length: shared.length)
    model: linear-rnn(width: 4)
    steps: profile(quick: 5, standard: 6, full: 7)
    batch: 8
    seeds: 1
    ```

    ```{figure} memory
    plot: memory(of: tiny)
    alt: A curve.
    ```

    ```{include}
    file: _note.md
    ```

    ```{code}
    file: listing.txt
    ```

    It follows {citet}`example2023`.

    ```{bibliography}
    file: works.bib
    ```

    ## Unused {#unused}

    """,
    "chapters/02.md": "# Second\n\nMore.\n", "chapters/_note.md": "A note.\n", "chapters/listing.txt": "let x = 1\n",
    "chapters/works.bib": "@book{example2023, author = {Ann Example}, title = {A title}, year = 2023}\n",
  ]

  private static func book() throws -> SmallBook {
    let book = try SmallBook([:])
    for (name, text) in files { try book.write(text, to: name) }
    return book
  }

  private static func build(_ book: SmallBook) -> ReportBuild {
    ReportBuild(
      folder: BookFolder(path: book.path("chapters"), profile: .quick), output: book.path("output"),
      cache: book.path("cache"), workers: 1, formats: [.html], code: .program)
  }

  private static func isUnchanged(_ build: ReportBuild, code: CodeTable = .program) -> Bool {
    let store = Store(folder: URL(filePath: build.cache), code: code)
    return build.unchanged(in: store, commit: CommitQuestion(of: build.folder.path)) != nil
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var apply: @Sendable (SmallBook, inout ReportBuild) throws -> Void

    init(_ name: String, _ apply: @escaping @Sendable (SmallBook, inout ReportBuild) throws -> Void) {
      (testDescription, self.apply) = (name, apply)
    }

    static func append(to file: String) -> Change {
      Change("more in \(file)") { book, _ in try book.write(try book.text(file) + "\nMore.\n", to: file) }
    }

    static func damage(in folder: String) -> Change {
      Change("a flipped bit in \(folder)") { book, _ in
        for name in try FileManager.default.contentsOfDirectory(atPath: book.path(folder)) {
          try book.flip("\(folder)/\(name)")
        }
      }
    }

    static func option(_ name: String, _ set: @escaping @Sendable (inout ReportBuild) -> Void) -> Change {
      Change("another \(name)") { _, build in set(&build) }
    }
  }

  private static let changes: [Change] = [
    .append(to: "chapters/01.md"), .append(to: "chapters/_note.md"), .append(to: "chapters/listing.txt"),
    .append(to: "chapters/works.bib"), .append(to: "output/index.html"), .append(to: "output/report.json"),
    .append(to: "output/figures/memory.svg"), .append(to: "output/data/memory.csv"),
    Change("a new chapter") { book, _ in try book.write("# Third\n", to: "chapters/03.md") },
    Change("a chapter less") { book, _ in try FileManager.default.removeItem(atPath: book.path("chapters/02.md")) },
    Change("a file that moved behind a link") { book, _ in
      try book.write(try book.text("chapters/_note.md"), to: "chapters/_other.md")
      try FileManager.default.removeItem(atPath: book.path("chapters/_note.md"))
      try FileManager.default.createSymbolicLink(
        atPath: book.path("chapters/_note.md"), withDestinationPath: book.path("chapters/_other.md"))
    },
    Change("a file of the report less") { book, _ in
      try FileManager.default.removeItem(atPath: book.path("output/figures/memory.png"))
    },
    Change("a record that says something else") { book, _ in
      try book.write(FileRecord().text, to: "output/.report-files")
    },
    Change("no results") { book, _ in try FileManager.default.removeItem(atPath: book.path("cache/results")) },
    .damage(in: "cache/results"), .damage(in: "cache/builds"),
    .option("profile") { $0.folder.profile = .full },
    .option("parameter") { $0.folder.overrides = ["shared": ["length": .init(.number(13))]] },
    .option("rule") { $0.folder.severities.ignored = [.unusedLabel] },
    .option("format") { $0.formats = [.html, .pdf] },
    .option("output folder") { $0.output += "-2" },
    .option("cache") { $0.cache += "-2" },
  ]

  @Test(arguments: changes) func `is known to be done, and with a change it is not`(change: Change) throws {
    let book = try Self.book()
    var build = Self.build(book)
    #expect(!Self.isUnchanged(build))
    let summary = try build.run(progress: SilentProgress()).summary
    #expect(Self.isUnchanged(build))
    #expect(try build.runUnlessDone(progress: SilentProgress()) == summary.repeated)
    try change.apply(book, &build)
    #expect(!Self.isUnchanged(build))
  }

  @Test func `is not known to another version of the code, nor after a commit`() throws {
    let book = try Self.book()
    let build = Self.build(book)
    _ = try build.run(progress: SilentProgress())
    #expect(Self.isUnchanged(build))
    #expect(!Self.isUnchanged(build, code: CodeTable(files: [])))
    for arguments in [
      ["init", "-q"], ["add", "chapters"], ["-c", "user.name=a", "-c", "user.email=b", "commit", "-qm", "c"],
    ] {
      #expect(ExternalProgram.run(["git", "-C", book.folder.path] + arguments)?.code == 0)
    }
    #expect(!Self.isUnchanged(build))
    _ = try build.run(progress: SilentProgress())
    #expect(Self.isUnchanged(build))
  }

  @Test func `is not taken for done where something was warned of`() throws {
    let book = try Self.book()
    let build = Self.build(book)
    _ = try build.run(progress: SilentProgress())
    try book.write("not a result\n", to: "cache/drawings/kept")
    for name in try FileManager.default.contentsOfDirectory(atPath: book.path("cache/drawings")) {
      try book.write("damaged", to: "cache/drawings/\(name)")
    }
    try book.write(try book.text("chapters/02.md") + "\nMore.\n", to: "chapters/02.md")
    _ = try build.run(progress: SilentProgress())
    #expect(!Self.isUnchanged(build))
  }
}

@Suite("What a build remembers of results")
struct KnownResultsTests {
  private func computed(_ book: SmallBook) throws -> Int { try book.build().summary.reasons.count }

  @Test func `a result that was touched is read again, and not computed`() throws {
    let book = try SmallBook()
    #expect(try computed(book) == 7)
    for name in try book.contents(of: "cache/results").keys {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -100)], ofItemAtPath: book.path("cache/results/\(name)"))
    }
    #expect(try computed(book) == 0)
  }

  @Test func `a result that was damaged and looks as before is computed again once it is read`() throws {
    let book = try SmallBook()
    #expect(try computed(book) == 7)
    let good = try book.contents(of: "output")
    for name in try book.contents(of: "cache/results").keys {
      let path = book.path("cache/results/\(name)")
      let date = try #require(FileManager.default.attributesOfItem(atPath: path)[.modificationDate])
      try book.flip("cache/results/\(name)")
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }
    try FileManager.default.removeItem(atPath: book.path("cache/drawings"))
    #expect(try computed(book) > 0)
    #expect(try book.contents(of: "output") == good)
  }

  @Test func `of a run is enough for everything but its curves`() throws {
    let book = try SmallBook()
    _ = try book.build(output: "first")
    let finished = try book.build()
    #expect(!finished.results.outcomes.values.contains { !$0.isUnread })
    #expect(try book.contents(of: "first") == book.contents(of: "output"))
  }
}
