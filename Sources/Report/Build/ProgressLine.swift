import Basics
import Foundation
import Jobs
import Synchronization

/// A line that is drawn over itself on a terminal, or plain lines at every tenth of the work elsewhere.
package final class ProgressLine: ProgressReporter {
  /// How much is said.
  package enum Detail: Sendable {
    /// Warnings alone.
    case quiet
    case normal
    /// A line more for each job that begins or ends.
    case verbose
  }

  private struct State {
    var progress = ProgressState()
    var start = ContinuousClock.now
    var drawn = ContinuousClock.now
    var tenth = 0
    /// Whether it was said that this build waits for another.
    var saysWaiting = false
  }

  private let state = Mutex(State())
  private let detail: Detail
  private let workers: Int
  private let isTerminal: Bool
  private let width: Int
  private let write: @Sendable (String) -> Void

  init(
    detail: Detail = .normal, workers: Int = 1, isTerminal: Bool, width: Int = 80,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.detail = detail
    self.workers = workers
    self.isTerminal = isTerminal
    self.width = width
    self.write = write
  }

  /// A line on standard error.
  package static func standard(_ detail: Detail = .normal, workers: Int) -> ProgressLine {
    let isTerminal = isatty(STDERR_FILENO) == 1
    var size = winsize()
    let known = isTerminal && ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return ProgressLine(
      detail: detail, workers: workers, isTerminal: isTerminal, width: known ? Int(size.ws_col) : 80
    ) { StandardStreams.error($0) }
  }

  package func report(_ event: BuildEvent) {
    if case .warning(let message) = event { return state.withLock { _ in say("warning: \(message)") } }
    if detail == .quiet { return }
    state.withLock { state in
      switch event {
      case .planned(let jobs, let reused): begin(jobs, reused: reused, &state)
      case .started(let job):
        state.progress.start(job: job)
        if detail == .verbose { tell("started", job, state.progress) }
      case .waiting(let job): tellWaiting(for: job, &state)
      case .advanced(let job, let share): state.progress.advance(job: job, to: share)
      case .finished(let job, let seconds, let failure, let isShared):
        state.progress.finish(job: job, failed: failure != nil)
        let time = String(format: "%.1f s", seconds)
        if detail == .verbose {
          tell(
            failure.map { "failed after \(time): \($0)" }
              ?? "\(isShared ? "another process computed it in" : "took") \(time)",
            job, state.progress)
        }
      case .warning: break
      case .ended: if isTerminal, state.progress.count > 0 { write("\r\u{1B}[K") }
      }
      draw(&state)
    }
  }

  private func begin(_ jobs: [BuildEvent.Planned], reused: Int, _ state: inout State) {
    state = State(progress: ProgressState(jobs: jobs, workers: workers))
    if jobs.isEmpty { return }
    let stored = reused > 0 ? ", \(reused) found in the store" : ""
    let left = state.progress.secondsLeft(after: 0).map { ", \(ProgressState.text(secondsLeft: $0))" } ?? ""
    say("\(Words.count(jobs.count, "job")) to compute\(stored)\(left)")
    if detail == .verbose { for job in jobs where !job.reason.isEmpty { say("  \(job.title): \(job.reason)") } }
  }

  /// A whole line, in place of the one that is drawn over itself.
  private func say(_ line: String) {
    write((isTerminal ? "\r\u{1B}[K" : "") + TerminalText.escaped(line) + "\n")
  }

  /// Every job that another build computes with all details, else the first.
  private func tellWaiting(for job: Int, _ state: inout State) {
    if detail == .verbose { return tell("left to another build", job, state.progress) }
    if state.saysWaiting { return }
    state.saysWaiting = true
    say("another build is computing '\(state.progress.jobs[job].title)'; this one waits and takes over its results")
  }

  private func tell(_ what: String, _ job: Int, _ progress: ProgressState) {
    say("  \(progress.jobs[job].title): \(what)")
  }

  private func draw(_ state: inout State) {
    let (now, progress) = (ContinuousClock.now, state.progress)
    guard progress.count > 0, progress.finished < progress.count || isTerminal else { return }
    if isTerminal {
      guard now - state.drawn > .milliseconds(80) else { return }
      state.drawn = now
      write("\r\u{1B}[K" + line(of: progress, elapsed: now - state.start, bar: true))
    } else if Int(progress.share * 10) > state.tenth {
      state.tenth = Int(progress.share * 10)
      write(line(of: progress, elapsed: now - state.start, bar: false) + "\n")
    }
  }

  private func line(of progress: ProgressState, elapsed: Duration, bar: Bool) -> String {
    let filled = Int(progress.share * 20)
    var line = bar ? String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + " " : ""
    line += "\(Int(progress.share * 100)) %, \(progress.finished) of \(progress.count) done"
    if progress.failed > 0 { line += ", \(progress.failed) failed" }
    if let left = progress.secondsLeft(after: elapsed.inSeconds), progress.finished < progress.count {
      line += ", " + ProgressState.text(secondsLeft: left)
    }
    if bar, let first = progress.running.first {
      let others = progress.running.count - 1
      line += "  \(progress.jobs[first].title)" + (others > 0 ? " and \(others) more" : "")
    }
    line = TerminalText.escaped(line)
    return bar ? String(line.prefix(width - 1)) : line
  }
}
