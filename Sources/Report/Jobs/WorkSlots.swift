import Foundation

/// The workers that jobs at work occupy, of which some jobs take several.
package final class WorkSlots: @unchecked Sendable {
  private let condition = NSCondition()
  private var free: Int

  package init(count: Int) { free = count }

  /// Takes `count` slots once so many are free; false, and nothing taken, where `shouldStop` says so first.
  package func take(_ count: Int, unless shouldStop: () -> Bool) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while free < count {
      if shouldStop() { return false }
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.05))
    }
    free -= count
    return true
  }

  package func giveBack(_ count: Int) {
    condition.lock()
    free += count
    condition.broadcast()
    condition.unlock()
  }
}
