import Foundation
import Settings
import Store
import Training

/// One computation that the report needs: a training run or the check of a theorem.
package struct Job: Sendable {
  /// What is computed, with every setting it was given or took by default.
  package let subject: Value
  /// Where its random numbers begin, nil where it draws none or always the same.
  package let seed: Int?
  /// What a progress line calls it, "poly, seed 3".
  package let title: String
  /// Its expected work relative to others, in floating-point operations.
  package let cost: Double
  /// The code that computes it.
  let code: CodeNeed
  /// Computes the result; the closure is told to stop through its argument.
  let compute: @Sendable (JobControl) throws -> Data

  /// The canonical text of the subject.
  package let subjectText: String
  /// Everything the result depends on but the code, as text: equal descriptions give equal results.
  package let description: String

  /// `text` is that of the subject, where it is known.
  init(
    subject: Value, text: String? = nil, seed: Int?, title: String, cost: Double, code: CodeNeed,
    compute: @escaping @Sendable (JobControl) throws -> Data
  ) {
    let text = text ?? subject.description
    self.subject = subject
    subjectText = text
    self.seed = seed
    self.title = title
    self.cost = cost
    self.code = code
    self.compute = compute
    description = seed.map { "\(text) seed \($0)" } ?? text
  }
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
