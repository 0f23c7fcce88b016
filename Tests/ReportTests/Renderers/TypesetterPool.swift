import Mathematics
import Synchronization

/// Typesetters that have started: KaTeX takes a tenth of a second for that, which many tests can share.
enum TypesetterPool {
  private struct Idle: @unchecked Sendable { var typesetters: [Typesetter] = [] }

  private static let idle = Mutex(Idle())

  /// Lends a typesetter without a store, which nobody else uses meanwhile.
  static func with<Value>(_ use: (Typesetter) throws -> Value) rethrows -> Value {
    nonisolated(unsafe) let typesetter = idle.withLock { $0.typesetters.popLast() } ?? Typesetter()
    defer { idle.withLock { $0.typesetters.append(typesetter) } }
    return try use(typesetter)
  }
}
