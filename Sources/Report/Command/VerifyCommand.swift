import ArgumentParser
import Basics
import Build
import Document
import Files
import Foundation
import Jobs
import Programs
import Reading
import Results
import Settings
import Source
import Store
import Verify

/// `report verify`: computes a finished report again, in part or whole, makes it again from its chapters and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Computes a sample or all of a finished report again and compares everything in it.",
    discussion: """
      The chapters are read with the settings that report.json names. A sample of the runs and checks is computed again, \
      without stored results; the numbers of the others are taken from report.json. From these, every verdict, table, \
      figure and page is made again and must be equal to that of the report. The exit code is 1 if anything differs. \
      The commit, the machine, the versions and the times cannot be verified.
      """)

  @ArgumentParser.Argument(help: "The folder of the report.")
  var report = "output"

  @Option(help: "The folder of the chapters; by default the one that the report was made of.")
  var chapters: String?

  @Option(help: "How many runs and checks to compute again.")
  var sample = 10

  @Flag(help: "Compute all runs and checks again.")
  var all = false

  @Option(
    help: """
      Accept numbers of another machine that differ by at most this share, such as 0.01; drawings are not compared then.
      """)
  var tolerance: Double?

  @Flag(help: "Compute numbers alone, without the chapters; verdicts, figures and pages are not compared.")
  var numbersOnly = false

  @Flag(name: .customLong("skip-pdf"), help: "Do not print report.pdf again.")
  var skipsPDF = false

  @Option(help: "How many jobs to run at the same time.")
  var jobs = Processor.cores

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs)") }
    guard sample > 0 else { throw ValidationError("--sample takes a number of at least 1, not \(sample)") }
    guard (0...1).contains(tolerance ?? 0) else {
      throw ValidationError("--tolerance takes a number from 0 to 1, not \(tolerance ?? 0)")
    }
  }

  func run() throws {
    try Processor.check()
    Interruption.listen(keepingResults: false)
    let file = try ManifestFile(path: report)
    let manifest = try file.manifest()
    try checkProcessor(of: manifest)
    if numbersOnly { return try verifyNumbers(of: manifest) }
    let folder = try manifest.folder(at: chapters)
    let verification = Verification(
      report: file, manifest: manifest, folder: folder, sample: all ? nil : sample, tolerance: tolerance,
      comparesPDF: !skipsPDF, code: .program)
    let findings = try verification.findings(compute: compute)
    for difference in findings.differences { Terminal.print(difference) }
    for line in findings.lines(chapters: folder.path, tolerance: tolerance) { Terminal.print(line) }
    if !findings.differences.isEmpty { throw ExitCode(1) }
  }

  /// Throws exit code 1 where the report claims to be of another processor and nobody said how much that may change.
  private func checkProcessor(of manifest: Manifest) throws {
    let claimed = manifest.provenance.processor
    guard claimed != Processor.name, tolerance == nil else { return }
    throw UserError(
      "the report says that it was made on '\(claimed)', and this is '\(Processor.name)', where last digits may differ; "
        + "give the difference that you accept, such as --tolerance 0.01")
  }

  private func verifyNumbers(of manifest: Manifest) throws {
    let verification = NumberVerification(manifest: manifest, tolerance: tolerance)
    let items: [NumberVerification.Item]
    do { items = try verification.items() } catch let problem as SettingProblem {
      throw UserError("this program cannot compute the report again: \(problem.message)")
    }
    guard !items.isEmpty else {
      throw UserError("the report has no run and no check that could be computed again")
    }
    let chosen = all ? items : NumberVerification.sample(items, count: sample)
    let outcomes = try compute(chosen.map(\.job))
    let differing = chosen.map { item in
      item.differences(from: outcomes[item.job.description]).map { "\(item.job.title): \($0)" }
    }
    let lines = verification.contradictions + differing.joined()
    for line in lines { Terminal.print(line) }
    let equal = differing.count { $0.isEmpty }
    Terminal.print(
      "\(equal) of \(chosen.count) runs and checks that were computed again, of \(items.count), are equal "
        + Verification.Findings.words(for: tolerance))
    Terminal.print("not compared: verdicts of claims, figures and pages, for which the chapters are needed")
    if !lines.isEmpty { throw ExitCode(1) }
  }

  /// Everything anew, in a store that goes afterwards.
  private func compute(_ jobs: [Job]) throws -> [String: Outcome] {
    let folder = try TemporaryFolder(for: "verify")
    defer { withExtendedLifetime(folder) {} }
    let progress = ProgressLine.standard(workers: self.jobs)
    return try Runner(store: Store(folder: folder.url), workers: self.jobs, progress: progress).run(jobs)
  }
}

extension Manifest {
  /// The chapters at `path`, or those that the report names, with the settings of the report; throws exit code 1, and says
  /// why, where they are not there.
  func folder(at path: String?) throws -> BookFolder {
    let path = path ?? request.chapters
    var folder = BookFolder(path: path, programs: ProgramPermission(allowsAll: false))
    guard !folder.chapterPaths.isEmpty else {
      throw UserError(
        "the chapters of the report are not in '\(path)'; name their folder with --chapters, "
          + "or compare the numbers alone with --numbers-only")
    }
    guard let profile = Profile(rawValue: request.profile) else {
      throw UserError("the report names a profile that does not exist, '\(request.profile)'")
    }
    folder.profile = profile
    folder.overrides = try BookOptions.overrides(
      request.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    return folder
  }
}

extension Verification.Findings {
  /// What was compared with what, what was not, and what came out.
  func lines(chapters: String, tolerance: Double?) -> [String] {
    var lines: [String] = []
    if jobs == 0 {
      lines.append("the report rests on no run and no check")
    } else if computed > 0 {
      let rest = jobs - computed - holes
      lines.append(
        "\(computed) of \(Words.count(jobs, "run and check", "runs and checks")) computed again, to be equal "
          + Self.words(for: tolerance)
          + (rest > 0 ? "; the numbers of the other \(rest) are those of report.json (--all computes them too)" : ""))
    } else {
      lines.append("no run and no check was computed again")
    }
    if holes > 0 { lines.append("\(holes) not computed yet, as the report says") }
    lines.append(
      "\(Words.count(verdicts, "verdict")) judged again and \(Words.count(files.count, "file")) made again from the "
        + "chapters in '\(chapters)'")
    if !remarks.isEmpty { lines.append("not compared: \(remarks.joined(separator: "; "))") }
    lines.append("not verifiable: commit, machine, versions and times")
    lines.append(
      differences.isEmpty
        ? "everything that was compared is equal"
        : "the report differs from what its chapters give: \(Words.count(differences.count, "difference"))")
    return lines
  }

  /// "to the last bit", or "within 0.01 of each".
  static func words(for tolerance: Double?) -> String { tolerance.map { "within \($0) of each" } ?? "to the last bit" }
}
