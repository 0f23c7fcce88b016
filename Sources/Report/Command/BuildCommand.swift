import ArgumentParser
import Basics
import Build
import Files
import Foundation
import Jobs
import Render
import Statistics

/// `report build`: from chapters to the finished report.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Runs what the chapters need and writes the report.")

  @OptionGroup var options: BookOptions

  @Option(help: "The folder to write the report into. (default: output, beside the chapters)")
  var output: String?

  @OptionGroup var running: RunningOptions

  @Option(
    help:
      "What to write: html, site (one page for each chapter), pdf, or html,pdf. (default: html, and pdf if it can be printed)",
    transform: Self.formats)
  var format: Set<OutputFormat>?

  @Flag(help: "Rename files of yours that are in the way, to NAME.~1~.")
  var force = false

  @Flag(help: "Exit with code 3 if a claim or a theorem fails.")
  var strict = false

  @Flag(help: "Compute nothing; show stored results and mark the missing ones.")
  var onlyStored = false

  @Flag(help: "Print how long each stage of the build took; stages that an unchanged build skips are left out.")
  var timings = false

  /// How much it reports while it runs.
  enum Speech: String, EnumerableFlag {
    case quiet, verbose, json

    static func help(for value: Speech) -> ArgumentHelp? {
      switch value {
      case .quiet: "Print only warnings and errors."
      case .verbose: "Print why each job runs, and when it starts and ends."
      case .json: "Print events as lines of JSON on standard output."
      }
    }
  }

  @Flag var speech: Speech?

  private static func formats(_ text: String) throws -> Set<OutputFormat> {
    if let formats = OutputFormat.formats(text) { return formats }
    throw ValidationError("--format takes html, site, pdf, html,pdf or site,pdf, not '\(text)'")
  }

  func run() throws {
    let start = ContinuousClock.now
    let output = output ?? options.usualOutput
    try Processor.check()
    Interruption.listen()
    let build = ReportBuild(
      folder: try options.folder(), output: output, cache: running.path(of: options), workers: running.jobs,
      formats: format ?? [.html, .pdf], onlyStored: onlyStored, insistsOnFormats: format != nil, isForced: force,
      code: .program, tell: { Terminal.write($0) }, hasColour: Terminal.hasColour)
    let summary = try build.runUnlessDone(progress: reporter)
    if speech == nil || speech == .verbose {
      let files = Self.list(summary.written.map { "\(output)/\($0)" })
      Terminal.print("\(summary.text)\nwrote \(files) in \(Self.text(of: ContinuousClock.now - start))")
    }
    if timings { Terminal.tell(build.timings.text) }
    try conclude(summary)
  }

  private var reporter: any ProgressReporter {
    switch speech {
    case .json: EventLines { Terminal.output($0) }
    case .quiet: ProgressLine.standard(.quiet, workers: running.jobs)
    case .verbose: ProgressLine.standard(.verbose, workers: running.jobs)
    case nil: ProgressLine.standard(workers: running.jobs)
    }
  }

  /// "a and b", "a, b and 12 more pages".
  private static func list(_ files: [String]) -> String {
    let named = files.filter { $0.hasSuffix("index.html") || $0.hasSuffix(".pdf") }
    let others = files.count - named.count
    return named.joined(separator: others > 0 ? ", " : " and ") + (others > 0 ? " and \(others) more pages" : "")
  }

  /// "12.3 s", with two digits behind the point for less than a second.
  private static func text(of duration: Duration) -> String {
    duration.formatted(
      .units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: duration < .seconds(1) ? 2 : 1)))
  }

  private func conclude(_ summary: BuildSummary) throws {
    for reason in summary.failures { Terminal.complain("a run failed: \(reason)") }
    if let reason = summary.unwritten { Terminal.complain(reason) }
    if !summary.failures.isEmpty || summary.unwritten != nil { throw ExitCode(1) }
    if strict, summary.verdicts.contains(.fails) { throw ExitCode(3) }
  }
}
