import Core
import Foundation

/// One computation that the report needs: a training run or the check of a theorem.
struct Job: Sendable {
  /// Everything the result depends on but the code, as text: equal descriptions give equal results.
  let description: String
  /// What a progress line calls it, "poly, seed 3".
  let title: String
  /// Its expected work relative to others, in floating-point operations.
  let cost: Double
  /// Computes the result; the closure is told to stop through its argument.
  let compute: @Sendable (JobControl) throws -> Data
}

/// How a running job hears and speaks.
struct JobControl: Sendable {
  /// Whether the build was asked to stop.
  let shouldStop: @Sendable () -> Bool
  /// Told the share of the work that is done, from 0 to 1.
  let progress: @Sendable (Double) -> Void
  /// Told what a person should know and no result says.
  let warn: @Sendable (String) -> Void
  /// Threads that the job may use.
  let threads: Int
  /// Where the job may keep its state.
  let checkpoints: Checkpoints?
}

extension Job {
  /// A job whose result is stored as canonical JSON.
  init<Output: Encodable & SendableMetatype>(
    description: String, title: String, cost: Double, result: @escaping @Sendable (JobControl) throws -> Output
  ) {
    self.init(description: description, title: title, cost: cost) { try ResultCoder.encode(result($0)) }
  }
}

/// JSON with sorted keys, in which numbers that are not finite survive.
enum ResultCoder {
  static func encode(_ value: some Encodable, isIndented: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(value)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: data)
  }
}
