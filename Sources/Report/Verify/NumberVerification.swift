import Basics
import Checksums
import Foundation
import Jobs
import Programs
import Results
import Settings
import Statistics
import Theorems
import Training

/// The recomputation of the numbers that a manifest states, without the chapters, and their comparison.
package struct NumberVerification {
  /// One run or check to make again.
  package struct Item {
    package var job: Job
    /// In what an encoded result differs; empty where it does not.
    fileprivate var compare: (Data) throws -> [String]

    /// In what the outcome differs; empty where it does not.
    package func differences(from outcome: Outcome?) -> [String] {
      guard let outcome else { return ["it was not computed"] }
      do { return try compare(outcome.result.get()) } catch { return ["it failed: \(ErrorText.of(error))"] }
    }
  }

  package let manifest: Manifest
  /// Nil where numbers must be equal to the last bit; else how far one may be from the other, as a share of the larger.
  package let tolerance: Double?
  /// Programs that may not run here are left out.
  private let permission = ProgramPermission(allowsAll: false)

  package init(manifest: Manifest, tolerance: Double?) {
    self.manifest = manifest
    self.tolerance = tolerance
  }

  /// Every run and every check of the manifest; throws a mistake in settings, such as a model that was removed.
  package func items() throws -> [Item] {
    let runs = try manifest.experiments.flatMap { experiment in
      try experiment.results.filter { run in
        ![JobFailure.notComputed, .notAllowed].contains { $0.reason == run.outcome }
      }.map { try item(for: $0, of: experiment.id) }.filter { $0.job.refusal == nil }
    }
    return try runs + manifest.theorems.compactMap { try item(for: $0) }
  }

  /// What a manifest contradicts of itself: runs that its grid and seeds do not give, and keys that are not of its runs.
  package var contradictions: [String] {
    manifest.experiments.flatMap { experiment -> [String] in
      let cells = Set(experiment.results.map(\.settings)).count
      let name = "experiment \(TerminalText.escapedLine(experiment.id))"
      let expected = cells * experiment.seeds.count
      let count =
        expected == experiment.results.count
        ? [] : ["\(name): \(experiment.results.count) runs, where \(cells) cells and its seeds give \(expected)"]
      let key = Checksum.sha256(of: experiment.results.map(\.key).joined(separator: " "))
      let keys = key == experiment.key ? [] : ["\(name): its key is not that of its runs"]
      let cellsOf = Dictionary(grouping: experiment.results, by: \.settings).mapValues { Set($0.map(\.cell)) }
      let mixed = cellsOf.values.contains { $0.count > 1 } ? ["\(name): one setting stands for several cells"] : []
      return count + keys + mixed
    }
  }

  /// `count` of them, evenly spread, or all if there are fewer.
  package static func sample(_ items: [Item], count: Int) -> [Item] {
    items.count <= count ? items : (0..<count).map { items[$0 * items.count / count] }
  }

  private func item(for run: Manifest.Experiment.Run, of experiment: String) throws -> Item {
    let title = TerminalText.escapedLine("\(experiment), \(Self.words(for: run.cell))seed \(run.seed)")
    let subject = try Value(parsing: run.settings)
    let job = try JobReading.job(of: subject, seed: run.seed, title: title, programs: permission)
    return Item(job: job) { [self] data in
      let result = try ResultCoder.decode(TrainingResult.self, from: data)
      let found = result.numbers
      let outcome = result.outcome.description
      let ending =
        outcome == run.outcome ? [] : ["the outcome was '\(TerminalText.escapedLine(run.outcome))' and is '\(outcome)'"]
      return ending
        + Set(found.keys).union(run.numbers.keys).sorted().compactMap { name in
          difference(name, run.numbers[name], found[name])
        }
    }
  }

  private func item(for theorem: Manifest.Judgement) throws -> Item? {
    guard let text = theorem.settings, let evidence = theorem.evidence else { return nil }
    let subject = Value(.call("theorem", [Argument(value: try Value(parsing: text))]))
    let job = try JobReading.job(of: subject, seed: nil, title: theorem.id)
    return Item(job: job) { [self] data in
      let check = try ResultCoder.decode(TheoremCheck.self, from: data)
      if check.verdict != theorem.verdict { return ["the verdict was '\(theorem.verdict)' and is '\(check.verdict)'"] }
      if evidence.map(\.name) != check.evidence.map(\.name) { return ["the checks are not those of this program"] }
      return zip(evidence, check.evidence).flatMap { old, new -> [String] in
        let isJudgedAlike =
          old.estimate.count == new.estimate.count && old.verdict == new.verdict && old.bounds == new.bounds
        let differences: [String?] = [
          difference(old.quantity, old.estimate.value, new.estimate.value),
          difference("lower end of \(old.quantity)", old.estimate.lower, new.estimate.lower),
          difference("upper end of \(old.quantity)", old.estimate.upper, new.estimate.upper),
          isJudgedAlike ? nil : "the check '\(new.name)' was judged in another way",
        ]
        return differences.compactMap(\.self)
      }
    }
  }

  private static func words(for cell: [String: String]) -> String {
    cell.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value), " }.joined()
  }

  private func difference(_ name: String, _ old: Double?, _ new: Double?) -> String? {
    if old == new { return nil }
    guard let old, let new else { return "'\(name)' was \(Self.text(of: old)) and is \(Self.text(of: new))" }
    if old.isNaN, new.isNaN { return nil }
    if let tolerance, abs(old - new) <= tolerance * max(abs(old), abs(new)) { return nil }
    return "'\(name)' was \(old) and is \(new)"
  }

  private static func text(of number: Double?) -> String { number.map { "\($0)" } ?? "absent" }
}
