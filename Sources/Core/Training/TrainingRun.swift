import Errors
import Models
import Networks
import Numerics
import Settings
import Tasks

/// One model trained on one task with one error from one seed.
///
/// Runs that differ in the error alone start from the same parameters and see the same batches.
package struct TrainingRun: Sendable {
  package let task: any SequenceTask
  package internal(set) var model: any SequenceModel
  package let error: any TemporalError
  package private(set) var optimiser: any Optimiser
  package let schedule: any LearningRateSchedule
  /// The greatest norm of a gradient, nil for no limit.
  package let clipping: Double?
  package private(set) var steps: Int
  /// Sequences in a batch.
  package let batch: Int
  package internal(set) var data: any TrainingData
  package private(set) var search: LearningRateSearch?
  package let stop: any StopRule
  /// Points of the training curve.
  package let records: Int
  package private(set) var seed: UInt64
  /// All settings with their defaults; runs that differ in nothing but the seed have the same.
  let identity: String

  /// Reads and declares the settings of a run; the seed is none of them.
  package init(settings: Settings, seed: UInt64 = 1) {
    task = settings.part("task", from: .tasks, default: "linear-functional", help: "the task to learn")
    model = settings.part("model", from: .models, default: "linear-rnn", help: "the model that learns")
    error = settings.part("error", from: .errors, default: "squared", help: "the error to minimise")
    optimiser = settings.part("optimiser", from: .optimisers, default: "adam", help: "how the parameters are updated")
    schedule = settings.part("schedule", from: .schedules, default: "constant", help: "how the learning rate changes")
    clipping = settings.optionalNumber("clipping", .positive, help: "the norm to which a longer gradient is clipped")
    steps = settings.count("steps", default: 1000, 1...10_000_000, help: "the number of training steps")
    batch = settings.count("batch", default: 128, 1...65_536, help: "sequences in each step")
    data = settings.part("data", from: .data, default: "fresh", help: "what the sequences are drawn from")
    search = settings.part("search", from: .searches, default: "none", help: "how the learning rate is chosen")
    stop = settings.part("stop", from: .stops, default: "never", help: "when training ends before its last step")
    records = settings.count("records", default: 100, 2...10_000, help: "points of the training curve")
    identity = "\(Value(.call("training", settings.record)))"
    self.seed = seed
    for problem in problems(settings) { settings.report(problem) }
  }

  /// The same run from another seed.
  package func with(seed: UInt64) -> TrainingRun {
    var run = self
    run.seed = seed
    return run
  }

  /// The same run with another learning rate and number of steps, and without a search.
  func trying(_ learningRate: Double, steps: Int) -> TrainingRun {
    var run = self
    run.search = nil
    run.optimiser.learningRate = learningRate
    run.steps = steps
    return run
  }

  /// The parameters that training starts from.
  package var initialParameters: [Double] {
    var generator = Generator(seed: seed, stream: "initialisation")
    return model.initialParameters(for: task.shape, from: &generator)
  }

  /// Trains and measures; equal runs give equal results. A run that diverges ends early, with what was seen till then.
  ///
  /// - Throws: `CancellationError` once `control` says to stop.
  package func train(_ control: TrainingControl = TrainingControl()) throws -> TrainingResult {
    try Workers.with(control.threads) { workers in
      var session = TrainingSession(self, control, workers)
      return try session.result()
    }
  }
}
