import ArgumentParser
import Foundation

/// `report sweep run`: one share of a sweep, as a scheduler starts it.
struct SweepRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Computes one share of a sweep into the folder of results.",
    discussion: """
      What is there is not computed again. SIGUSR1 and SIGTERM leave a checkpoint, from which the same command goes on; \
      the exit code is 138 or 143 then, and 1 where a run failed.
      """)

  @Option(help: "The manifest, as 'report sweep plan' wrote it.")
  var manifest: String

  @Option(help: "The number of the share, from 0; by default what Slurm or Kubernetes tells.")
  var index: Int?

  @Option(help: "How many runs a share has.")
  var chunk = 1

  @Option(help: "What is added to the number that a scheduler tells.")
  var offset = 0

  @OptionGroup var running: RunningOptions

  func validate() throws {
    guard chunk > 0 else { throw ValidationError("--chunk takes a number of at least 1, not \(chunk)") }
    guard (index ?? 0) >= 0, offset >= 0 else { throw ValidationError("a share has a number of at least 0") }
  }

  func run() throws {
    try Processor.check()
    Interruption.listen(to: .scheduler)
    let told = try index ?? SchedulerIndex.index(in: ProcessInfo.processInfo.environment).map { $0 + offset }
    guard let share = told else {
      throw SweepProblem("no share is named: give --index, or run under Slurm or as a Kubernetes Indexed Job")
    }
    let progress = ProgressLine.standard(.verbose, workers: running.jobs)
    let store = Store(folder: URL(filePath: running.cache)) { progress.warn($0) }
    let sweep = try SweepManifest(path: manifest)
    let shares = SweepShares(runs: sweep.count, chunk: chunk)
    guard share < shares.count else {
      throw SweepProblem("there is no share \(share): \(Words.count(sweep.count, "run")) make \(shares.count), from 0")
    }
    let jobs = try shares.runs(ofShare: share).map { try sweep.job(of: sweep.run($0), in: store) }
    print("share \(share) of \(shares.count): \(Words.count(jobs.count, "run"))")
    let begun = Set(store.keys(in: .checkpoints)).intersection(jobs.map(store.key(of:))).count
    if begun > 0 { print("\(Words.count(begun, "run")) to go on with from a checkpoint") }
    fflush(nil)
    let runner = Runner(store: store, workers: running.jobs, progress: progress, looksBack: false)
    try conclude(runner.run(jobs).values)
  }

  /// Says what was done, and notes what failed for `report sweep status`.
  private func conclude(_ outcomes: some Collection<Outcome>) throws {
    let folder = SweepFolder(ofManifest: manifest)
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
    print("\(outcomes.count - reused - failed) computed, \(reused) found, \(failed) failed")
    if failed > 0 { throw ExitCode(1) }
  }
}
