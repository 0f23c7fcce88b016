import ArgumentParser
import Foundation
import Plot

/// `report build`: from chapters to the finished report.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Runs what the chapters need and writes the report (the default).")

  @OptionGroup var options: BookOptions

  @Option(help: "The folder that the report is written into.")
  var output = "output"

  @Option(help: "The folder in which results are kept from build to build.")
  var cache = ".report-cache"

  @Option(help: "How many jobs run at the same time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Exit with code 3 when a claim or a theorem fails.")
  var strict = false

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs)") }
  }

  func run() throws {
    let start = ContinuousClock.now
    try Processor.check()
    let typesetter = Typesetter()
    let book = try BookFolder(path: options.chapters).read(profile: options.profile, typesetter: typesetter)
    let store = Store(folder: URL(filePath: cache), codeVersion: Store.digestOfProgram())
    let outcomes = Runner(store: store, workers: jobs, progress: ProgressLine.standard()).run(book.jobs)
    let results = Results(of: book.directives, outcomes: outcomes)
    let document = try Document(book, results: results, profile: options.profile)
    let manifest = Manifest(document, book: book, results: results, profile: options.profile)
    let page = try HTMLRenderer(typesetter: typesetter, extraCSS: Theme.css).render(document)
    try OutputFolder(url: URL(filePath: output)).write(page: page, manifest: manifest, files: document.files)
    print(summary(of: manifest, outcomes: outcomes, seconds: ContinuousClock.now - start))
    try conclude(results, outcomes)
  }

  /// "wrote output/index.html in 12.3 s: …".
  private func summary(of manifest: Manifest, outcomes: [String: Outcome], seconds: Duration) -> String {
    let computed = outcomes.values.filter { !$0.reused }.count
    let verdicts = (manifest.theorems + manifest.claims).map(\.verdict)
    let counts = [(.holds, "hold"), (.fails, "fail"), (.undecided, "are undecided")].compactMap { verdict, words in
      let count = verdicts.filter { $0 == verdict }.count
      return count > 0 ? "\(count) \(words)" : nil
    }
    let time = seconds.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 1)))
    return """
      \(manifest.chapters.count) chapters, \(manifest.figures.count) figures; \
      \(computed) results computed, \(outcomes.count - computed) reused; \
      of \(verdicts.count) theorems and claims \(counts.joined(separator: ", "))
      wrote \(output)/index.html in \(time)
      """
  }

  private func conclude(_ results: Results, _ outcomes: [String: Outcome]) throws {
    let failures = outcomes.values.compactMap {
      if case .failure(let failure) = $0.result { failure.reason } else { nil }
    }
    for reason in Set(failures).sorted() { Terminal.complain("a run failed: \(reason)") }
    if !failures.isEmpty { throw ExitCode(1) }
    if strict, results.findings.contains(where: { $0.verdict == .fails }) { throw ExitCode(3) }
  }
}
