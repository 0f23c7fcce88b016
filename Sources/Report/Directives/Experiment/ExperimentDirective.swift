import Book
import DataFiles
import Document
import Jobs
import Results
import Settings
import Syntax
import Tasks
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
  let written: @Sendable (Value, String?) -> Value

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
      let observed = (cell.work.training?.task as? Forecast)?.observed
      return zip(results.0, results.1).map { job, summary -> Dataset.Result? in
        let outcome = outcomes[job.description]
        var result = Dataset.Result(numbers: summary?.numbers ?? [:], constants: cell.constants) {
          var series = (try? outcome?.decoded(TrainingResult.self).series) ?? [:]
          series["observed"] = observed
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
}
