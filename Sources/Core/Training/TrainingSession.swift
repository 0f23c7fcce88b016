import Foundation
import Numerics
import Statistics

/// One call of `train`: the search, then the run, with checkpoints on the way.
struct TrainingSession {
  private let run: TrainingRun
  private let control: TrainingControl
  private let workers: Workers
  private let bench: MeasuringBench
  /// Where the data of each training begin.
  private let origin: DataPlace
  private var checkpoint = Checkpoint()
  private var lastSaved = ContinuousClock.now
  /// Steps of the trainings that are over, and of all.
  private var done = 0.0
  private let all: Double

  init(_ run: TrainingRun, _ control: TrainingControl, _ workers: Workers) {
    self.run = run
    self.control = control
    self.workers = workers
    bench = MeasuringBench(run, workers)
    origin = bench.source.place
    let trials = run.search.map { $0.rates.count * max($0.pilots.count, 1) * $0.steps(of: run.steps) }
    all = Double(run.steps + (trials ?? 0))
    guard let data = control.checkpoints?.load() else { return }
    if let kept = try? JSONDecoder().decode(Checkpoint.self, from: data),
      kept.searched.map(\.rate).elementsEqual(run.search?.rates.prefix(kept.searched.count) ?? [])
    {
      checkpoint = kept
    } else {
      control.warn("a checkpoint cannot be read; its run starts again")
    }
  }

  /// Throws `CancellationError` once told to stop, with a checkpoint made.
  mutating func result() throws -> TrainingResult {
    guard let search = run.search else { return try measured(run) }
    let steps = search.steps(of: run.steps)
    done = Double(checkpoint.searched.count * max(search.pilots.count, 1) * steps)
    if !search.pilots.isEmpty, checkpoint.searched.count < search.rates.count {
      checkpoint = Checkpoint()
      checkpoint.searched = try PilotSearch.of(run, search).searched(shouldStop: control.shouldStop) { trial in
        let pilot = run.with(seed: UInt64(search.pilots[trial.pilot])).trying(search.rates[trial.rate], steps: steps)
        let (_, trained) = try trained(pilot, isKept: false)
        checkpoint.state = nil
        return trained.flatMap(search.metric.value)
      }
      done = all - Double(run.steps)
    }
    for rate in search.rates.dropFirst(checkpoint.searched.count) {
      let (_, trained) = try trained(
        run.trying(rate, steps: steps), memorySequences: LearningRateSearch.memorySequences)
      checkpoint.searched.append(SearchTrial(rate: rate, value: trained.flatMap(search.metric.value)))
      checkpoint.state = nil
      done += Double(steps)
    }
    let best = LearningRateSearch.best(of: checkpoint.searched)
    var result = try measured(run.trying(best?.rate ?? search.rates[0], steps: run.steps))
    result.search = checkpoint.searched
    result.warnings += [search.warning(about: checkpoint.searched)].compactMap { $0 }
    return result
  }

  private mutating func measured(_ run: TrainingRun) throws -> TrainingResult {
    let (outcome, trained) = try trained(run)
    guard let trained else {
      let curve = checkpoint.state?.curve.series ?? Series(x: [], y: [])
      return TrainingResult(outcome: outcome, numbers: [:], series: ["trainingCurve": curve])
    }
    return TrainingResult(outcome: outcome, measuring: trained)
  }

  /// Trains to the end of `run`; the model is nil where it diverged. The trial of a pilot has its own data and leaves no
  /// checkpoints.
  private mutating func trained(
    _ run: TrainingRun, memorySequences: Int = 2048, isKept: Bool = true
  ) throws -> (TrainingResult.Ending, TrainedModel?) {
    let bench = isKept ? self.bench : MeasuringBench(run, workers)
    if isKept { bench.source.place = origin }
    var trainer = Trainer(run, source: bench.source)
    let start = trainer.state.parameters
    if let state = checkpoint.state {
      if state.fits(run, start: trainer.state) {
        trainer.resume(from: state)
      } else {
        control.warn("a checkpoint does not fit its run, which starts again")
      }
    }
    let searched = checkpoint.searched
    func model(_ state: TrainingState, memorySequences: Int) -> TrainedModel {
      TrainedModel(
        run, start: start, state: state, search: searched, bench: bench, memorySequences: memorySequences)
    }
    func judged(_ state: TrainingState) -> TrainedModel {
      model(state, memorySequences: LearningRateSearch.memorySequences)
    }
    var outcome = TrainingResult.Ending.finished
    while trainer.state.step < run.steps {
      if control.shouldStop() {
        if isKept { keep(trainer) }
        throw CancellationError()
      }
      if let cause = trainer.step() {
        checkpoint.state = trainer.state
        return (.diverged(step: trainer.state.step, cause: cause), nil)
      }
      control.progress((done + Double(trainer.state.step)) / all)
      if trainer.state.step < run.steps, trainer.isOver(judged) {
        outcome = .stopped(step: trainer.state.step)
        break
      }
      if isKept, let checkpoints = control.checkpoints, ContinuousClock.now - lastSaved > checkpoints.interval {
        keep(trainer)
      }
    }
    guard trainer.state.parameters.values.allSatisfy(\.isFinite) else {
      checkpoint.state = trainer.state
      return (.diverged(step: trainer.state.step, cause: .parameters), nil)
    }
    return (outcome, model(trainer.state, memorySequences: memorySequences))
  }

  private mutating func keep(_ trainer: Trainer) {
    checkpoint.state = trainer.stateWithData()
    if let data = try? JSONEncoder().encode(checkpoint) { control.checkpoints?.save(data) }
    lastSaved = .now
  }
}
