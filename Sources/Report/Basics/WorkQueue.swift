import Synchronization

/// The jobs still to be done, in order; one that another process is at comes back after a moment.
package final class WorkQueue: Sendable {
  package enum Turn {
    case job(Int)
    /// All that is left is at work elsewhere.
    case wait
  }

  /// Seconds between two looks at what is at work elsewhere.
  package static let pause = 0.05

  private struct State {
    var fresh: [Int]
    /// When each may be looked at again.
    var postponed: [Int: ContinuousClock.Instant] = [:]
    var everPostponed: Set<Int> = []
  }

  private let state: Mutex<State>

  package init(count: Int) { state = Mutex(State(fresh: (0..<count).reversed())) }

  /// What to do next; nil where nothing is left that nobody is at.
  package func next() -> Turn? {
    state.withLock { state in
      if let first = state.fresh.popLast() { return .job(first) }
      guard let next = state.postponed.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return nil }
      guard next.value <= .now else { return .wait }
      state.postponed[next.key] = nil
      return .job(next.key)
    }
  }

  /// Puts a job back; true the first time.
  package func postpone(_ job: Int) -> Bool {
    state.withLock { state in
      state.postponed[job] = .now + .seconds(Self.pause)
      return state.everPostponed.insert(job).inserted
    }
  }
}
