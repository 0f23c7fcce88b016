import Basics
import Settings
import Store
import Training

/// The job of training one model from one seed.
package enum TrainingJob {
  /// `settings` are all settings of the run but the seed, defaults included.
  package static func job(_ run: TrainingRun, settings: [Argument], seed: Int, title: String) -> Job {
    Job(
      subject: Value(.call("training", settings)), seed: seed, title: title, cost: run.cost, code: code(settings)
    ) { control in
      try ResultCoder.encode(
        run.with(seed: UInt64(seed)).train(
          TrainingControl(
            shouldStop: control.shouldStop, progress: control.progress, warn: control.warn, threads: control.threads,
            checkpoints: control.checkpoints)))
    }
  }

  /// The code behind a run with these settings: that of training, and of everything that they name.
  static func code(_ settings: [Argument]) -> CodeNeed {
    CodeNeed(of: Self.self, using: Value(.list(settings.map(\.value))))
  }
}
