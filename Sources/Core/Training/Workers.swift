import CKernels
import Foundation
import Synchronization

/// Threads that wait for work, so that a step too short to start threads for can still be shared out.
///
/// One caller at a time. A thread without work looks for more for some microseconds before it sleeps, since the next step
/// mostly follows at once.
package final class Workers: @unchecked Sendable {
  /// Threads at work, the caller's own included.
  package let count: Int
  /// What is to be done: read by whoever has taken a piece of it, written while none is left to be taken.
  private var work: ((Int) -> Void)?
  private let pieces = Atomic(Pieces(count: 0).word)
  private let unfinished = Atomic(0)
  private let sleepers = Atomic(0)
  private let isStopped = Atomic(false)
  private let condition = NSCondition()
  private static let patience = 4000

  private init(count: Int) { self.count = count }

  /// The calling thread alone; any number of callers may have it.
  package static let single = Workers(count: 1)

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
      work = body
      unfinished.store(count, ordering: .relaxed)
      pieces.store(Pieces(count: count).word, ordering: .sequentiallyConsistent)
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 { wake() }
      drain()
      var looks = 0
      while unfinished.load(ordering: .acquiring) > 0 { pause(&looks) }
      work = nil
    }
  }

  private func serve() {
    while !isStopped.load(ordering: .relaxed) {
      drain()
      var looks = 0
      while !hasWork, looks < Self.patience { pause(&looks) }
      if !hasWork { sleep() }
    }
  }

  /// Takes pieces of work until there are none.
  private func drain() {
    while hasWork {
      let piece = Pieces(word: pieces.add(1, ordering: .sequentiallyConsistent).oldValue)
      guard piece.isLeft else { return }
      work?(piece.next)
      unfinished.subtract(1, ordering: .releasing)
    }
  }

  private var hasWork: Bool { Pieces(word: pieces.load(ordering: .sequentiallyConsistent)).isLeft }

  /// A moment's wait; after many of them the processor is left to others.
  private func pause(_ looks: inout Int) {
    looks += 1
    if looks < Self.patience { kernel_pause() } else { sched_yield() }
  }

  private func sleep() {
    condition.lock()
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while !hasWork, !isStopped.load(ordering: .sequentiallyConsistent) { condition.wait() }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    condition.unlock()
  }

  private func wake() {
    condition.lock()
    condition.broadcast()
    condition.unlock()
  }

  private func stop() {
    isStopped.store(true, ordering: .sequentiallyConsistent)
    wake()
  }
}

/// The number of pieces and the next one to take in one word, so that a late taker cannot mix those of two rounds.
private struct Pieces {
  let word: UInt64

  init(word: UInt64) { self.word = word }
  init(count: Int) { word = UInt64(count) << 32 }

  var next: Int { Int(word & 0xFFFF_FFFF) }
  var isLeft: Bool { UInt64(next) < word >> 32 }
}
