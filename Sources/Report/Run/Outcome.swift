import Foundation
import Synchronization

/// What became of a job.
struct Outcome: Sendable {
  /// The encoded result, or why there is none.
  var result: Result<Data, JobFailure>
  var key: String
  /// How long the computation took, now or when it was stored.
  var seconds: Double
  /// Whether the result was found in the store, or computed by another process meanwhile.
  var reused: Bool
  /// Why it was computed, empty where it was not.
  var reason = ""
  private let reading = Reading()

  init(result: Result<Data, JobFailure>, key: String, seconds: Double, reused: Bool, reason: String = "") {
    self.result = result
    self.key = key
    self.seconds = seconds
    self.reused = reused
    self.reason = reason
  }

  /// The result, decoded once for all who ask; throws `JobFailure` where there is none, or what is wrong with its JSON.
  func decoded<Value: Decodable & Sendable>(_ type: Value.Type) throws -> Value {
    try reading.value.withLock { known in
      if let value = known as? Value { return value }
      let value = try ResultCoder.decode(type, from: result.get())
      known = value
      return value
    }
  }

  private final class Reading: Sendable {
    let value = Mutex<(any Sendable)?>(nil)
  }
}

/// Why a job gave no result.
struct JobFailure: Error, Sendable {
  let reason: String
  /// Whether it was never tried: the build computes nothing, and nothing is stored.
  var isHole = false

  static let notComputed = JobFailure(reason: "not computed yet", isHole: true)
}

extension Outcome {
  /// Whether there is no result because none was computed.
  var isHole: Bool { if case .failure(let failure) = result { failure.isHole } else { false } }
}
