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
  /// How many of the workers it takes.
  package var threads = 1
  /// What a person must allow for it to run, in the parts of a `ProgramRequest`; nil for what this program computes itself.
  package var request: [[String]]?
  /// Why it is not to be run; nil where it may be.
  package var refusal: String?
  /// What else its result depends on and only a command can tell; it is asked when a key is needed.
  package var surroundings: (@Sendable () -> String)?

  /// Everything the result depends on but the code and its surroundings, as text: equal descriptions give equal results.
  package let description: String

  /// `canonical` is the text of the subject and `identity` that without paths of files, where they are known.
  init(
    subject: Value, canonical: String? = nil, identity: String? = nil, seed: Int?, title: String, cost: Double,
    code: CodeNeed,
    compute: @escaping @Sendable (JobControl) throws -> Data
  ) {
    self.subject = subject
    subjectText = canonical ?? subject.description
    self.seed = seed
    self.title = title
    self.cost = cost
    self.code = code
    self.compute = compute
    let identity = identity ?? subject.withoutPaths.description
    description = seed.map { "\(identity) seed \($0)" } ?? identity
  }
}

/// How a running job hears and speaks.
package struct JobControl: Sendable {
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
