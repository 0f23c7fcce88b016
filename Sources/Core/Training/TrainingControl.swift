import Foundation

/// How a run in progress hears and speaks.
package struct TrainingControl {
  /// Asked before each step whether to stop.
  package var shouldStop: () -> Bool
  /// Told the part that is done, from 0 to 1.
  package var progress: (Double) -> Void
  /// Told what a person should know and no result says.
  package var warn: (String) -> Void
  /// Threads that share a step; the result does not depend on it.
  package var threads: Int
  package var checkpoints: Checkpoints?

  package init(
    shouldStop: @escaping () -> Bool = { false }, progress: @escaping (Double) -> Void = { _ in },
    warn: @escaping (String) -> Void = { _ in }, threads: Int = 1, checkpoints: Checkpoints? = nil
  ) {
    self.shouldStop = shouldStop
    self.progress = progress
    self.warn = warn
    self.threads = threads
    self.checkpoints = checkpoints
  }
}

/// Where a run keeps its state, so that it can go on from there.
package struct Checkpoints: Sendable {
  /// What was kept last, nil where there is nothing.
  package var load: @Sendable () -> Data?
  package var save: @Sendable (Data) -> Void
  /// The time from one checkpoint to the next.
  package var interval: Duration

  package init(
    interval: Duration = .seconds(5), load: @escaping @Sendable () -> Data?, save: @escaping @Sendable (Data) -> Void
  ) {
    self.load = load
    self.save = save
    self.interval = interval
  }
}
