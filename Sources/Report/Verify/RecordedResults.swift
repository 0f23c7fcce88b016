import Basics
import Foundation
import Jobs
import Results
import Settings
import Theorems
import Training

/// The results of runs and checks as a manifest states them, without the curves and weights that it does not hold.
struct RecordedResults {
  /// What is stated of one job.
  struct Item {
    /// The encoded result, or why there is none; nil where the manifest's words cannot be understood.
    var result: Result<Data, JobFailure>?
    var seconds: Double

    /// Whether the manifest says that the job was not carried out.
    var isHole: Bool { if case .failure(let failure)? = result { failure.isHole } else { false } }
  }

  /// By description of the job.
  private var items: [String: Item] = [:]

  init(_ manifest: Manifest) {
    for run in manifest.experiments.flatMap(\.results) {
      items["\(Self.identity(of: run.settings)) seed \(run.seed)"] = Item(
        result: Self.result(of: run), seconds: run.seconds)
    }
    for theorem in manifest.theorems {
      guard let settings = theorem.settings else { continue }
      items["theorem(\(settings))"] = Item(result: Self.result(of: theorem), seconds: theorem.seconds ?? 0)
    }
  }

  /// Settings as jobs describe them, in which digests stand for files wherever these lie.
  private static func identity(of settings: String) -> String {
    settings.contains("file(") ? (try? Value(parsing: settings))?.withoutPaths.description ?? settings : settings
  }

  subscript(job: Job) -> Item? { items[job.description] }

  private static func result(of run: Manifest.Experiment.Run) -> Result<Data, JobFailure>? {
    for hole in [JobFailure.notComputed, .notAllowed] where run.outcome == hole.reason { return .failure(hole) }
    if run.outcome.hasPrefix(JobFailure.prefix) {
      return .failure(JobFailure(reason: String(run.outcome.dropFirst(JobFailure.prefix.count))))
    }
    guard let outcome = ending(described: run.outcome) else { return nil }
    var result = TrainingResult(outcome: outcome, numbers: run.numbers, series: [:])
    (result.search, result.warnings) = (run.search ?? [], run.warnings ?? [])
    return (try? ResultCoder.encode(result)).map { .success($0) }
  }

  private static func result(of theorem: Manifest.Judgement) -> Result<Data, JobFailure>? {
    guard let evidence = theorem.evidence else { return theorem.holes == nil ? nil : .failure(.notComputed) }
    let check = TheoremCheck(evidence: evidence, numbers: theorem.numbers ?? [:])
    return (try? ResultCoder.encode(check)).map { .success($0) }
  }

  /// The ending of a run whose description is `text`; nil if there is none.
  private static func ending(described text: String) -> TrainingResult.Ending? {
    let steps = text.split(separator: " ").compactMap { Int($0) }.first ?? 0
    let causes: [TrainingResult.Divergence] = [.error, .gradient, .parameters]
    let early: [TrainingResult.Ending] = causes.map { .diverged(step: steps, cause: $0) }
    return ([.finished, .stopped(step: steps)] + early).first { $0.description == text }
  }
}
