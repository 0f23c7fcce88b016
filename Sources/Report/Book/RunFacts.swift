import Basics
import Document
import Foundation
import Jobs
import Results

/// What was run for a report: how much, from which seeds, for how long and where.
struct RunFacts {
  let facts: [Fact]

  init(_ results: Results, provenance: Provenance, request: BuildRequest, in language: Language) {
    let experiments = results.experiments
    let runs = experiments.reduce(0) { $0 + $1.computed }
    let checks = results.findings.filter { $0.kind == .theorem && $0.holes == 0 }.count
    var facts: [Fact] = []
    let counts = [
      runs > 0
        ? language("{1} in {2}", language.count(runs, "training run"), language.count(experiments.count, "experiment"))
        : nil,
      checks > 0 ? language("{1} checked", language.count(checks, "theorem")) : nil,
    ].compactMap { $0 }
    if !counts.isEmpty { facts.append(Fact(label: language["Runs"], value: counts.joined(separator: ", "))) }
    let seeds = Set(experiments.flatMap(\.seeds)).sorted()
    if !seeds.isEmpty { facts.append(Fact(label: language["Seeds"], value: Words.ranges(seeds, to: language["to"]))) }
    let seconds = results.outcomes.values.map(\.seconds).sorted().reduce(0, +)
    if !results.outcomes.isEmpty {
      let time = language("{1} on one core", Self.duration(seconds, in: language))
      facts.append(Fact(label: language["Time"], value: time, varies: true))
    }
    facts.append(Fact(label: language["Machine"], value: "\(provenance.processor), \(provenance.system)"))
    if let commit = provenance.commit {
      let text = provenance.isModified == true ? language("{1}, with changes since", commit) : commit
      facts.append(Fact(label: language["Commit"], value: text))
    }
    facts.append(Fact(label: language["Again"], value: request.command, isCommand: true))
    self.facts = facts
  }

  /// "2.4 hours", "12 minutes", "3 seconds".
  static func duration(_ seconds: Double, in language: Language = .english) -> String {
    let (number, unit) =
      seconds >= 3600 ? (seconds / 3600, "hour") : seconds >= 100 ? (seconds / 60, "minute") : (seconds, "second")
    let text = NumberFormat(digits: number < 10 ? 2 : 3).text(of: number)
    let isOne = text == "1" || text == "1.0"
    return "\(text) \(isOne ? String(language.count(1, unit).dropFirst(2)) : language.nouns(unit))"
  }
}
