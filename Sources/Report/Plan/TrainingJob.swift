import Core

/// The job of training one model from one seed.
enum TrainingJob {
  /// `settings` are all settings of the run but the seed, defaults included.
  static func job(_ run: TrainingRun, settings: [Argument], seed: Int, title: String) -> Job {
    let subject = Value(.call("training", settings))
    return Job(
      subject: subject, seed: seed, title: title, cost: run.cost, code: .init(of: Self.self, using: subject)
    ) { control in
      try ResultCoder.encode(
        run.with(seed: UInt64(seed)).train(
          TrainingControl(
            shouldStop: control.shouldStop, progress: control.progress, warn: control.warn, threads: control.threads,
            checkpoints: control.checkpoints)))
    }
  }
}
