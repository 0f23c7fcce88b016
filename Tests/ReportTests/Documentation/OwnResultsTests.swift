import Foundation
import Testing

@testable import Build
@testable import Files
@testable import Jobs
@testable import Mathematics
@testable import Programs
@testable import Reading
@testable import Results
@testable import Source

@Suite("The example of results of one's own", .waiting)
struct OwnResultsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let chapters = root.appending(path: "examples/own-results/chapters")

  /// Builds a copy of the example, in which the program makes runs of `seeds`.
  private func build(allowed: Bool, seeds: String = "1...5") throws -> (SmallBook, ReportBuild.Finished) {
    let book = try SmallBook([:])
    try FileManager.default.removeItem(atPath: book.path("chapters"))
    try FileManager.default.copyItem(atPath: Self.chapters.path, toPath: book.path("chapters"))
    let script = "chapters/03-script.md"
    try book.write(try book.text(script).replacing("seeds: 1...5", with: "seeds: \(seeds)"), to: script)
    let finished = try book.build(programs: allowed ? ProgramPermission(allowsAll: true) : .none)
    return (book, finished)
  }

  @Test(.enabled(if: Python.hasNumPy)) func `is built whole where numpy is`() throws {
    let (book, finished) = try build(allowed: true, seeds: SmallBook.isWhole ? "1...5" : "1...2")
    #expect(finished.summary.failures == [] && finished.summary.holes == 0)
    #expect(finished.manifest.claims.first { $0.id == "residual" }?.verdict == .holds)
    #expect(finished.manifest.claims.count == 3 && finished.manifest.figures.count == 4)
    let page = try book.text("output/index.html")
    for file in ["scores.csv", "load.csv", "train.py"] { #expect(page.contains("\(file), ")) }
  }

  @Test func `is built without permission but for its program`() throws {
    let (_, finished) = try build(allowed: false)
    #expect(finished.summary.failures == [] && finished.summary.holes == 30)
  }

  @Test func `is what the page about it shows`() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/own-results.md"), encoding: .utf8)
    let scores = try String(contentsOf: Self.chapters.appending(path: "data/scores.csv"), encoding: .utf8)
    let fragments = page.matches(of: /````markdown\n([\s\S]*?)````/).map { String($0.output.1) }
    #expect(fragments.count == 3)
    let project = ProjectFiles(["data/scores.csv": scores, "train.py": "pass"])
    for fragment in fragments {
      let file = SourceFile(path: "own.md", text: fragment)
      let reader = try BookReader([file], profile: .quick, typesetter: Typesetter(), project: project)
      #expect(reader.diagnostics.map(\.message) == [])
    }
  }
}
