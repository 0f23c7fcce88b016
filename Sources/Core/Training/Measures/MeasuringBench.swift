import Numerics

/// What the models that one run goes through are trained and measured with, made once for all of them.
final class MeasuringBench {
  private let run: TrainingRun
  private let workers: Workers
  private(set) lazy var source = run.data.source(for: run, workers)
  private(set) lazy var evaluation = Evaluation(run, on: run.task, workers)
  private(set) lazy var heldOut = Evaluation(run, on: run.task.heldOut, workers)
  private(set) lazy var white = Evaluation(
    run.model, white: run.task.shape, size: 64, from: Generator(seed: run.seed, stream: "memory"), workers)

  init(_ run: TrainingRun, _ workers: Workers = .single) {
    self.run = run
    self.workers = workers
  }
}
