import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Command
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Render
@testable import Results
@testable import Source
@testable import Statistics
@testable import Store

@Suite("A report of what is there")
struct PartialReportTests {
  /// Builds without computing, from a store that has the results of the jobs that `isThere` picks.
  private func build(_ book: SmallBook, _ isThere: (Job) -> Bool) throws -> ReportBuild.Finished {
    let folder = BookFolder(path: book.path("chapters"), profile: .quick)
    let store = Store(folder: URL(filePath: book.path("part")))
    let jobs = try folder.read(typesetter: Typesetter()).jobs.filter(isThere)
    _ = try Runner(store: store, workers: 2, progress: SilentProgress()).run(jobs)
    let build = ReportBuild(
      folder: folder, output: book.path("output"), cache: book.path("part"), workers: 1, formats: [.html],
      onlyStored: true, code: .program)
    return try build.run(progress: SilentProgress())
  }

  private static let chapter = """
    # A part {#part}

    ```{experiment} grid
    task: linear-functional(memory: [exponential(rate: 0.2), polynomial], length: 12)
    model: linear-rnn(width: 4)
    error: [squared, rescaled(power: 2), masked]
    steps: 10
    batch: 8
    seeds: 1...3
    ```

    ```{comparison} cells
    of: grid
    number: longLagError
    value: rescaled(power: 2)
    baseline: squared
    ```

    ```{claim} known
    holds: grid.longLagError[error: squared] > grid.longLagError[error: rescaled(power: 2)]
    ```

    ```{claim} unknown
    holds: grid.longLagError[error: squared] > grid.longLagError[error: masked]
    ```

    ```{claim} least
    holds: min(grid.longLagError[error: squared], grid.longLagError[error: masked]) >= grid.longLagError[error: squared]
    ```

    ```{claim} counted
    holds: cells.better >= cells.worse
    compare: difference
    ```

    ```{figure} drawn
    plot: numbers(of: grid)
    alt: Numbers.
    ```

    Squared {value}`grid.longLagError[error: squared] %.2f`, masked {value}`grid.longLagError[error: masked] %.2f`,
    better {value}`cells.better %d` of {value}`grid.task.length %d` steps.
    """

  @Test func `a verdict rests on all of its data or is none`() throws {
    let book = try SmallBook(["01.md": Self.chapter])
    let finished = try build(book) { !$0.title.contains("masked") || $0.seed != 2 }
    #expect(finished.results.holes == 2)
    let claims = Dictionary(uniqueKeysWithValues: finished.manifest.claims.map { ($0.id, $0) })
    #expect(claims["known"]?.estimate != nil && claims["known"]?.holes == nil)
    for name in ["unknown", "least", "counted"] {
      #expect(claims[name]?.verdict == .undecided && claims[name]?.estimate == nil, "\(name)")
      #expect(claims[name]?.holes == 2, "\(name)")
    }
    let page = try book.text("output/index.html")
    for text in [
      "2 of 18 results are not computed yet", "Not judged: 2 runs that it rests on are not computed yet.",
      "Drawn without 2 of 18 runs, which are not computed yet.", ">12</", "16 training runs in 1 experiment",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(page.matches(of: />not computed yet</).count >= 2)
  }

  @Test func `what is complete is the whole report, byte for byte`() throws {
    let book = try SmallBook()
    _ = try book.build(output: "whole")
    #expect(try build(book) { _ in true }.results.holes == 0)
    #expect(try book.contents(of: "output") == book.contents(of: "whole"))
  }

  @Test func `where there is nothing, it says so in every place`() throws {
    let book = try SmallBook()
    let finished = try build(book) { _ in false }
    #expect(finished.manifest.theorems.map(\.verdict) == [.undecided])
    #expect(
      finished.manifest.experiments.first?.results.map(\.outcome) == Array(repeating: "not computed yet", count: 6))
    let page = try book.text("output/index.html")
    for text in ["7 of 7 results", "not drawn: none of its 6 runs is computed yet", "its check is not computed yet"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(try !book.contents(of: "output").keys.contains("figures/memory.svg"))
  }

  @Test func `every kind of figure can be drawn of any part`() throws {
    var chapter = "# Figures\n\n"
    chapter += """
      ```{experiment} grid
      task: linear-functional(memory: exponential(rate: 0.2), length: 12)
      model: [linear-rnn(width: 2), linear-rnn(width: 4)]
      error: [squared, rescaled(power: 2), rescaled(power: 3)]
      steps: 4
      batch: 8
      seeds: 1...2
      ```

      """
    for (index, plot) in [
      "memory(of: grid)", "training(of: grid)", "lag-error(of: grid)", "gradient(of: grid, by: time)",
      "gradient(of: grid, by: lag)", "heatmap(of: grid)", "heatmap(of: grid, baseline: squared)",
      "ratio(of: grid, baseline: squared)", "numbers(of: grid)", "numbers(of: grid, mark: box)", "trade-off(of: grid)",
      "phase(of: grid)", "curves(of: grid, curve: trainingCurve)",
    ].enumerated() {
      chapter += "\n```{figure} f\(index)\nplot: \(plot)\nalt: A figure.\n```\n"
    }
    let book = try SmallBook(["01.md": chapter])
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<3 {
      let there = Set((1...12).filter { _ in Bool.random(using: &generator) })
      var number = 0
      let finished = try build(book) { _ in
        number += 1
        return there.contains(number)
      }
      #expect(finished.manifest.figures.count == 13)
    }
  }
}
