import ArgumentParser
import Basics
import Foundation
import Services
import Settings
import Source
import Store

/// `report sweep submit`: the missing runs of a book to a cluster, and a build that collects them.
struct SweepSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Submits the missing runs to a cluster, and a build that collects them.",
    discussion: "Engines: "
      + SweepEngines.all.map { "\($0.name) \($0.summary)" }.joined(separator: "; ")
      + ". The file of --site holds the settings of the cluster, in lines such as 'partition: short'. Every node must see the folder of --cache."
  )

  @OptionGroup var options: BookOptions

  @OptionGroup var storage: CacheOptions

  @Option(help: "The folder to write the report into. (default: output, beside the chapters)")
  var output: String?

  @Option(help: "Where the runs go: \(SweepEngines.all.map { $0.name }.joined(separator: ", ")).")
  var engine = SlurmEngine.name

  @Option(help: "The file with the settings of the cluster; by default \(ClusterSite.file), if it exists.")
  var site: String?

  @Option(help: "How many runs a job makes; by default as many as take a few minutes.")
  var chunk: Int?

  func validate() throws {
    guard (chunk ?? 1) > 0 else { throw ValidationError("--chunk takes a number of at least 1, not \(chunk ?? 0)") }
    guard SweepEngines.all.contains(where: { $0.name == engine }) else {
      let names = SweepEngines.all.map { $0.name }
      throw ValidationError("unknown engine '\(engine)': \(Suggestion.remedy(for: engine, among: names))")
    }
  }

  func run() throws {
    guard let engine = SweepEngines.all.first(where: { $0.name == engine })?.init() else { return }
    try engine.check()
    let site = try readSite()
    let store = storage.store(of: options)
    guard let planned = try SweepCommand.plan(options, in: store) else { return }
    let seconds = try planned.list.expectedSeconds()
    if seconds == nil, chunk == nil {
      Terminal.warn(
        "some of these runs have never been timed; a minute is assumed for each (set the number of runs a job with --chunk)"
      )
    }
    let layout = SweepLayout(
      runs: planned.list.count, seconds: seconds, chunk: chunk, site: site, arraySize: engine.arraySize(site))
    if let chunk, chunk < layout.chunk {
      Terminal.warn(
        "each job makes \(layout.chunk) runs instead of \(chunk), because the cluster takes at most \(site.mostJobs) jobs"
      )
    }
    let submitted = try engine.submit(submission(planned, layout, site))
    Terminal.output(TerminalText.escaped(submitted.output))
    Terminal.tell(submitted.remark)
  }

  private func submission(
    _ planned: (list: SweepList, file: URL), _ layout: SweepLayout, _ site: ClusterSite
  ) -> SweepSubmission {
    let store = URL(filePath: storage.path(of: options)).standardizedFileURL.path
    return SweepSubmission(
      list: planned.file.standardizedFileURL.path,
      folder: planned.file.deletingLastPathComponent().standardizedFileURL.path,
      program: site.program ?? Bundle.main.executablePath ?? "report",
      directory: FileManager.default.currentDirectoryPath, store: store, id: planned.list.id, layout: layout,
      site: site, collection: collection)
  }

  /// The arguments of the build that collects, with every option about the book that this command was given.
  private var collection: [String] {
    ["build", "--only-stored", "--output", output ?? options.usualOutput, "--cache", storage.path(of: options)]
      + options.arguments
  }

  private func readSite() throws -> ClusterSite {
    let path = site ?? ClusterSite.file
    if site == nil, !FileManager.default.fileExists(atPath: path) { return .standard }
    let (file, problems) = SourceFile.load(URL(filePath: path), path: path)
    let (site, diagnostics) = ClusterSite.read(file)
    try Terminal.show(problems + diagnostics)
    return site
  }
}
