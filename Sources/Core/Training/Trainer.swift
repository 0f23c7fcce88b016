import Numerics

/// A training run in progress, with everything allocated once.
struct Trainer {
  private let run: TrainingRun
  private let source: any GradientSource
  private var gradient: [Float]
  private(set) var state: TrainingState

  init(_ run: TrainingRun, _ workers: Workers) {
    self.init(run, source: run.data.source(for: run, workers))
  }

  /// Learns from where `source` stands.
  init(_ run: TrainingRun, source: any GradientSource) {
    let parameters = run.initialParameters.map(Float.init)
    self.run = run
    self.source = source
    gradient = Array(repeating: 0, count: parameters.count)
    state = TrainingState(
      parameters: Packed(parameters), middle: Packed(parameters.map { $0 }),
      optimiser: OptimiserState(for: run.optimiser, parameters: parameters.count), data: source.place,
      curve: TrainingCurve(steps: run.steps, records: run.records),
      norms: TrainingCurve(steps: run.steps, records: run.records))
  }

  /// Goes on from `state` instead.
  mutating func resume(from state: TrainingState) {
    self.state = state
    source.place = state.data
  }

  /// The state to go on from.
  func stateWithData() -> TrainingState {
    var state = state
    state.data = source.place
    return state
  }

  /// Makes one step; or makes none and says what was not finite.
  mutating func step() -> TrainingResult.Divergence? {
    let error = source.evaluate(state.parameters.values, gradient: &gradient)
    guard error.isFinite else { return state.parameters.values.allSatisfy(\.isFinite) ? .error : .parameters }
    let norm = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard norm.isFinite else { return .gradient }
    clip(norm)
    run.optimiser.update(
      &state.parameters.values, gradient: gradient, state: &state.optimiser,
      factor: run.schedule.factor(at: state.step, of: run.steps, state.schedule))
    run.schedule.observe(error, &state.schedule)
    state.curve.append(error, at: state.step)
    state.norms.append(norm, at: state.step)
    state.step += 1
    if state.step == run.steps / 2 {
      for index in gradient.indices { state.middle.values[index] = state.parameters.values[index] }
    }
    return nil
  }

  /// Shrinks a gradient longer than the run allows to that length (Pascanu, Mikolov and Bengio 2013).
  private mutating func clip(_ norm: Double) {
    guard let most = run.clipping, norm > most else { return }
    let share = Float(most / norm)
    for index in gradient.indices { gradient[index] *= share }
  }

  /// Whether the rule to stop says so; it is asked after each step.
  mutating func isOver(_ trained: (TrainingState) -> TrainedModel) -> Bool {
    guard let watch = run.stop.watch, state.step.isMultiple(of: watch.interval) else { return false }
    guard let value = watch.metric.value(of: trained(state)) else { return false }
    return run.stop.isOver(at: value, &state.patience)
  }
}
