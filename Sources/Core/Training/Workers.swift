import Foundation

/// Threads that wait for work, so that a step too short to start threads for can still be shared out.
///
/// One caller at a time.
package final class Workers: @unchecked Sendable {
  /// Threads at work, the caller's own included.
  package let count: Int
  /// Guards everything below.
  private let condition = NSCondition()
  private var work: ((Int) -> Void)?
  private var next = 0
  private var end = 0
  private var busy = 0
  private var isStopped = false

  private init(count: Int) { self.count = count }

  /// Runs `body` with `count` threads at hand, and ends them after it.
  package static func with<Result>(_ count: Int, _ body: (Workers) throws -> Result) rethrows -> Result {
    let workers = Workers(count: max(1, count))
    for _ in 1..<workers.count { Thread { workers.serve() }.start() }
    defer { workers.stop() }
    return try body(workers)
  }

  /// Calls `body` for 0 ..< `count`, each once, on any thread, and returns when all are done.
  package func perform(_ count: Int, _ body: (Int) -> Void) {
    guard self.count > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    withoutActuallyEscaping(body) { body in
      condition.lock()
      (work, next, end) = (body, 0, count)
      condition.broadcast()
      drain()
      while busy > 0 { condition.wait() }
      work = nil
      condition.unlock()
    }
  }

  private func serve() {
    condition.lock()
    while !isStopped {
      drain()
      condition.wait()
    }
    condition.unlock()
  }

  /// Takes pieces of work until there are none, the lock held between them.
  private func drain() {
    while let work, next < end {
      let index = next
      next += 1
      busy += 1
      condition.unlock()
      work(index)
      condition.lock()
      busy -= 1
      if busy == 0, next == end { condition.broadcast() }
    }
  }

  private func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    condition.unlock()
  }
}
