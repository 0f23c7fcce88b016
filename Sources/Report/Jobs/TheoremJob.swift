import Basics
import Settings
import Store
import Theorems

/// The job of checking one theorem.
package enum TheoremJob {
  /// `settings` is the theorem as a chapter names it, defaults included.
  package static func job(_ theorem: any Theorem, settings: Value, title: String) -> Job {
    Job(
      subject: Value(.call("theorem", [Argument(value: settings)])), seed: nil, title: title, cost: 1e9,
      code: .init(of: Self.self, using: settings)
    ) { _ in try ResultCoder.encode(theorem.check()) }
  }
}
