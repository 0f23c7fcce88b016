import Testing

@testable import Reading
@testable import Results
@testable import Settings
@testable import Source
@testable import Statistics

@Suite("Comparing cell by cell")
struct CellComparisonTests {
  private static func value(_ text: String) -> Value { (try? Value(parsing: text)) ?? Value(.name(text)) }

  /// Tasks by errors, squared first, with a number for each seed; `names` are the tasks as written and with all their settings.
  private func dataset(
    _ tasks: [(squared: [Double], rescaled: [Double])], names: [(String, String)] = []
  ) -> Dataset {
    func choice(_ given: String, _ canonical: String? = nil) -> Offer.Choice {
      .init(given: Self.value(given), canonical: Self.value(canonical ?? given))
    }
    let names = names.isEmpty ? tasks.indices.map { choice("task\($0)") } : names.map { choice($0.0, $0.1) }
    let errors = [choice("squared"), choice("rescaled(power: 2)")]
    let cells = names.flatMap { name in errors.map { ["task": name, "error": $0] } }
    let offer = Offer(
      numbers: ["e": "an error"],
      axes: [.init(name: "task", choices: names), .init(name: "error", choices: errors)], cells: cells,
      seeds: Array(1...tasks[0].squared.count))
    let results = tasks.flatMap { [$0.squared, $0.rescaled] }.map { numbers in
      numbers.map { number in number.isNaN ? nil : Dataset.Result(numbers: ["e": number]) }
    }
    return Dataset(offer: offer, results: results)
  }

  private func comparison(
    threshold: Double = 0.5, correction: Correction = .bonferroni
  ) throws -> CellComparison {
    CellComparison(
      number: "e", value: Self.value("rescaled"), baseline: Self.value("squared"), threshold: threshold,
      test: try Catalogue.tests.make("student"), correction: correction)
  }

  private let squared = [0.40, 0.42, 0.38, 0.41, 0.39]

  @Test func `counts what is better, worse, undecided, not learned and missing`() throws {
    let data = dataset([
      (squared, squared.map { $0 / 2 }), (squared, [0.81, 0.83, 0.77, 0.82, 0.78]),
      (squared, [0.5, 0.3, 0.45, 0.35, 0.4]), ([0.9, 0.8, 0.9, 0.8, 0.9], [0.8, 0.9, 0.8, 0.9, 0.8]),
      (squared, [0.1, 0.1, .nan, 0.1, 0.1]),
    ])
    let rows = try comparison().rows(of: data)
    #expect(rows.map(\.outcome) == [.better, .worse, .undecided, .unlearned, .missing])
    #expect(rows.map { $0.choices.map(\.given.description) } == (0..<5).map { ["task\($0)"] })
    #expect(abs(rows[0].ratio.value - 0.5) < 1e-12)
    let summary = rows.summary
    let counts = ["cells", "better", "worse", "undecided", "unlearned", "missing"]
    #expect(counts.map { summary[$0] } == [5, 1, 1, 1, 1, 1])
    #expect(abs((summary["leastRatio"] ?? 0) - 0.5) < 1e-12)
    #expect(Set(summary.keys) == Set([CellComparison.Row].numbers.keys))
  }

  @Test func `a verdict is harder to reach the more cells are compared, the interval is that of one`() throws {
    let noisy = squared.enumerated().map { $1 * [0.5, 0.7, 0.6, 0.95, 0.55][$0] }
    let tasks = Array(repeating: (squared: squared, rescaled: noisy), count: 20)
    let (one, all) = (try comparison().rows(of: dataset([tasks[0]])), try comparison().rows(of: dataset(tasks)))
    #expect(all[0].ratio == one[0].ratio && one[0].ratio.upper < 1)
    #expect(one[0].outcome == .better)
    #expect(all[0].outcome == .undecided)
    let uncorrected = try comparison(correction: .none).rows(of: dataset(tasks))
    #expect(uncorrected[0].ratio == one[0].ratio)
  }

  /// The first task has all that is written of the second asks for, and would be picked by it too.
  @Test func `a cell that is written as a part of another keeps its own numbers`() throws {
    let data = dataset(
      [(squared, squared.map { $0 / 2 }), (squared, squared.map { $0 * 1.2 })],
      names: [("net(size: 8, start: far)", "net(size: 8, start: far)"), ("net(size: 8)", "net(size: 8, start: near)")])
    let ratios = try comparison().rows(of: data).map(\.ratio.value)
    #expect(zip(ratios, [0.5, 1.2]).allSatisfy { abs($0 - $1) < 1e-12 }, "\(ratios)")
    let axis = try #require(data.offer.axes.first)
    for choice in axis.choices {
      #expect(axis.choices(pickedBy: choice.given).map(\.canonical) == [choice.canonical])
    }
    #expect(axis.choices(pickedBy: Self.value("net")).count == 2)
    #expect(axis.choices(pickedBy: Self.value("net(start: near)")).count == 1)
  }

  @Test func `a cell is learned by any of the errors`() throws {
    let data = dataset([([0.9, 0.9], [0.3, 0.31])])
    #expect(try comparison().rows(of: data)[0].outcome != .unlearned)
    #expect(try comparison(threshold: 0.2).rows(of: data)[0].outcome == .unlearned)
  }

  @Test(arguments: [
    ("value: cubed", "no axis of 'grid' has both 'cubed' and 'squared'"),
    ("value: exponential", "'exponential' could be 'exponential(rate: 0.1)' or 'exponential(rate: 0.2)'"),
    ("value: rescaled\nnumber: nothing", "'grid' has no number 'nothing'"),
    ("value: rescaled\ncorrection: tukey", "'correction' cannot be 'tukey'"),
  ])
  func `what cannot be compared is told before anything runs`(options: String, message: String) throws {
    let chapter = """
      # A

      ```{experiment} grid
      error: [squared, rescaled(power: 2), exponential(rate: 0.1), exponential(rate: 0.2)]
      ```

      ```{comparison} c
      of: grid
      baseline: squared
      \(options)
      ```
      """
    let reader = try BookReader([SourceFile(path: "a.md", text: chapter)], profile: .quick, typesetter: nil)
    #expect(reader.diagnostics.map(\.message) == [message])
  }
}
