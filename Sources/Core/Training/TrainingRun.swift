/// One model trained on one task with one error from one seed.
///
/// Runs that differ in the error alone start from the same parameters and see the same batches.
package struct TrainingRun: Sendable {
  package let task: any SequenceTask
  package let model: any SequenceModel
  package let error: any TemporalError
  package let optimiser: any Optimiser
  package let steps: Int
  /// Sequences in a batch.
  package let batch: Int
  /// Points of the training curve.
  package let records: Int
  package private(set) var seed: UInt64

  /// Reads and declares the settings of a run; the seed is none of them.
  package init(settings: Settings, seed: UInt64 = 1) {
    task = settings.part("task", from: .tasks, default: "linear-functional", help: "what is to be learned")
    model = settings.part("model", from: .models, default: "linear-rnn", help: "the model that learns")
    error = settings.part("error", from: .errors, default: "squared", help: "the error that training lowers")
    optimiser = settings.part("optimiser", from: .optimisers, default: "adam", help: "how the parameters move")
    steps = settings.count("steps", default: 1000, 1...10_000_000, help: "the number of training steps")
    batch = settings.count("batch", default: 128, 1...65_536, help: "fresh sequences in each step")
    records = settings.count("records", default: 100, 2...10_000, help: "points of the training curve")
    self.seed = seed
    check(settings)
  }

  /// The same run from another seed.
  package func with(seed: UInt64) -> TrainingRun {
    var run = self
    run.seed = seed
    return run
  }

  /// Floating-point operations, roughly.
  package var cost: Double {
    let shape = task.shape
    let step = 3 * model.operations(for: shape) + 2 * Double(shape.length) + 200
    return Double(steps) * Double(batch) * Double(shape.length) * step
  }

  /// The parameters that training starts from.
  package var initialParameters: [Double] {
    var generator = Generator(seed: seed, stream: "initialisation")
    return model.initialParameters(for: task.shape, from: &generator)
  }

  private func check(_ settings: Settings) {
    if let flaw = error.flaw(length: task.shape.length) {
      settings.report(
        SettingProblem(flaw, remedy: "choose an error whose weights suit this length", span: settings.span))
    }
    if error.comparesSymbols, !task.hasSymbols {
      settings.report(
        SettingProblem(
          "this error compares symbols, and the targets of '\(type(of: task).name)' are numbers",
          remedy: "choose a task of symbols, or an error of numbers", span: settings.span))
    }
    let features = model.workspace(for: task.shape) + 3 * (task.shape.inputs + task.shape.outputs)
    let megabytes = task.shape.length * batch * features / 250_000
    if megabytes > 1000 {
      settings.report(
        SettingProblem(
          "one step of this run takes \(megabytes) megabytes of memory, and 1000 are allowed",
          remedy: "make the batch, the length or the width smaller", span: settings.span))
    }
  }
}

extension TrainingRun {
  /// Trains and measures; equal runs give equal results. A run that diverges ends early, with what was seen till then.
  ///
  /// - Throws: `CancellationError` once `shouldStop` says so; it is asked before each step.
  /// - Parameter progress: told the part that is done, from 0 to 1.
  package func train(
    shouldStop: () -> Bool = { false }, progress: (Double) -> Void = { _ in }
  ) throws -> TrainingResult {
    let start = initialParameters
    var trainer = Trainer(self, parameters: start)
    var curve = TrainingCurve(steps: steps, records: records)
    var middle = start
    for step in 0..<steps {
      if shouldStop() { throw CancellationError() }
      if step == steps / 2 { middle = trainer.parameters.map(Double.init) }
      let error = trainer.step()
      guard error.isFinite else {
        return TrainingResult(outcome: .diverged(step: step), numbers: [:], series: ["trainingCurve": curve.series])
      }
      curve.append(error, at: step)
      progress(Double(step + 1) / Double(steps))
    }
    let end = trainer.parameters.map(Double.init)
    guard end.allSatisfy(\.isFinite) else {
      return TrainingResult(outcome: .diverged(step: steps), numbers: [:], series: ["trainingCurve": curve.series])
    }
    return TrainingResult(
      outcome: .finished,
      measuring: TrainedModel(self, start: start, middle: middle, end: end, curve: curve.series))
  }
}
