import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What `transform` makes of each element, in their order, on all cores; throws the first error in that order.
  package func concurrentMap<Value: Sendable, Failure: Error>(
    _ transform: @Sendable (Element) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let made = Mutex<[Int: Result<Value, Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Result { () throws(Failure) in try transform(self[index]) }
      made.withLock { $0[index] = result }
    }
    var values: [Value] = []
    let results = made.withLock { made in indices.compactMap { made[$0] } }
    for result in results { values.append(try result.get()) }
    return values
  }
}

/// A value that is made beside other work.
package final class Beside<Value: Sendable>: Sendable {
  private let made = Mutex<Result<Value, any Error>?>(nil)
  private let group = DispatchGroup()

  /// Begins to make it.
  package init(_ make: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async(group: group) { [self] in
      let result = Result { try make() }
      made.withLock { $0 = result }
    }
  }

  /// The value, as soon as it is there; throws what was thrown in its making.
  package func value() throws -> Value? {
    group.wait()
    return try made.withLock { try $0?.get() }
  }
}
