import Foundation
import Testing

@testable import Figures
@testable import Plot
@testable import Results
@testable import Settings
@testable import Statistics
@testable import Theorems

@Suite("Drawing calls of each kind of figure as recorded") struct FigureSnapshotTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

  /// A call of each kind, on results of two errors by two tasks and three seeds.
  private static let plots = [
    "claims()", "curves(of: poly, curve: trainingCurve, facet: task)", "explorer(length: 20)",
    "forecasts(of: poly, facet: task, show: all)", "gradient(of: poly, facet: task)",
    "heatmap(of: poly, rows: task, columns: error)", "lag-error(of: poly, facet: task)",
    "memory(of: poly, facet: task)", "numbers(of: poly, colour: task)", "phase(of: poly, x: error, y: task)",
    "ratio(of: poly, baseline: squared, facet: task)",
    "samples(of: poly, x: halfBiasLag, number: longLagError, colour: error, facet: task, trend: line)",
    "scatter(of: poly, x: halfBiasLag, y: longLagError, colour: error, points: task)",
    "sensitivity(of: poly, facet: task, weights: true)",
    "task(task: adding(length: 12))", "trade-off(of: poly, facet: task)", "training(of: poly, facet: task)",
  ]

  private static let dataset: Dataset = {
    func choices(_ names: [String]) -> [Offer.Choice] {
      names.map { Offer.Choice(given: Value(.name($0)), canonical: Value(.name($0))) }
    }
    let (errors, tasks) = (choices(["squared", "masked"]), choices(["recall", "adding"]))
    let names = [
      "learnedMemory", "targetMemory", "trainingCurve", "gradientByLagStart", "profile", "weights", "forecast",
      "observed",
    ]
    let cells = tasks.flatMap { task in errors.map { ["task": task, "error": $0] } }
    let offer = Offer(
      numbers: ["longLagError": "an error", "halfBiasLag": "a lag"],
      curves: Dictionary(uniqueKeysWithValues: names.map { ($0, Curve($0, x: "lag $s$", y: "value")) }),
      axes: [Offer.Axis(name: "task", choices: tasks), Offer.Axis(name: "error", choices: errors)], cells: cells,
      seeds: [1, 2, 3])
    let results = cells.indices.map { cell in
      (1...3).map { seed -> Dataset.Result? in
        let level = 1 / Double(1 + cell) + 0.1 * Double(seed)
        let curve = Series((0..<8).map { level / Double(1 + $0) })
        var series = Dictionary(uniqueKeysWithValues: names.map { ($0, curve) })
        series["targetMemory"] = Series((0..<8).map { 1 / Double(1 + $0) })
        let numbers = ["longLagError": level, "halfBiasLag": 0.4 + 0.1 * Double(cell)]
        return Dataset.Result(numbers: numbers, series: series)
      }
    }
    return Dataset(offer: offer, results: results)
  }()

  private static let verdicts = [(0.6, Verdict.holds), (1.1, .undecided)].map { ratio, verdict in
    let alone = Estimate(ratio, lower: 0.8 * ratio, upper: 1.25 * ratio, count: 3)
    return DrawnVerdict(
      id: "claim", title: "a claim about $T$", verdict: verdict, isPrimary: true, isClaim: true, alone: alone,
      decisive: Estimate(ratio, lower: 0.5 * ratio, upper: 9 * ratio, count: 3), wantsMore: false)
  }

  /// With RECORD_SNAPSHOTS=1 in the environment the files are written anew.
  @Test(arguments: plots) func `a kind is drawn as before`(_ plot: String) throws {
    let kind = try Catalogue.figures.make(plot)
    #expect(kind.check(among: ["poly": Self.dataset.offer]).map(\.message) == [])
    var figure = Figure(
      panels: kind.panels(
        from: ["poly": Self.dataset], verdicts: Self.verdicts, styles: SeriesStyles(offers: [Self.dataset.offer])),
      width: 150)
    kind.arrange(&figure)
    let transcript = try figure.transcript() + "\n"
    let file = Self.folder.appending(path: "\(type(of: kind).name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(transcript.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == transcript, "\(plot): RECORD_SNAPSHOTS=1 records anew")
  }

  @Test func `there is a snapshot of every kind`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Catalogue.figures.entries.map { "\($0.name).txt" }))
  }
}
