import Dispatch
import Synchronization

/// What happens to the server, in the order in which it happens.
final class EventQueue<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])
  private let count = DispatchSemaphore(value: 0)

  func push(_ event: Event) {
    events.withLock { $0.append(event) }
    count.signal()
  }

  /// The next event, for which this waits; nil if there is none before `deadline`.
  func next(before deadline: DispatchTime = .distantFuture) -> Event? {
    guard count.wait(timeout: deadline) == .success else { return nil }
    return events.withLock { $0.removeFirst() }
  }
}
