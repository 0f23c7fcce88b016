/// A run with the parameters it went through: what measures are taken of.
package struct TrainedModel: Sendable {
  /// A point of training.
  package enum Stage: CaseIterable, Sendable { case start, middle, end }

  package let run: TrainingRun
  /// The parameters at each stage.
  package let parameters: [Stage: [Double]]
  package let trainingCurve: Series
  /// ρ(s) where the task has it.
  package let targetMemory: [Double]?
  private let memories: [Stage: [Double]]
  /// At the end of training.
  package let errorProfile: ErrorProfile

  init(_ run: TrainingRun, start: [Double], middle: [Double], end: [Double], curve: Series) {
    self.run = run
    parameters = [.start: start, .middle: middle, .end: end]
    trainingCurve = curve
    targetMemory = run.task.memory
    memories =
      run.model.isLinear
      ? parameters.mapValues { run.model.impulseResponse(of: $0, for: run.task.shape) } : [:]
    if let target = targetMemory, let learned = memories[.end] {
      errorProfile = ErrorProfile(target: target, learned: learned)
    } else {
      errorProfile = ErrorProfile(sampling: run, parameters: end)
    }
  }

  /// ρ̂(s) where the model is linear.
  package func learnedMemory(at stage: Stage = .end) -> [Double]? { memories[stage] }

  /// δ(s) = ρ(s) - ρ̂(s) where both exist.
  package func residualMemory(at stage: Stage = .end) -> [Double]? {
    guard let targetMemory, let learned = memories[stage] else { return nil }
    return zip(targetMemory, learned).map { $0 - $1 }
  }
}
