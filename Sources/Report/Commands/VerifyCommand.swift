import ArgumentParser
import Core
import Foundation

/// `report verify`: computes a finished report again, in part or whole, and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Computes a sample or all of a finished report again and compares the numbers.",
    discussion: """
      Numbers must be equal to the last bit on the kind of processor that the report was made on, and within the \
      tolerance elsewhere. Stored results are not used. The exit code is 1 where a number differs.
      """)

  @ArgumentParser.Argument(help: "The folder of the report.")
  var report = "output"

  @Option(help: "How many runs and checks are made again.")
  var sample = 10

  @Flag(help: "Make all again.")
  var all = false

  @Option(help: "How far a number may be off on another kind of processor, as a share of it.")
  var tolerance = 0.01

  @Option(help: "How many jobs run at the same time.")
  var jobs = Processor.cores

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs)") }
    guard sample > 0 else { throw ValidationError("--sample takes a number of at least 1, not \(sample)") }
    guard tolerance >= 0 else { throw ValidationError("--tolerance takes a number of at least 0, not \(tolerance)") }
  }

  func run() throws {
    try Processor.check()
    Interruption.listen()
    let manifest = try ManifestFile(path: report).manifest
    let isSame = manifest.provenance.processor == Processor.name
    let verification = Verification(manifest: manifest, tolerance: isSame ? nil : tolerance)
    let items = try items(of: verification)
    let outcomes = try compute(items.map(\.job))
    var failures = 0
    for item in items {
      let differences = Self.differences(item, outcomes[item.job.description])
      if !differences.isEmpty { failures += 1 }
      for difference in differences { print("\(item.job.title): \(difference)") }
    }
    let measure =
      isSame
      ? "to the last bit" : "within \(tolerance) of each, on another processor than \(manifest.provenance.processor)"
    print("\(items.count - failures) of \(items.count) runs and checks are equal \(measure)")
    if failures > 0 { throw ExitCode(1) }
  }

  private func items(of verification: Verification) throws -> [Verification.Item] {
    do {
      let items = try verification.items()
      return all ? items : Verification.sample(items, count: sample)
    } catch let problem as SettingProblem {
      Terminal.complain("this program cannot compute the report again: \(problem.message)")
      throw ExitCode(1)
    }
  }

  /// Everything anew, in a store that goes afterwards.
  private func compute(_ jobs: [Job]) throws -> [String: Outcome] {
    let folder = try TemporaryFolder(for: "verify")
    defer { withExtendedLifetime(folder) {} }
    let progress = ProgressLine.standard(workers: self.jobs)
    return try Runner(store: Store(folder: folder.url), workers: self.jobs, progress: progress).run(jobs)
  }

  private static func differences(_ item: Verification.Item, _ outcome: Outcome?) -> [String] {
    do {
      guard let outcome else { return ["it was not computed"] }
      return try item.differences(outcome.result.get())
    } catch { return ["it failed: \((error as? JobFailure)?.reason ?? "\(error)")"] }
  }
}
