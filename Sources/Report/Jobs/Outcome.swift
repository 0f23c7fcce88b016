import Basics
import Foundation
import Results
import Store
import Synchronization
import Training

/// What became of a job.
package struct Outcome: Sendable {
  private enum Source: Sendable {
    case given(Result<Data, JobFailure>)
    /// It lies in a store, and is read when it is asked for.
    case stored(Store)
  }

  package var key: String
  /// How long the computation took, now or when it was stored.
  package var seconds: Double
  /// Whether the result was found in the store, or computed by another process meanwhile.
  package var reused: Bool
  /// Why it was computed, empty where it was not.
  package var reason = ""
  /// What is remembered of the result.
  var known: KnownResults?
  /// Whether the result lies in the store and was not read for this outcome.
  private(set) var isUnread = false
  private let reading: Reading

  package init(result: Result<Data, JobFailure>, key: String, seconds: Double, reused: Bool, reason: String = "") {
    reading = Reading(.given(result))
    (self.key, self.seconds, self.reused, self.reason) = (key, seconds, reused, reason)
  }

  /// Of a result that lies whole in a store and was not read.
  init(storedIn store: Store, key: String, seconds: Double) {
    reading = Reading(.stored(store))
    (self.key, self.seconds, reused, isUnread) = (key, seconds, true, true)
  }

  /// Of a result that lies in a store, as was just seen: of a run it holds on to what a report says of it alone, since there may
  /// be a hundred thousand.
  init(
    _ result: Data, of job: Job, storedIn store: Store, key: String, seconds: Double, reused: Bool, reason: String = ""
  ) {
    (self.key, self.seconds, self.reused, self.reason) = (key, seconds, reused, reason)
    let summary = job.seed == nil ? nil : try? RunSummary(ofResult: result)
    reading = Reading(summary == nil ? .given(.success(result)) : .stored(store), summary)
  }

  /// The encoded result, or why there is none.
  package var result: Result<Data, JobFailure> {
    switch reading.source {
    case .given(let result): return result
    case .stored(let store):
      if let entry = store.entry(for: key).entry { return .success(entry.result) }
      store.losses.note(key)
      return .failure(JobFailure(reason: "its stored result is damaged"))
    }
  }

  /// Why the job failed, nil where it did not.
  package var failure: JobFailure? { if case .given(.failure(let failure)) = reading.source { failure } else { nil } }

  /// What a report says about a run, where that is in memory.
  var summaryAtHand: RunSummary? { reading.summary.withLock { $0 } }

  /// What a report says about a training run, without reading all of its result where that is remembered.
  package func summary() throws -> RunSummary {
    if let known = reading.summary.withLock({ $0 }) { return known }
    func made() throws -> RunSummary { try RunSummary(ofResult: result.get()) }
    let summary = try known?.summary(of: key, make: made) ?? made()
    reading.summary.withLock { $0 = summary }
    return summary
  }

  /// The result, decoded once for all who ask; throws `JobFailure` if there is none, or what is wrong with its JSON.
  package func decoded<Value: Decodable & Sendable>(_ type: Value.Type) throws -> Value {
    try reading.value.withLock { known in
      if let value = known as? Value { return value }
      let value = try ResultCoder.decode(type, from: result.get())
      known = value
      return value
    }
  }

  private final class Reading: Sendable {
    let source: Source
    let value = Mutex<(any Sendable)?>(nil)
    let summary: Mutex<RunSummary?>

    init(_ source: Source, _ summary: RunSummary? = nil) {
      self.source = source
      self.summary = Mutex(summary)
    }
  }
}

extension Outcome {
  /// Whether the result is missing because it was not computed.
  package var isHole: Bool { failure?.isHole == true }
}
