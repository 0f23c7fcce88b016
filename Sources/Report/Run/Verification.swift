import Core
import Foundation

/// The recomputation of what a manifest states, and its comparison with what comes out.
struct Verification {
  /// One run or check to make again.
  struct Item {
    var job: Job
    /// Tells in what the new result differs; empty where it does not.
    var differences: (Data) throws -> [String]
  }

  let manifest: Manifest
  /// Nil where numbers must be equal to the last bit; else how far one may be from the other, as a share of the larger.
  let tolerance: Double?

  /// Every run and every check of the manifest; throws a mistake in settings, as of a thing that is no more.
  func items() throws -> [Item] {
    let runs = try manifest.experiments.flatMap { experiment in
      try experiment.results.filter { !$0.numbers.isEmpty }.map { try item(for: $0, of: experiment.id) }
    }
    return try runs + manifest.theorems.compactMap { try item(for: $0) }
  }

  /// `count` of them, evenly spread, or all where there are no more.
  static func sample(_ items: [Item], count: Int) -> [Item] {
    items.count <= count ? items : (0..<count).map { items[$0 * items.count / count] }
  }

  private func item(for run: Manifest.Experiment.Run, of experiment: String) throws -> Item {
    let title = "\(experiment), \(Self.words(for: run.cell))seed \(run.seed)"
    return Item(job: try JobReading.job(of: Value(parsing: run.settings), seed: run.seed, title: title)) {
      [self] data in
      let found = try ResultCoder.decode(TrainingResult.self, from: data).numbers
      return Set(found.keys).union(run.numbers.keys).sorted().compactMap { name in
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
      return zip(evidence, check.evidence).compactMap { old, new in
        difference(old.quantity, old.estimate.value, new.estimate.value)
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
