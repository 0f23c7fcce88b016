import Basics
import Document
import Foundation
import Jobs
import Results

/// What was run for a report: how much, from which seeds, for how long and where.
struct RunFacts {
  let facts: [Fact]

  init(_ results: Results, provenance: Provenance, request: BuildRequest) {
    let experiments = results.experiments
    let runs = experiments.reduce(0) { $0 + $1.computed }
    let checks = results.findings.filter { $0.kind == .theorem && $0.holes == 0 }.count
    var facts: [Fact] = []
    let counts = [
      runs > 0 ? "\(Words.count(runs, "training run")) in \(Words.count(experiments.count, "experiment"))" : nil,
      checks > 0 ? Words.count(checks, "theorem") + " checked" : nil,
    ].compactMap { $0 }
    if !counts.isEmpty { facts.append(Fact(label: "Runs", value: counts.joined(separator: ", "))) }
    let seeds = Set(experiments.flatMap(\.seeds)).sorted()
    if !seeds.isEmpty { facts.append(Fact(label: "Seeds", value: Words.ranges(seeds))) }
    let seconds = results.outcomes.values.map(\.seconds).sorted().reduce(0, +)
    if !results.outcomes.isEmpty {
      facts.append(Fact(label: "Time", value: "\(Self.duration(seconds)) on one core", varies: true))
    }
    facts.append(Fact(label: "Machine", value: "\(provenance.processor), \(provenance.system)"))
    if let commit = provenance.commit {
      facts.append(Fact(label: "Commit", value: commit + (provenance.isModified == true ? ", with changes since" : "")))
    }
    facts.append(Fact(label: "Again", value: request.command, isCommand: true))
    self.facts = facts
  }

  /// "2.4 hours", "12 minutes", "3 seconds".
  static func duration(_ seconds: Double) -> String {
    let (number, unit) =
      seconds >= 3600 ? (seconds / 3600, "hour") : seconds >= 100 ? (seconds / 60, "minute") : (seconds, "second")
    let text = NumberFormat(digits: number < 10 ? 2 : 3).text(of: number)
    return "\(text) \(unit)\(text == "1" || text == "1.0" ? "" : "s")"
  }
}
