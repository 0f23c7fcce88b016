import Basics
import Foundation
import Settings
import Store
import Training

/// The jobs of training one model, which differ in their seeds alone: what they share is made once.
package struct TrainingJob {
  /// Shared by the jobs of all seeds, of which there may be many.
  private let train: @Sendable (_ seed: UInt64, JobControl) throws -> Data
  private let subject: Value
  private let cost: Double
  private let code: CodeNeed
  /// The canonical text of the run, all but its seed.
  package let canonical: String
  /// The same without the paths of files, for which their checksums stand.
  private let identity: String

  /// `settings` are all settings of the run but the seed, defaults included.
  package init(_ run: TrainingRun, settings: [Argument]) {
    train = { seed, control in
      try ResultCoder.encode(
        run.with(seed: seed).train(
          TrainingControl(
            shouldStop: control.shouldStop, progress: control.progress, warn: control.warn, threads: control.threads,
            checkpoints: control.checkpoints)))
    }
    subject = Value(.call("training", settings))
    canonical = subject.description
    identity = subject.withoutPaths.description
    cost = run.cost
    code = Self.code(settings)
  }

  /// The job of one seed.
  package func job(seed: Int, title: String) -> Job {
    Job(subject: subject, canonical: canonical, identity: identity, seed: seed, title: title, cost: cost, code: code) {
      [train] in try train(UInt64(seed), $0)
    }
  }

  /// The code behind a run with these settings: that of training, and of everything that they name.
  static func code(_ settings: [Argument]) -> CodeNeed {
    CodeNeed(of: Self.self, using: Value(.list(settings.map(\.value))))
  }
}
