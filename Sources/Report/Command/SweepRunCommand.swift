import ArgumentParser
import Basics
import Build
import Files
import Foundation
import Jobs
import Results
import Services
import Store

/// `report sweep run`: one share of a sweep, as a scheduler starts it.
struct SweepRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Computes one share of a sweep into the folder of results.",
    discussion: """
      Stored results are not computed again. SIGUSR1 and SIGTERM make it save a checkpoint, from which the same command \
      continues, and exit with code 138 or 143. The exit code is 1 if a run failed.
      """)

  @Option(name: [.long, .customLong("manifest")], help: "The list, as 'report sweep plan' wrote it.")
  var list: String

  @Option(help: "The number of the share, counted from 0; by default the index that Slurm or Kubernetes sets.")
  var index: Int?

  @Option(help: "How many runs are in a share.")
  var chunk = 1

  @Option(help: "A number to add to the index that the scheduler sets.")
  var offset = 0

  @OptionGroup var running: RunningOptions

  @OptionGroup var programs: ProgramOptions

  func validate() throws {
    guard chunk > 0 else { throw ValidationError("--chunk takes a number of at least 1, not \(chunk)") }
    guard (index ?? 0) >= 0, offset >= 0 else {
      throw ValidationError("--index and --offset take a number of at least 0")
    }
  }

  func run() throws {
    try Processor.check()
    Interruption.listen(to: .scheduler)
    let told = try index ?? SchedulerIndex.index(in: ProcessInfo.processInfo.environment, offset: offset)
    guard let share = told else {
      throw SweepProblem(
        "which share to compute is not given; add --index, or run under Slurm or as a Kubernetes Indexed Job")
    }
    let progress = ProgressLine.standard(.verbose, workers: running.jobs)
    let store = running.store { progress.warn($0) }
    let sweep = try SweepList(path: list)
    let shares = SweepShares(runs: sweep.count, chunk: chunk)
    guard share < shares.count else {
      throw SweepProblem(
        "share \(share) does not exist: \(Words.count(sweep.count, "run")) make \(Words.count(shares.count, "share")), counted from 0"
      )
    }
    let permission = programs.permission
    let jobs = try shares.runs(ofShare: share).map { try sweep.job(of: sweep.run($0), in: store, programs: permission) }
    Terminal.print("share \(share) of \(shares.count): \(Words.count(jobs.count, "run"))")
    let begun = Set(store.keys(in: .checkpoints)).intersection(jobs.map(store.key(of:))).count
    if begun > 0 { Terminal.print("\(Words.count(begun, "run")) to continue from a checkpoint") }
    let runner = Runner(store: store, workers: running.jobs, progress: progress, looksBack: false)
    try conclude(runner.run(jobs).values)
  }

  /// Says what was done, and notes what failed for `report sweep status`.
  private func conclude(_ outcomes: some Collection<Outcome>) throws {
    let folder = SweepFolder(ofList: list)
    var failed = 0
    for outcome in outcomes {
      switch outcome.result {
      case .success: folder.forgetFailure(of: outcome.key)
      case .failure(let failure):
        failed += 1
        folder.note(failure: failure.reason, of: outcome.key)
        Terminal.complain("a run failed: \(failure.reason)")
      }
    }
    let reused = outcomes.count { $0.reused }
    Terminal.print("\(outcomes.count - reused - failed) computed, \(reused) found, \(failed) failed")
    if failed > 0 { throw ExitCode(1) }
  }
}
