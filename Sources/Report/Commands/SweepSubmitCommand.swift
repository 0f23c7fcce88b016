import ArgumentParser
import Core
import Foundation

/// `report sweep submit`: the missing runs of a book to a cluster, and a build that collects them.
struct SweepSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Hands the runs that are missing to a cluster, and a build that collects them.",
    discussion: "Engines: "
      + SweepEngines.all.map { "\($0.name) \($0.summary)" }.joined(separator: "; ")
      + ". What the cluster wants to be told stands in the file of --site, lines such as 'partition: short'.")

  @OptionGroup var options: BookOptions

  @Option(help: "The folder in which results are kept from build to build; every node must see it.")
  var cache = ".report-cache"

  @Option(help: "The folder that the report is written into.")
  var output = "output"

  @Option(help: "Where the runs go: \(SweepEngines.all.map { $0.name }.joined(separator: ", ")).")
  var engine = SlurmEngine.name

  @Option(help: "The file with what the cluster wants to be told; by default \(ClusterSite.file), where there is one.")
  var site: String?

  @Option(help: "How many runs a job makes; by default what takes some minutes.")
  var chunk: Int?

  func validate() throws {
    guard (chunk ?? 1) > 0 else { throw ValidationError("--chunk takes a number of at least 1, not \(chunk ?? 0)") }
    guard SweepEngines.all.contains(where: { $0.name == engine }) else {
      let names = SweepEngines.all.map { $0.name }
      throw ValidationError("there is no engine '\(engine)': \(Suggestion.remedy(for: engine, among: names))")
    }
  }

  func run() throws {
    guard let engine = SweepEngines.all.first(where: { $0.name == engine })?.init() else { return }
    try engine.check()
    let site = try readSite()
    let store = Store(folder: URL(filePath: cache)) { Terminal.warn($0) }
    guard let planned = try SweepCommand.plan(options, in: store) else { return }
    let seconds = try planned.manifest.expectedSeconds()
    if seconds == nil, chunk == nil {
      Terminal.warn("no run like some of these was timed yet, and a minute is assumed for each; --chunk says otherwise")
    }
    let layout = SweepLayout(
      runs: planned.manifest.count, seconds: seconds, chunk: chunk, site: site, arraySize: engine.arraySize(site))
    if let chunk, chunk < layout.chunk {
      Terminal.warn("a job makes \(layout.chunk) runs, so that there are no more jobs than \(site.mostJobs)")
    }
    let submitted = try engine.submit(submission(planned, layout, site))
    print(submitted.output, terminator: "")
    Terminal.tell(submitted.remark)
  }

  private func submission(
    _ planned: (manifest: SweepManifest, file: URL), _ layout: SweepLayout, _ site: ClusterSite
  ) -> SweepSubmission {
    let store = URL(filePath: cache).standardizedFileURL.path
    return SweepSubmission(
      manifest: planned.file.standardizedFileURL.path,
      folder: planned.file.deletingLastPathComponent().standardizedFileURL.path,
      program: site.program ?? Bundle.main.executablePath ?? "report",
      directory: FileManager.default.currentDirectoryPath, store: store, id: planned.manifest.id, layout: layout,
      site: site, collection: collection)
  }

  /// The arguments of the build that collects, with everything that this command was told of the book.
  private var collection: [String] {
    ["build", "--only-stored", "--output", output, "--cache", cache] + options.arguments
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
