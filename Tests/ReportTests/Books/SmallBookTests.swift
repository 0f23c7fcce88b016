import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Jobs
@testable import Results
@testable import Source
@testable import Statistics

@Suite("A small book, from chapters to files")
struct SmallBookTests {
  @Test func `becomes a page, drawings, data and a manifest`() throws {
    let book = try SmallBook()
    _ = try book.build()
    let page = try book.text("output/index.html")
    for expected in ["Figure 1.1", "Theorem 1.1", "(1.1)", "Experiment 1.1", "Claim 1.1", ">12</", "href=#memory"] {
      #expect(page.contains(expected), "\(expected)")
    }
    let files = try book.contents(of: "output").keys.sorted()
    #expect(
      files == [
        "data/memory.csv", "data/profiles.csv", "figures/memory.pdf", "figures/memory.png", "figures/memory.svg",
        "figures/profiles.pdf", "figures/profiles.png", "figures/profiles.svg", "index.html", "report.json",
      ])
    #expect(try book.text("output/data/memory.csv").hasPrefix("panel,series,mark,x,y,low,high,value\n"))
  }

  @Test func `the manifest says what was run and what was found`() throws {
    let book = try SmallBook()
    _ = try book.build()
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: book.bytes("output/report.json")) as? [String: Any])
    for name in ["chapters", "experiments", "theorems", "claims", "figures"] {
      #expect((manifest[name] as? [Any])?.isEmpty == false, "\(name)")
    }
    let claim = try #require((manifest["claims"] as? [[String: Any]])?.first)
    #expect(claim["id"] as? String == "C")
    #expect(claim["verdict"] as? String == "holds")
    #expect(Set(claim.keys).isSuperset(of: ["estimate", "interval", "n"]))
    let experiment = try #require((manifest["experiments"] as? [[String: Any]])?.first)
    #expect(experiment["seeds"] as? [Int] == [1, 2, 3])
    #expect((experiment["results"] as? [Any])?.count == 6)
    #expect(Set(experiment.keys).isSuperset(of: ["settings", "key", "seconds"]))
  }

  @Test func `has the same bytes whatever the number of jobs`() throws {
    let book = try SmallBook()
    _ = try book.build(output: "one", cache: "cache-one", workers: 1)
    _ = try book.build(output: "two", cache: "cache-two", workers: 3)
    #expect(try book.contents(of: "one") == book.contents(of: "two"))
  }

  @Test func `is computed once, and a changed seed list computes the new seed alone`() throws {
    let book = try SmallBook()
    #expect(try book.build().results.outcomes.values.filter { !$0.reused }.count == 7)
    #expect(try book.build().results.outcomes.values.filter { !$0.reused }.isEmpty)
    let wider = SmallBook.chapter.replacing("seeds: 1...3", with: "seeds: 1...4").replacing(
      "see {ref}", with: "look {ref}")
    try book.write(wider, to: "chapters/01-small.md")
    #expect(try book.build().results.outcomes.values.filter { !$0.reused }.count == 2)
  }

  @Test func `a caption or a sentence changed runs, draws and sets nothing`() throws {
    let book = try SmallBook()
    _ = try book.build()
    let shelves = ["results", "drawings", "formulae"].map { "cache/\($0)" }
    let before = try shelves.map(book.contents)
    let edited = SmallBook.chapter.replacing("Learned memory, with", with: "What was learned, with").replacing(
      "see {ref}", with: "look {ref}")
    try book.write(edited, to: "chapters/01-small.md")
    #expect(try book.build().results.outcomes.values.allSatisfy(\.reused))
    let after = try shelves.map(book.contents)
    #expect(after == before)
    #expect(try book.text("output/index.html").contains("What was learned, with"))
  }

  @Test func `a result whose file was damaged is computed again`() throws {
    let book = try SmallBook()
    _ = try book.build(output: "good")
    for name in try book.contents(of: "cache").keys { try book.flip("cache/\(name)") }
    #expect(try book.build().results.outcomes.values.filter { !$0.reused }.count == 7)
    #expect(try book.contents(of: "output") == book.contents(of: "good"))
  }

  @Test func `errors leave the report that was there`() throws {
    let book = try SmallBook()
    _ = try book.build()
    let before = try book.contents(of: "output")
    try book.write(SmallBook.chapter.replacing("linear-rnn", with: "linear-rn"), to: "chapters/01-small.md")
    #expect(throws: ChapterErrors.self) { try book.build() }
    #expect(try book.contents(of: "output") == before)
  }

  @Test func `drawings that no chapter makes any more are removed`() throws {
    let book = try SmallBook()
    _ = try book.build()
    try book.write("# Nothing\n\nNo figure.\n", to: "chapters/01-small.md")
    _ = try book.build()
    #expect(try book.contents(of: "output").keys.sorted() == ["index.html", "report.json"])
  }

  @Test func `a run that diverges is told in its place, and what cites it stays undecided`() throws {
    let chapter = """
      # Divergence

      ```{experiment} wild
      task: linear-functional(length: 12)
      model: linear-rnn(width: 4)
      error: [squared, rescaled]
      optimiser: adam(learning-rate: 1e30)
      steps: 20
      batch: 8
      seeds: 1...2
      ```

      ```{claim} C
      holds: wild.longLagError[rescaled] < wild.longLagError[squared]
      ```

      It is {value}`wild.longLagError[squared]`.

      """
    let book = try SmallBook(["01.md": chapter])
    let finished = try book.build()
    #expect(finished.results.findings.map(\.verdict) == [.undecided])
    let page = try book.text("output/index.html")
    #expect(page.contains("diverged after"))
    #expect(page.contains("not available"))
  }
}
