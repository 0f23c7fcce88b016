import Basics
import Book
import Code
import DataFiles
import Document
import Foundation
import Jobs
import Programs
import Results
import Settings
import Source
import Syntax
import Tasks
import Theorems
import Training

/// `{experiment}`: trains every combination of its settings, once for each seed.
package struct ExperimentDirective: Directive {
  package static let name = "experiment"
  package static let summary =
    "trains models on a task under an error, or runs a program; a list where one value is expected spans a grid"
  package static let counter: String? = "Experiment"
  package static let example = """
    ```{experiment} tiny
    task: linear-functional(memory: exponential(rate: 0.2), length: 12)
    model: linear-rnn(width: 4)
    error: [squared, rescaled(power: 2)]
    steps: profile(quick: 10, standard: 100, full: 1000)
    batch: 8
    seeds: 1...2
    ```
    """
  /// The most combinations of settings, and the most runs, that one experiment may have.
  static let mostCells = 10_000
  static let mostRuns = 100_000

  package let call: DirectiveCall
  package let offer: Offer?
  package let cells: [Cell]
  package let seeds: [Int]
  /// Why there are so many seeds, nil where the author lists them.
  let seedReason: String?
  /// The computation of each cell from each seed.
  let runs: [[Job]]
  package let dataFiles: [DataFacts]
  /// The numbers that a program is to answer.
  private let answers: [String]
  /// A value of a setting as the chapter writes it: definitions by their names, formulae with the functions that they call.
  private let written: @Sendable (Value, String?) -> Value

  package init(_ reading: DirectiveReading) {
    call = reading.call
    written = reading.writtenValues
    let experiment = ExperimentReading(reading)
    (cells, seeds, seedReason) = (experiment.cells, experiment.seeds, experiment.seedReason)
    (offer, answers) = (experiment.offer, experiment.answers.numbers)
    dataFiles = reading.series.facts + experiment.programFiles.map(\.facts)
    let (seeds, permission) = (experiment.seeds, reading.scope.programs)
    runs =
      cells.count * seeds.count > Self.mostRuns
      ? []
      : cells.map { cell in
        seeds.map { cell.work.job(seed: $0, title: "\(cell.title), seed \($0)", permission: permission) }
      }
  }

  package var jobs: [Job] { runs.flatMap { $0 } }

  /// The finished trainings, `[cell][seed]`.
  func trainings(from outcomes: [String: Outcome]) -> [[TrainingResult?]] {
    runs.map { $0.map { try? outcomes[$0.description]?.decoded(TrainingResult.self) } }
  }

  /// What a report says about each run, `[cell][seed]`.
  func summaries(from outcomes: [String: Outcome]) -> [[RunSummary?]] {
    runs.map { $0.map { try? outcomes[$0.description]?.summary() } }
  }

  package func dataset(from outcomes: [String: Outcome]) -> Dataset? {
    guard let offer else { return nil }
    let results = zip(cells, zip(runs, summaries(from: outcomes))).map { cell, results in
      zip(results.0, results.1).map { job, summary -> Dataset.Result? in
        var result = Dataset.Result(numbers: (summary?.numbers ?? [:]).merging(cell.constants) { $1 }) {
          var series = (try? outcomes[job.description]?.decoded(TrainingResult.self).series) ?? [:]
          series["observed"] = (cell.work.training?.task as? Forecast)?.observed
          return series
        }
        if case .diverged = summary?.outcome { result.hasDiverged = true }
        // A program that answers NaN has diverged as well.
        if let summary, answers.contains(where: { summary.numbers[$0] == nil }) { result.hasDiverged = true }
        return result
      }
    }
    let failures = jobs.compactMap { outcomes[$0.description]?.failure }
    var dataset = Dataset(offer: offer, results: results, holes: failures.count(where: \.isHole))
    dataset.isRefused = failures.contains(where: \.isRefusal)
    return dataset
  }

  package func entries(in results: Results) -> Manifest.Entries {
    let summaries = summaries(from: results.outcomes)
    var runs: [Manifest.Experiment.Run] = []
    for (position, cell) in cells.enumerated() {
      for (index, seed) in seeds.enumerated() {
        guard let outcome = results.outcomes[self.runs[position][index].description] else { continue }
        let summary = summaries[position][index]
        runs.append(
          Manifest.Experiment.Run(
            cell: offer?.cells[position].mapValues(\.given.description) ?? [:], settings: cell.description, seed: seed,
            key: outcome.key, seconds: outcome.seconds, outcome: Self.words(for: summary, outcome),
            numbers: summary?.numbers ?? [:], search: summary?.search, warnings: summary?.warnings))
      }
    }
    return Manifest.Entries(experiments: [
      Manifest.Experiment(
        id: call.label ?? "", settings: Dictionary(settings.map { ($0.name, $0.values.map(\.description)) }) { $1 },
        seeds: seeds,
        key: Checksum.sha256(of: runs.map(\.key).joined(separator: " ")),
        seconds: runs.reduce(0) { $0 + $1.seconds }, results: runs)
    ])
  }

  /// Each setting with the values it takes, in the order of reading.
  private var settings: [(name: String, values: [Value])] {
    (cells.first?.settings ?? []).map { setting in
      var (unique, seen): ([Value], Set<Value>) = ([], [])
      for cell in cells {
        guard let value = cell.settings.first(where: { $0.label == setting.label })?.value else { continue }
        if seen.insert(value).inserted { unique.append(value) }
      }
      return (setting.label ?? "", unique)
    }
  }

  /// "finished", "diverged after 12 steps: …" or "failed: …".
  private static func words(for summary: RunSummary?, _ outcome: Outcome) -> String {
    switch (summary?.outcome, outcome.failure) {
    case (let ending?, _): ending.description
    case (nil, let failure?): failure.isHole ? failure.reason : JobFailure.prefix + failure.reason
    case (nil, nil): "\(JobFailure.prefix)its result cannot be read"
    }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let rows = settings.map { setting -> [[Inline<Final>]] in
      let values = setting.values.map { [Inline<Final>.code(written($0, setting.name).description)] }
      return [[.code(setting.name)], Array(values.joined(separator: [.text(", ")]))]
    }
    let language = context.language
    let bytes = cells.compactMap { $0.work.training?.stepBytes }.max()
    var added: [[[Inline<Final>]]] = [
      [[.code("seeds")], [.text(Words.ranges(seeds))]]
    ]
    if let bytes {
      let text = "\(NumberFormat(digits: 2).text(of: Double(bytes) / 1e6)) MB"
      added.append([[.text(language["memory of a training step"])], [.text(text)]])
    }
    let table = Table<Final>(
      alignments: [.left, .left], header: ["Setting", "Value"].map { [.text(language[$0])] }, rows: rows + added)
    let count = cells.count * seeds.count
    let runs = [
      language.count(count, bytes == nil ? "run" : "training run"), language.count(cells.count, "cell"),
      language.count(seeds.count, "seed"),
    ]
    return [
      .box(
        Box(
          kind: "experiment", id: context.anchor, title: context.title, name: [], verdict: nil,
          body: try context.blocks(call.body) + (seedReason.map { [.paragraph([.text(language[$0])])] } ?? [])
            + troubles(in: context.outcomes, language),
          details: (runs.joined(separator: ", "), [.table(table)])))
    ]
  }

  /// What a reader should know of single runs, as a list; what is true of many runs is said once, with their number.
  private func troubles(in outcomes: [String: Outcome], _ language: Language) -> [Block<Final>] {
    let remarks = runRemarks(in: outcomes)
    var lines: [String] = []
    for words in remarks.map(\.words).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
      let runs = remarks.filter { $0.words == words }.map(\.run)
      let all = language.count(cells.count * seeds.count, "run")
      let remark = language[words]
      lines +=
        runs.count > Self.mostRemarks
        ? [language("{1} of {2}: {3}", String(runs.count), all, remark)] : runs.map { "\($0): \(remark)" }
    }
    let items = lines.map { List<Final>.Item(ticked: nil, content: [.paragraph([.text($0)])]) }
    let list: [Block<Final>] = items.isEmpty ? [] : [.list(List(start: nil, isTight: true, items: items))]
    let outputs = runs.joined().compactMap { outcomes[$0.description]?.failure?.output }.filter { !$0.isEmpty }
    // What a program wrote before it failed, once for all runs that wrote the same.
    let unique = outputs.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return list + unique.prefix(Self.mostRemarks).map { .code(language: "", text: $0) }
  }

  /// So many runs are named one by one where the same is to be said of them.
  private static let mostRemarks = 3

  /// "poly: gru, seed 2: diverged after 12 steps: …", for every run that ended early or has a warning.
  package func remarks(in outcomes: [String: Outcome]) -> [String] {
    runRemarks(in: outcomes).map { "\($0.run): \($0.words)" }
  }

  private func runRemarks(in outcomes: [String: Outcome]) -> [(run: String, words: String)] {
    var lines: [(run: String, words: String)] = []
    for (jobs, summaries) in zip(runs, summaries(from: outcomes)) {
      for (job, summary) in zip(jobs, summaries) {
        guard let outcome = outcomes[job.description] else { continue }
        let words = Self.words(for: summary, outcome)
        let remarks = (words == "finished" ? [] : [words]) + (summary?.warnings ?? [])
        lines += remarks.map { (job.title, $0) }
      }
    }
    return lines
  }
}
