import Basics
import Book
import Checksums
import Document
import Jobs
import Results
import Settings
import Training

/// What a report and its manifest say of an experiment.
extension ExperimentDirective {
  package func entries(in results: Results) -> Manifest.Entries {
    let summaries = summaries(from: results.outcomes)
    var runs: [Manifest.Experiment.Run] = []
    runs.reserveCapacity(cells.count * seeds.count)
    for (position, cell) in cells.enumerated() {
      let values = offer?.cells[position].mapValues(\.given.description) ?? [:]
      for (index, seed) in seeds.enumerated() {
        guard let outcome = results.outcomes[self.runs[position][index].description] else { continue }
        let summary = summaries[position][index]
        runs.append(
          Manifest.Experiment.Run(
            cell: values, settings: cell.description, seed: seed,
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
    let table = context.table(["Setting", "Value"], rows: rows + added)
    let count = cells.count * seeds.count
    let runs = [
      language.count(count, bytes == nil ? "run" : "training run"), language.count(cells.count, "cell"),
      language.count(seeds.count, "seed"),
    ]
    return [
      context.box(
        "experiment",
        body: try context.blocks(call.body) + (seedReason.map { [.paragraph([.text(language[$0])])] } ?? [])
          + troubles(in: context.outcomes, language), details: (runs.joined(separator: ", "), [.table(table)]))
    ]
  }

  /// What a reader should know of single runs, as a list; what is true of many runs is said once, with their number.
  private func troubles(in outcomes: [String: Outcome], _ language: Language) -> [Block<Final>] {
    let remarks = runRemarks(in: outcomes)
    var lines: [String] = []
    for (words, runs) in remarks.grouped {
      let all = language.count(cells.count * seeds.count, "run")
      let remark = language[words]
      lines +=
        runs.count > Self.mostRemarks
        ? [language("{1} of {2}: {3}", String(runs.count), all, remark)] : runs.map { "\($0): \(remark)" }
    }
    let items = lines.map { List<Final>.Item(ticked: nil, content: [.paragraph([.text($0)])]) }
    let list: [Block<Final>] = items.isEmpty ? [] : [.list(List(start: nil, isTight: true, items: items))]
    // What a program wrote before it failed, once for all runs that wrote the same.
    var outputs: [String] = []
    for job in runs.joined() where outputs.count < Self.mostRemarks {
      let output = outcomes[job.description]?.failure?.output ?? ""
      if !output.isEmpty, !outputs.contains(output) { outputs.append(output) }
    }
    return list + outputs.map { .code(language: "", text: $0) }
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

extension [(run: String, words: String)] {
  /// The runs of which the same is said, in the order in which it was first said.
  fileprivate var grouped: [(words: String, runs: [String])] {
    var places: [String: Int] = [:]
    var groups: [(words: String, runs: [String])] = []
    for (run, words) in self {
      if let place = places[words] {
        groups[place].runs.append(run)
      } else {
        places[words] = groups.count
        groups.append((words, [run]))
      }
    }
    return groups
  }
}
