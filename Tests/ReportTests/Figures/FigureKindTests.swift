import Foundation
import Testing

@testable import Figures
@testable import Mathematics
@testable import Plot
@testable import Reading
@testable import Results
@testable import Settings
@testable import Source
@testable import Statistics
@testable import Theorems

@Suite("Kinds of figure")
struct FigureKindTests {
  private static func problems(_ plot: String) throws -> [String] {
    let chapter = """
      # Title

      ```{experiment} grid
      task: linear-functional(memory: polynomial(rate: 0.1, power: 1.1), length: 12)
      model: [linear-rnn(width: 2), linear-rnn(width: 4)]
      error: [squared, rescaled(power: 2)]
      steps: 2
      ```

      ```{figure} drawn
      plot: \(plot)
      alt: What is drawn.

      A caption.
      ```
      """
    let file = SourceFile(path: "a.md", text: chapter)
    return try BookReader([file], profile: .quick, typesetter: Typesetter()).diagnostics.map(\.message)
  }

  @Test(arguments: [
    ("ratio(of: grid)", "a ratio needs a baseline"),
    ("ratio(of: grid, baseline: masked)", "'grid' has no result for 'masked'"),
    ("ratio(of: grid, number: nothing, baseline: squared)", "'grid' has no number 'nothing'"),
    ("heatmap(of: nowhere)", "no result is called 'nowhere'"),
    ("heatmap(of: grid, rows: colour)", "'grid' has no axis 'colour'"),
    ("trade-off(of: nowhere)", "no result is called 'nowhere'"),
    ("samples(of: grid, x: nothing)", "'grid' has no number 'nothing'"),
    ("sensitivity(of: grid)", "'grid' has no curve 'profile'"),
    ("curves(of: grid, like: masked)", "no axis of the book has the value 'masked'"),
    ("curves(of: grid, like: [squared, squared])", "1 curve has 2 values to be like"),
    ("curves(of: grid, band: trainingCurve)", "a band has two ends"),
    ("claims(of: nothing)", "no theorem or claim is called 'nothing'"),
  ])
  func `a mistake in a figure's names is told`(_ plot: String, _ message: String) throws {
    #expect(try Self.problems(plot) == [message])
  }

  @Test(arguments: [
    "ratio(of: grid, baseline: squared)", "heatmap(of: grid)", "heatmap(of: grid, baseline: squared)",
    "numbers(of: grid)", "lag-error(of: grid)", "gradient(of: grid, by: time)", "training(of: grid)",
    "trade-off(of: grid)", "phase(of: grid)", "scatter(of: grid, baseline: squared)",
    "ratio(of: grid, baseline: squared, groups: model)", "curves(of: grid, baseline: squared)",
    "curves(of: grid, curve: [errorByTime, trainingCurve], like: [none, rescaled], mark: [line, point])",
    "task(task: adding(length: 8))", "samples(of: grid, x: memoryError)", "samples(of: grid, x: width)",
  ])
  func `two axes are enough said`(_ plot: String) throws { #expect(try Self.problems(plot) == []) }

  /// Two errors by two seeds, of which the second error's numbers are half of the first one's.
  private static let dataset: Dataset = {
    let choices = ["squared", "masked"].map { Offer.Choice(given: Value(.name($0)), canonical: Value(.name($0))) }
    let offer = Offer(
      numbers: ["longLagError": "an error"],
      curves: [
        "learnedMemory": Curve("learned", x: "lag", y: "memory"),
        "targetMemory": Curve("target", x: "lag", y: "memory"),
      ],
      axes: [Offer.Axis(name: "error", choices: choices)], cells: choices.map { ["error": $0] }, seeds: [1, 2])
    let results = [1.0, 0.5].map { factor in
      [1.0, 2.0].map { seed -> Dataset.Result? in
        Dataset.Result(
          numbers: ["longLagError": factor * seed],
          series: [
            "learnedMemory": Series([1, 1, 1 + factor * seed, 1 + factor * seed]),
            "targetMemory": Series([1, 1, 1, 1]),
          ])
      }
    }
    return Dataset(offer: offer, results: results)
  }()

  private static func panels(_ plot: String) throws -> [Panel] {
    let kind = try Catalogue.figures.make(plot)
    return kind.panels(from: ["poly": dataset], styles: SeriesStyles(offers: [dataset.offer]))
  }

  @Test func `ratios are paired by seed, and the interval of equal ones is a point`() throws {
    let marks = try #require(try Self.panels("ratio(of: poly, baseline: squared)").first).marks
    let interval = try #require(marks.compactMap { $0 as? Interval }.first)
    #expect(interval.estimates.count == 1 && abs(interval.estimates[0] - 0.5) < 1e-12)
    #expect(abs(interval.low[0] - 0.5) < 1e-12 && abs(interval.high[0] - 0.5) < 1e-12)
  }

  @Test func `bias and variance of what was learned are those of the mean over the seeds`() throws {
    let points = try #require(try Self.panels("trade-off(of: poly)").first).marks.compactMap { $0 as? Point }
    // Of the one lag beyond T/2: learned 2 and 3 against 1, and 1.5 and 2.
    #expect(points.map(\.xs) == [[0.5], [0.125]] && points.map(\.ys) == [[2.25], [0.5625]])
  }

  @Test func `a figure rests on what it is of, and on no word that is called alike`() throws {
    let kind = try Catalogue.figures.make("curves(of: poly, curve: [learnedMemory, targetMemory], facet: error)")
    #expect(kind.inputs == Inputs(results: ["poly"], curves: ["learnedMemory", "targetMemory"]))
    #expect(try Catalogue.figures.make("numbers(of: poly)").inputs == Inputs(results: ["poly"]))
  }

  @Test func `the error by lag has a band over the seeds`() throws {
    let marks = try #require(try Self.panels("lag-error(of: poly)").first).marks
    let band = try #require(marks.compactMap { $0 as? Band }.first)
    #expect(band.low == [0, 0, 1, 1] && band.high == [0, 0, 2, 2])
  }

  @Test func `the least of a curve over one axis is marked`() throws {
    let points = try #require(try Self.panels("phase(of: poly)").first).marks.compactMap { $0 as? Point }
    #expect(points.last?.xs == [1] && points.last?.ys == [0.75])
  }
}
