import Testing

@testable import Figures
@testable import Plot
@testable import Results
@testable import Settings
@testable import Statistics
@testable import Theorems

@Suite("Forests")
struct ForestTests {
  /// Ratios 0.9, 0.5 and 2 of the error `masked` to `squared` for three models; the third learns nothing below 3.
  private static let dataset: Dataset = {
    func choices(_ names: [String]) -> [Offer.Choice] {
      names.map { Offer.Choice(given: Value(.name($0)), canonical: Value(.name($0))) }
    }
    let (models, errors) = (choices(["gru", "lstm", "tcn"]), choices(["squared", "masked"]))
    let cells = models.flatMap { model in errors.map { ["model": model, "error": $0] } }
    let offer = Offer(
      numbers: ["longLagError": "an error", "memoryError": "another"],
      axes: [Offer.Axis(name: "model", choices: models), Offer.Axis(name: "error", choices: errors)], cells: cells,
      seeds: [1, 2, 3])
    let means = [1, 0.9, 1, 0.5, 4, 8]
    let results = means.map { mean in
      [0.9, 1, 1.1].map { factor -> Dataset.Result? in
        Dataset.Result(numbers: ["longLagError": mean * factor, "memoryError": mean * mean], series: [:])
      }
    }
    return Dataset(offer: offer, results: results)
  }()

  private static func panel(_ plot: String) throws -> Panel {
    let kind = try Catalogue.figures.make(plot)
    #expect(kind.check(among: ["poly": dataset.offer]).map(\.message) == [])
    return try #require(kind.panels(from: ["poly": dataset], styles: SeriesStyles(offers: [dataset.offer])).first)
  }

  private static func rows(_ panel: Panel) -> [String] {
    if case .categorical(let names) = panel.y.scale { names } else { [] }
  }

  @Test func `are sorted by estimate, or as the grid is`() throws {
    #expect(try Self.rows(Self.panel("ratio(of: poly, baseline: squared)")) == ["LSTM", "GRU", "TCN"])
    let kept = try Self.panel("ratio(of: poly, baseline: squared, order: grid)")
    #expect(Self.rows(kept) == ["GRU", "LSTM", "TCN"])
    let values = kept.marks.compactMap { $0 as? Interval }.flatMap(\.estimates)
    #expect(zip(values, [0.9, 0.5, 2]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `name the sides of one where less is better`() throws {
    #expect(try Self.panel("ratio(of: poly, baseline: squared)").x.ends == Axis.Ends(less: "better", more: "worse"))
    #expect(try Self.panel("ratio(of: poly, baseline: squared, better: neither)").x.ends == nil)
    #expect(
      try Self.panel("ratio(of: poly, baseline: squared, better: more)").x.ends
        == Axis.Ends(less: "worse", more: "better"))
  }

  @Test func `draw in grey what no error learned, below the rest`() throws {
    let panel = try Self.panel("ratio(of: poly, baseline: squared, learned: 3)")
    let inks = panel.marks.compactMap { $0 as? Interval }.map(\.style.colour)
    #expect(Self.rows(panel).last == "TCN" && inks.count == 3)
    #expect(inks.filter { $0 == .muted }.count == 1 && inks.last == .muted)
  }

  @Test func `have a heading for each group`() throws {
    let panel = try Self.panel("ratio(of: poly, baseline: squared, groups: model)")
    #expect(panel.y.headings == [0, 2, 4] && Self.rows(panel) == ["GRU", "masked", "LSTM", "masked", "TCN", "masked"])
  }

  @Test func `show a wider interval for all ratios together`() throws {
    let kind = try Catalogue.figures.make("ratio(of: uneven, baseline: squared)")
    let offer = Self.dataset.offer
    let results = offer.cells.indices.map { cell in
      [1.0, 2, 4].map { seed -> Dataset.Result? in
        Dataset.Result(numbers: ["longLagError": cell.isMultiple(of: 2) ? 1 : seed], series: [:])
      }
    }
    let panels = kind.panels(
      from: ["uneven": Dataset(offer: offer, results: results)], styles: SeriesStyles(offers: [offer]))
    let intervals = try #require(panels.first).marks.compactMap { $0 as? Interval }
    #expect(intervals.count == 3)
    for interval in intervals {
      #expect(interval.outer.low[0] < interval.low[0] && interval.outer.high[0] > interval.high[0])
      #expect(interval.low[0] < 2 && interval.high[0] > 2)
    }
  }

  @Test func `of claims turn so that left speaks for each, and grey the undecided`() throws {
    func verdict(_ id: String, _ ratio: Double, _ verdict: Verdict, wantsMore: Bool = false) -> DrawnVerdict {
      let estimate = Estimate(ratio, lower: 0.8 * ratio, upper: 1.25 * ratio, count: 3)
      return DrawnVerdict(
        id: id, title: id, verdict: verdict, isPrimary: true, isClaim: true, alone: estimate, decisive: estimate,
        wantsMore: wantsMore)
    }
    let kind = try Catalogue.figures.make("claims()")
    let panel = try #require(
      kind.panels(
        from: [:],
        verdicts: [verdict("a", 0.9, .undecided), verdict("b", 4, .holds, wantsMore: true), verdict("c", 2, .fails)],
        styles: SeriesStyles(offers: [])
      ).first)
    #expect(Self.rows(panel) == ["holds: b", "undecided: a", "fails: c"])
    let intervals = panel.marks.compactMap { $0 as? Interval }
    #expect(intervals.map { $0.estimates[0] } == [0.25, 0.9, 2])
    #expect(abs(intervals[0].low[0] - 0.2) < 1e-12 && abs(intervals[0].high[0] - 0.3125) < 1e-12)
    #expect(intervals.map { $0.style.colour == .muted } == [false, true, false])
  }

  @Test func `gain stands against price without the baseline`() throws {
    let panel = try Self.panel("scatter(of: poly, x: memoryError, y: longLagError, baseline: squared, colour: error)")
    let points = panel.marks.compactMap { $0 as? Point }
    #expect(points.count == 1 && points[0].xs.count == 3)
    #expect(zip(points[0].xs, [0.81, 0.25, 4]).allSatisfy { abs($0 - $1) < 1e-9 })
  }
}
