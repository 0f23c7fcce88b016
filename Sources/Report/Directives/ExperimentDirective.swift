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

  /// The numbers that are measured, and those of them that are never negative.
  private static let measuredNumbers = Measure.all.compactMap { $0.abscissa == nil ? ($0.name, $0.summary) : nil }
  private static let measuredCurves = Measure.all.compactMap { measure in Curve(measure).map { (measure.name, $0) } }
  private static let measured = Set(Measure.all.filter { $0.abscissa == nil }.map(\.name))
  private static let unsigned = Set(Measure.all.filter { $0.abscissa == nil && !$0.isSigned }.map(\.name))

  /// What makes the runs of a cell.
  enum Work: Sendable {
    case training(TrainingRun, TrainingJob)
    case program(ProgramRun)

    var training: TrainingRun? { if case .training(let run, _) = self { run } else { nil } }

    /// The canonical text of what is run, all but its seed.
    var text: String {
      switch self {
      case .training(_, let job): job.canonical
      case .program(let run): run.subject.description
      }
    }
  }

  package struct Cell: Sendable {
    let work: Work
    package var run: TrainingRun? { work.training }
    /// The settings of the run with all defaults, seeds excluded.
    let settings: [Argument]
    package var description: String { work.text }
    package let title: String
    /// The settings that are numbers, by path, so that sentences can cite them.
    let constants: [String: Double]
  }

  package let call: DirectiveCall
  package let offer: Offer?
  package let cells: [Cell]
  package let seeds: [Int]
  /// Why there are so many seeds, nil where the author lists them.
  private let seedReason: String?
  /// The training of each cell from each seed.
  private let runs: [[Job]]
  package let dataFiles: [DataFacts]
  /// The numbers that a program is to answer.
  private let answers: [String]

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let id = reading.requiredLabel()
    let sampled = SampledSettings(reading)
    var draw = min(sampled.count, 1)
    var grid = Grid()
    var (cells, choices, seeds): ([Cell], [[String: Offer.Choice]], [Int]) = ([], [], [])
    var axes: [Offer.Axis] = []
    var seedReason: String?
    var known: [String: Set<Value>] = [:]
    var (programFiles, version): ([ProgramFile], ProgramVersion?) = ([], nil)
    var (offeredNumbers, offeredCurves): ([String], [String]) = ([], [])
    func counts(_ seeds: Int) -> [String: Double] {
      let draws = sampled.count > 0 ? ["draws": Double(sampled.count)] : [:]
      return draws.merging(["seeds": Double(seeds)]) { $1 }
    }
    var hasMore = true
    while hasMore {
      let given = draw > 0 ? sampled.arguments(draw: draw) : reading.arguments
      let settings = reading.settings(grid: grid, arguments: given)
      let program = ProgramSettings(settings)
      let own = program.isGiven ? ProgramSettings.own(settings, reading) : []
      let training = program.isGiven ? nil : TrainingRun(settings: settings)
      let chosenSeeds = settings.seeds("seeds", default: [1, 2, 3, 4, 5], help: "a run is made for each")
      (seeds, seedReason) = (chosenSeeds.seeds, chosenSeeds.reason)
      if Set(seeds).count < seeds.count {
        reading.report(
          SettingProblem(
            "'seeds' names a seed twice, and one run would count as several", remedy: "name each seed once",
            kind: .repeated, span: reading.span(of: "seeds")))
      }
      if let pilot = training?.search?.pilots.first(where: seeds.contains) {
        reading.report(
          SettingProblem(
            "\(pilot) is a pilot seed of the search and a seed of the experiment, which would judge the rate that it chose",
            remedy: "search with other seeds", kind: .incompatible, span: reading.span(of: "search")))
      }
      SampledSettings.declare(in: settings)
      reading.finish(settings)
      if cells.isEmpty {
        program.check(reading)
        programFiles = program.isGiven ? program.files(reading) : []
        (offeredNumbers, offeredCurves) = (program.offeredNumbers, program.offeredCurves)
      }
      let run = program.run(own, files: programFiles, version: version, reading)
      version = run?.version
      let chosen = Self.choices(of: grid, in: settings) + Self.choice(ofDraw: draw)
      for (name, choice) in chosen where known[name, default: []].insert(choice.given).inserted {
        Self.add(choice, to: name, in: &axes)
      }
      let words = grid.axes.map(\.chosen.description) + (draw > 0 ? ["draw \(draw)"] : [])
      let title = words.joined(separator: ", ")
      let record = settings.record.filter { argument in
        let label = argument.label ?? ""
        return !SampledSettings.ownSettings.contains(label)
          && (program.isGiven ? label != "seeds" : !ProgramSettings.reserved.contains(label))
      }
      let trained = training.map { Work.training($0, TrainingJob($0, settings: record)) }
      if let work = run.map({ Work.program($0) }) ?? trained {
        cells.append(
          Cell(
            work: work, settings: record, title: title.isEmpty ? id : "\(id): \(title)",
            constants: Self.constants(in: program.isGiven ? own : record)
              .merging(counts(seeds.count)) { $1 }))
      } else {
        // A command with a mistake, which is told.
        break
      }
      choices.append(Dictionary(chosen) { first, _ in first })
      let first = grid.size(atMost: Self.mostRuns + 1) * max(sampled.count, 1)
      let size = cells.count == 1 ? first : cells.count
      if size > Self.mostCells || size * max(seeds.count, 1) > Self.mostRuns {
        reading.report(
          SettingProblem(
            "this grid has more than \(Self.mostCells) cells or \(Self.mostRuns) runs",
            remedy: "shorten its lists or its seeds, or split it into several experiments", span: call.nameSpan),
          rule: .tooManyRuns)
        break
      }
      if !grid.advance() {
        // The same would be wrong with every draw.
        hasMore = draw < sampled.count && reading.diagnostics.isEmpty
        (draw, grid) = (draw + 1, Grid())
      }
    }
    self.cells = cells
    self.seeds = seeds
    self.seedReason = seedReason
    dataFiles = reading.series.facts + programFiles.map(\.facts)
    let permission = reading.scope.programs
    runs =
      cells.count * seeds.count > Self.mostRuns
      ? []
      : cells.map { cell in
        seeds.map { seed in
          let title = "\(cell.title), seed \(seed)"
          switch cell.work {
          case .training(_, let job): return job.job(seed: seed, title: title)
          case .program(let run): return ProgramJob.job(run, seed: seed, title: title, permission: permission)
          }
        }
      }
    answers = offeredNumbers
    let isProgram = reading.call.options.contains { $0.name == "run" }
    if cells.isEmpty {
      offer = .unknown
      return
    }
    let constants = cells.flatMap { $0.constants.keys.map { ($0, "the setting '\($0)'") } }
    let numbers =
      isProgram ? offeredNumbers.map { ($0, "a number of the program's answer") } : Self.measuredNumbers
    let curves =
      isProgram ? offeredCurves.map { ($0, Curve($0, x: "step", y: $0)) } : Self.measuredCurves
    offer = Offer(
      numbers: Dictionary(numbers) { $1 }.merging(constants) { first, _ in first },
      curves: Dictionary(curves) { $1 }.merging(Self.seriesCurves(of: cells)) { $1 }, axes: axes, cells: choices,
      seeds: seeds, stated: Self.stated(in: cells),
      nonnegative: isProgram ? [] : Self.unsigned, identities: cells.map(\.description))
  }

  /// What a task that forecasts offers: the series as it was observed, and forecasts on its axes.
  private static func seriesCurves(of cells: [Cell]) -> [String: Curve] {
    guard let task = cells.lazy.compactMap({ $0.work.training?.task as? Forecast }).first else { return [:] }
    return [
      "observed": Curve("series as it was observed", x: task.axes.time, y: task.axes.value),
      "forecast": Curve("forecast", x: task.axes.time, y: task.axes.value),
    ]
  }

  /// The value of each axis of the grid in this reading.
  private static func choices(of grid: Grid, in settings: Settings) -> [(String, Offer.Choice)] {
    grid.axes.map { axis in
      var canonical = settings.canonical
      for step in axis.path.split(separator: ".") {
        guard let next = canonical.arguments.first(where: { $0.label == String(step) }) else { break }
        canonical = next.value
      }
      return (axis.path, Offer.Choice(given: axis.chosen, canonical: canonical))
    }
  }

  /// The settings that are numbers, each with its value in every cell.
  private static func stated(in cells: [Cell]) -> [String: [Double]] {
    let names = Set(cells.flatMap(\.constants.keys)).subtracting(measured)
    return Dictionary(names.map { name in (name, cells.map { $0.constants[name] ?? .nan }) }) { $1 }
  }

  private static func constants(in record: [Argument], path: String = "") -> [String: Double] {
    record.reduce(into: [:]) { constants, argument in
      let name = path + (argument.label ?? "")
      if case .number(let number) = argument.value.kind { constants[name] = number }
      constants.merge(Self.constants(in: argument.value.arguments, path: name + ".")) { $1 }
    }
  }

  /// The axis over the draws, where there are any.
  private static func choice(ofDraw draw: Int) -> [(String, Offer.Choice)] {
    let number = Value(.number(Double(draw)))
    return draw > 0 ? [(SampledSettings.axis, Offer.Choice(given: number, canonical: number))] : []
  }

  private static func add(_ choice: Offer.Choice, to name: String, in axes: inout [Offer.Axis]) {
    let index = axes.firstIndex { $0.name == name } ?? axes.endIndex
    if index == axes.endIndex { axes.append(Offer.Axis(name: name, choices: [])) }
    axes[index].choices.append(choice)
  }

  package var jobs: [Job] { runs.flatMap { $0 } }

  /// The finished trainings, `[cell][seed]`.
  func trainings(from outcomes: [String: Outcome]) -> [[TrainingResult?]] {
    runs.map { $0.map { try? outcomes[$0.description]?.decoded(TrainingResult.self) } }
  }

  /// What a report says about each run, `[cell][seed]`.
  private func summaries(from outcomes: [String: Outcome]) -> [[RunSummary?]] {
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

  package func entry(in results: Results) -> Manifest.Entry? {
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
    return .experiment(
      Manifest.Experiment(
        id: call.label ?? "", settings: Dictionary(settings) { $1 }, seeds: seeds,
        key: Checksum.sha256(of: runs.map(\.key).joined(separator: " ")),
        seconds: runs.reduce(0) { $0 + $1.seconds }, results: runs))
  }

  /// Each setting with the values it takes, in the order of reading.
  private var settings: [(name: String, values: [String])] {
    (cells.first?.settings ?? []).map { setting in
      var unique: [String] = []
      for cell in cells {
        let text = cell.settings.first { $0.label == setting.label }?.value.description ?? ""
        if !unique.contains(text) { unique.append(text) }
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
      [[.code(setting.name)], Array(setting.values.map { [Inline<Final>.code($0)] }.joined(separator: [.text(", ")]))]
    }
    let bytes = cells.compactMap { $0.work.training?.stepBytes }.max()
    var added: [[[Inline<Final>]]] = [
      [[.code("seeds")], [.text(seeds.map(String.init).joined(separator: ", "))]]
    ]
    if let bytes {
      let text = "\(NumberFormat(digits: 2).text(of: Double(bytes) / 1e6)) MB"
      added.append([[.text("memory of a training step")], [.text(text)]])
    }
    let table = Table<Final>(
      alignments: [.left, .left], header: [[.text("Setting")], [.text("Value")]], rows: rows + added)
    let count = cells.count * seeds.count
    let runs = [
      Words.count(count, bytes == nil ? "run" : "training run"), Words.count(cells.count, "cell"),
      Words.count(seeds.count, "seed"),
    ]
    return [
      .box(
        Box(
          kind: "experiment", id: context.anchor, title: context.title, name: [], verdict: nil,
          body: try context.blocks(call.body) + (seedReason.map { [.paragraph([.text($0)])] } ?? [])
            + troubles(in: context.outcomes),
          details: (runs.joined(separator: ", "), [.table(table)])))
    ]
  }

  /// What a reader should know of single runs, as a list; what is true of many runs is said once, with their number.
  private func troubles(in outcomes: [String: Outcome]) -> [Block<Final>] {
    let remarks = runRemarks(in: outcomes)
    var lines: [String] = []
    for words in remarks.map(\.words).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
      let runs = remarks.filter { $0.words == words }.map(\.run)
      let all = Words.count(cells.count * seeds.count, "run")
      lines += runs.count > Self.mostRemarks ? ["\(runs.count) of \(all): \(words)"] : runs.map { "\($0): \(words)" }
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
