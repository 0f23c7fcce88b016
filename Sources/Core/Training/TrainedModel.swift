/// A run with the parameters it went through: what measures are taken of.
package struct TrainedModel: Sendable {
  /// A point of training.
  package enum Stage: CaseIterable, Sendable { case start, middle, end }

  package let run: TrainingRun
  private let stages: [Stage: [Double]]
  package let trainingCurve: Series
  /// ρ(s) where the task has it.
  package let targetMemory: [Double]?
  private let memories: [Stage: [Double]]
  /// At the end of training.
  package let errorProfile: ErrorProfile

  init(_ run: TrainingRun, start: [Double], middle: [Double], end: [Double], curve: Series) {
    self.run = run
    stages = [.start: start, .middle: middle, .end: end]
    trainingCurve = curve
    targetMemory = run.task.memory
    if run.model.isLinear {
      memories = stages.mapValues { run.model.impulseResponse(of: $0, for: run.task.shape) }
    } else {
      var generator = Generator(seed: run.seed, stream: "memory")
      memories = [.end: run.model.meanJacobian(of: end, for: run.task.shape, count: 2048, from: &generator)]
    }
    if run.model.isLinear, let target = targetMemory, let learned = memories[.end] {
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
