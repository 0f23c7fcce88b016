import Basics
import Build
import Files
import Foundation
import Jobs
import Results
import Synchronization

/// The jobs that a preview computes beside its pages, one set of them at a time.
final class PreviewWork: Sendable {
  private struct State {
    /// Descriptions of the jobs in work.
    var jobs: Set<String> = []
    var stop: StopSign?
    /// What has come of jobs since it was asked for last.
    var outcomes: [String: Outcome]?
  }

  private final class StopSign: Sendable {
    let isGiven = Atomic(false)
  }

  private let state = Mutex(State())
  private let ended = DispatchGroup()
  private let runner: Runner

  init(_ runner: Runner) { self.runner = runner }

  /// Computes these jobs and none else; those in work that are not among them are stopped, and keep their state.
  func compute(_ jobs: [Job]) {
    let wanted = Set(jobs.map(\.description))
    let sign: StopSign? = state.withLock { state in
      if state.jobs == wanted { return nil }
      state.stop?.isGiven.store(true, ordering: .relaxed)
      let sign = StopSign()
      (state.jobs, state.stop) = (wanted, wanted.isEmpty ? nil : sign)
      return wanted.isEmpty ? nil : sign
    }
    guard let sign else { return }
    var runner = runner
    runner.shouldStop = { sign.isGiven.load(ordering: .relaxed) || Interruption.isRequested }
    ended.enter()
    Thread { [self, runner] in
      let outcomes = Self.outcomes(of: jobs, by: runner)
      state.withLock { state in
        guard state.stop === sign else { return }
        (state.jobs, state.stop, state.outcomes) = ([], nil, outcomes)
      }
      ended.leave()
    }.start()
  }

  /// What came of the jobs; where their results could not be kept, each failed for that reason.
  private static func outcomes(of jobs: [Job], by runner: Runner) -> [String: Outcome] {
    do { return try runner.run(jobs) } catch is Interrupted { return [:] } catch {
      return jobs.reduce(into: [:]) { outcomes, job in
        outcomes[job.description] = Outcome(
          result: .failure(JobFailure(reason: ErrorText.of(error))), key: runner.store.key(of: job), seconds: 0,
          reused: false)
      }
    }
  }

  /// Stops what is in work, which keeps its state, unless it is these jobs.
  func stop(unless jobs: [Job]) {
    let wanted = Set(jobs.map(\.description))
    state.withLock { state in
      if state.jobs == wanted { return }
      state.stop?.isGiven.store(true, ordering: .relaxed)
      (state.jobs, state.stop) = ([], nil)
    }
  }

  /// The outcomes of jobs that were finished since the last call; nil if nothing is new.
  var news: [String: Outcome]? {
    state.withLock { state in
      defer { state.outcomes = nil }
      return state.outcomes
    }
  }

  /// Stops, and waits until what is in work has kept its state.
  func stop() {
    compute([])
    _ = ended.wait(timeout: .now() + 0.6)
  }
}

/// Tells the page how far the work is, and the terminal what it should know.
final class PreviewProgress: ProgressReporter {
  private let board: PreviewBoard
  private let progress = Mutex(ProgressState())
  private let warn: @Sendable (String) -> Void

  init(_ board: PreviewBoard, warn: @escaping @Sendable (String) -> Void) {
    self.board = board
    self.warn = warn
  }

  func report(_ event: BuildEvent) {
    let work: String = progress.withLock { progress in
      switch event {
      case .planned(let jobs, _): progress = ProgressState(jobs: jobs)
      case .started(let job): progress.start(job: job)
      case .advanced(let job, let share): progress.advance(job: job, to: share)
      case .finished(let job, _, let failure, _): progress.finish(job: job, failed: failure != nil)
      case .warning(let message): warn(message)
      case .waiting, .ended: break
      }
      return progress.finished == progress.count
        ? "" : "\(progress.finished) of \(Words.count(progress.count, "run")) computed, \(Int(progress.share * 100)) %"
    }
    board.update { $0.work = work }
  }
}
