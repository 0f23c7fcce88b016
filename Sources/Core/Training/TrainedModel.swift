import Networks
import Numerics
import Statistics
import Tasks

/// A run with the parameters it went through: what measures are taken of.
package struct TrainedModel: Sendable {
  /// A point of training.
  package enum Stage: CaseIterable, Sendable { case start, middle, end }

  package let run: TrainingRun
  private let stages: [Stage: [Double]]
  /// Steps that were made.
  let steps: Int
  package let trainingCurve: Series
  /// ‖∂E/∂θ‖ by step.
  let gradientNorm: Series
  /// The trials of the search for the learning rate.
  let search: [SearchTrial]
  /// ρ(s) where the task has it.
  package let targetMemory: [Double]?
  private let memories: [Stage: [Double]]
  /// At the end of training.
  package let errorProfile: ErrorProfile

  init(_ run: TrainingRun, start: Packed, state: TrainingState, search: [SearchTrial] = []) {
    let parameters = [
      Stage.start: start, .middle: state.step < run.steps / 2 ? state.parameters : state.middle,
      .end: state.parameters,
    ]
    self.init(
      run, stages: parameters.mapValues { $0.values.map(Double.init) }, steps: state.step, curve: state.curve.series,
      norms: state.norms.series, search: search)
  }

  init(
    _ run: TrainingRun, stages: [Stage: [Double]], steps: Int, curve: Series, norms: Series, search: [SearchTrial]
  ) {
    self.run = run
    self.stages = stages
    self.steps = steps
    self.search = search
    trainingCurve = curve
    gradientNorm = norms
    targetMemory = run.task.memory
    let (model, end) = (run.model, stages[.end] ?? [])
    if model.isLinear {
      memories = stages.mapValues { model.impulseResponse(of: $0, for: run.task.shape) }
    } else {
      var generator = Generator(seed: run.seed, stream: "memory")
      memories = [.end: model.meanJacobian(of: end, for: run.task.shape, count: 2048, from: &generator)]
    }
    if model.isLinear, let target = targetMemory, let learned = memories[.end] {
      errorProfile = ErrorProfile(target: target, learned: learned)
    } else {
      errorProfile = ErrorProfile(sampling: run, parameters: end)
    }
  }

  package func parameters(at stage: Stage) -> [Double] { stages[stage] ?? [] }

  /// ρ̂(s) of a linear model at every stage, and the mean Jacobian of any other at the end.
  package func learnedMemory(at stage: Stage = .end) -> [Double]? { memories[stage] }

  /// δ(s) = ρ(s) - ρ̂(s) where both exist.
  package func residualMemory(at stage: Stage = .end) -> [Double]? {
    guard let targetMemory, let learned = memories[stage] else { return nil }
    return zip(targetMemory, learned).map { $0 - $1 }
  }
}
