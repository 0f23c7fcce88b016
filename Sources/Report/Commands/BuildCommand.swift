import ArgumentParser
import Core
import Foundation

/// `report build`: from chapters to the finished report.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Runs what the chapters need and writes the report.")

  @OptionGroup var options: BookOptions

  @Option(help: "The folder that the report is written into.")
  var output = "output"

  @OptionGroup var running: RunningOptions

  @Option(help: "What to write: html, site (a page a chapter), pdf, or html,pdf.", transform: Self.formats)
  var format: Set<OutputFormat> = [.html, .pdf]

  @Flag(help: "Exit with code 3 when a claim or a theorem fails.")
  var strict = false

  @Flag(help: "Compute nothing: show what is stored, and what is not as holes.")
  var onlyStored = false

  /// What is said while it runs.
  enum Speech: String, EnumerableFlag {
    case quiet, verbose, json

    static func help(for value: Speech) -> ArgumentHelp? {
      switch value {
      case .quiet: "Say nothing but warnings and errors."
      case .verbose: "Say why each job runs, and when it begins and ends."
      case .json: "Write what happens as lines of JSON to standard output."
      }
    }
  }

  @Flag var speech: Speech?

  private static func formats(_ text: String) throws -> Set<OutputFormat> {
    if let formats = OutputFormat.formats(text) { return formats }
    throw ValidationError("'\(text)' is none of html, site, pdf, html,pdf and site,pdf")
  }

  func run() throws {
    let start = ContinuousClock.now
    try Processor.check()
    Interruption.listen()
    let build = ReportBuild(
      folder: try options.folder(), output: output, cache: running.cache, workers: running.jobs, formats: format,
      onlyStored: onlyStored)
    let finished = try build.run(progress: reporter)
    if speech == nil || speech == .verbose { print(summary(of: finished, seconds: ContinuousClock.now - start)) }
    try conclude(finished.results)
  }

  private var reporter: any ProgressReporter {
    switch speech {
    case .json: EventLines { FileHandle.standardOutput.write(Data($0.utf8)) }
    case .quiet: ProgressLine.standard(.quiet, workers: running.jobs)
    case .verbose: ProgressLine.standard(.verbose, workers: running.jobs)
    case nil: ProgressLine.standard(workers: running.jobs)
    }
  }

  /// "wrote output/index.html in 12.3 s: …".
  private func summary(of finished: ReportBuild.Finished, seconds: Duration) -> String {
    let (manifest, outcomes) = (finished.manifest, finished.results.outcomes)
    let holes = finished.results.holes
    let computed = outcomes.values.filter { !$0.reused && !$0.isHole }
    let verdicts = (manifest.theorems + manifest.claims).map(\.verdict)
    let counts = Verdict.allCases.compactMap { verdict in
      let count = verdicts.filter { $0 == verdict }.count
      let isVerb = verdict != .undecided
      return count > 0
        ? "\(count) \(isVerb && count > 1 ? String(verdict.rawValue.dropLast()) : verdict.rawValue)" : nil
    }
    let time = seconds.formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 1)))
    return """
      \(Words.count(manifest.chapters.count, "chapter")), \(Words.count(manifest.figures.count, "figure")); \
      \(Words.count(computed.count, "result")) computed\(Self.reasons(for: computed)), \
      \(outcomes.count - computed.count - holes) reused\(holes > 0 ? ", \(holes) not computed yet" : ""); \
      \(verdicts.count) theorems and claims: \(counts.joined(separator: ", "))
      wrote \(Self.list(finished.written.map { "\(output)/\($0)" })) in \(time)
      """
  }

  /// "a and b", "a, b and 12 more files".
  private static func list(_ files: [String]) -> String {
    let named = files.filter { $0.hasSuffix("index.html") || $0.hasSuffix(".pdf") }
    let others = files.count - named.count
    return named.joined(separator: others > 0 ? ", " : " and ") + (others > 0 ? " and \(others) more pages" : "")
  }

  /// " (15 since seed 6 is new, 3 for other reasons)", the most frequent one named; empty where nothing was computed.
  private static func reasons(for computed: [Outcome]) -> String {
    let counts = Dictionary(grouping: computed, by: \.reason).mapValues(\.count)
    guard let most = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) else { return "" }
    let others = computed.count - most.value
    return others == 0 ? " since \(most.key)" : " (\(most.value) since \(most.key), \(others) for other reasons)"
  }

  private func conclude(_ results: Results) throws {
    let failures = results.outcomes.values.compactMap {
      if case .failure(let failure) = $0.result, !failure.isHole { failure.reason } else { nil }
    }
    for reason in Set(failures).sorted() { Terminal.complain("a run failed: \(reason)") }
    if !failures.isEmpty { throw ExitCode(1) }
    if strict, results.findings.contains(where: { $0.verdict == .fails }) { throw ExitCode(3) }
  }
}
