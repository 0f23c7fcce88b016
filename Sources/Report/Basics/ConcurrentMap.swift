import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What `transform` makes of each element, in their order, on all cores; throws the first error in that order.
  package func concurrentMap<Value: Sendable, Failure: Error>(
    _ transform: @Sendable (Element) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    // Stretches of many elements, so that handing them out costs little; of few, so that the last of them is soon done.
    let length = Swift.max(1, count / 256)
    let starts = Array<Int>(stride(from: 0, to: count, by: length))
    let made = Mutex<[[Result<Value, Failure>]]>(Array<[Result<Value, Failure>]>(repeating: [], count: starts.count))
    DispatchQueue.concurrentPerform(iterations: starts.count) { stretch in
      let results = self[starts[stretch]..<Swift.min(starts[stretch] + length, count)].map { element in
        Result { () throws(Failure) in try transform(element) }
      }
      made.withLock { $0[stretch] = results }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for results in made.withLock({ $0 }) { for result in results { values.append(try result.get()) } }
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
