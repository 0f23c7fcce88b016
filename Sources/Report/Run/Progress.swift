import Foundation
import Synchronization

/// Hears how far the jobs are; called from several threads.
protocol ProgressReporter: Sendable {
  func begin(jobs: [Job], reused: Int)
  /// The share of a job that is done, from 0 to 1.
  func advance(job: Int, to share: Double)
  func finish(job: Int, failed: Bool)
  func warn(_ message: String)
  func end()
}

/// How far a set of jobs is, and how long the rest will take.
struct ProgressState: Sendable {
  private(set) var titles: [String] = []
  private var costs: [Double] = []
  private var shares: [Double] = []
  private(set) var finished = 0
  private(set) var failed = 0

  init(jobs: [Job] = []) {
    titles = jobs.map(\.title)
    costs = jobs.map { max($0.cost, 1) }
    shares = jobs.map { _ in 0 }
  }

  var count: Int { titles.count }
  /// The share of all work that is done, from 0 to 1.
  var share: Double {
    let total = costs.reduce(0, +)
    return total > 0 ? zip(costs, shares).reduce(0) { $0 + $1.0 * $1.1 } / total : 1
  }
  /// The titles of the jobs that are running.
  var running: [String] { zip(titles, shares).filter { $0.1 > 0 && $0.1 < 1 }.map(\.0) }

  mutating func advance(job: Int, to share: Double) { shares[job] = min(max(share, shares[job]), 0.999) }

  mutating func finish(job: Int, failed: Bool) {
    shares[job] = 1
    finished += 1
    if failed { self.failed += 1 }
  }

  /// Seconds left, from the rate so far; nil before there is one.
  func secondsLeft(after elapsed: Double) -> Double? {
    share > 0.01 && elapsed > 0.5 ? elapsed * (1 - share) / share : nil
  }

  /// "about 2 min 10 s left".
  static func text(secondsLeft: Double) -> String {
    let seconds = Int(secondsLeft.rounded(.up))
    return seconds < 60 ? "about \(seconds) s left" : "about \(seconds / 60) min \(seconds % 60) s left"
  }
}

/// A line that is drawn over itself on a terminal, or plain lines at every tenth of the work elsewhere.
final class ProgressLine: ProgressReporter {
  private struct State {
    var progress = ProgressState()
    var start = ContinuousClock.now
    var drawn = ContinuousClock.now
    var tenth = 0
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let width: Int
  private let write: @Sendable (String) -> Void

  init(isTerminal: Bool, width: Int = 80, write: @escaping @Sendable (String) -> Void) {
    self.isTerminal = isTerminal
    self.width = width
    self.write = write
  }

  /// A line on standard error.
  static func standard() -> ProgressLine {
    let isTerminal = isatty(STDERR_FILENO) == 1
    var size = winsize()
    let known = isTerminal && ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return ProgressLine(isTerminal: isTerminal, width: known ? Int(size.ws_col) : 80) {
      FileHandle.standardError.write(Data($0.utf8))
    }
  }

  func begin(jobs: [Job], reused: Int) {
    state.withLock { state in
      state = State(progress: ProgressState(jobs: jobs))
      if jobs.isEmpty, reused == 0 { return }
      let stored = reused > 0 ? ", \(reused) found in the store" : ""
      write("\(jobs.count) \(jobs.count == 1 ? "job" : "jobs") to compute\(stored)\n")
    }
  }

  func advance(job: Int, to share: Double) { update { $0.advance(job: job, to: share) } }

  func finish(job: Int, failed: Bool) { update { $0.finish(job: job, failed: failed) } }

  func warn(_ message: String) {
    state.withLock { _ in write((isTerminal ? "\r\u{1B}[K" : "") + "warning: \(message)\n") }
  }

  func end() {
    state.withLock { state in if isTerminal, state.progress.count > 0 { write("\r\u{1B}[K") } }
  }

  private func update(_ change: (inout ProgressState) -> Void) {
    state.withLock { state in
      change(&state.progress)
      let now = ContinuousClock.now
      let progress = state.progress
      if isTerminal {
        guard now - state.drawn > .milliseconds(80) || progress.finished == progress.count else { return }
        state.drawn = now
        write("\r\u{1B}[K" + line(of: progress, elapsed: now - state.start, bar: true))
      } else if Int(progress.share * 10) > state.tenth {
        state.tenth = Int(progress.share * 10)
        write(line(of: progress, elapsed: now - state.start, bar: false) + "\n")
      }
    }
  }

  private func line(of progress: ProgressState, elapsed: Duration, bar: Bool) -> String {
    let filled = Int(progress.share * 20)
    var line = bar ? String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + " " : ""
    line += "\(Int(progress.share * 100)) %, \(progress.finished) of \(progress.count) done"
    if progress.failed > 0 { line += ", \(progress.failed) failed" }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    if let left = progress.secondsLeft(after: seconds), progress.finished < progress.count {
      line += ", " + ProgressState.text(secondsLeft: left)
    }
    if bar, let running = progress.running.first { line += "  \(running)" }
    return bar ? String(line.prefix(width - 1)) : line
  }
}
