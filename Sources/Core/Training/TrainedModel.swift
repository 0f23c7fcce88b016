import Networks
import Numerics
import Statistics
import Tasks

/// A run with the parameters it went through: what measures are taken of.
package struct TrainedModel {
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
  private let bench: MeasuringBench
  /// Sequences that the mean Jacobian is fitted to.
  private let memorySequences: Int
  private let findings = Findings()

  /// What was found out so far, since several measures rest on the same.
  private final class Findings {
    var memories: [Stage: [Double]] = [:]
    var errorProfile: ErrorProfile?
    var gradients: [Stage: SampledGradients] = [:]
    var variances: [Stage: GradientVariance] = [:]
  }

  init(
    _ run: TrainingRun, start: Packed, state: TrainingState, search: [SearchTrial] = [], bench: MeasuringBench? = nil,
    memorySequences: Int = 2048
  ) {
    let parameters = [
      Stage.start: start, .middle: state.step < run.steps / 2 ? state.parameters : state.middle,
      .end: state.parameters,
    ]
    self.init(
      run, stages: parameters.mapValues { $0.values.map(Double.init) }, steps: state.step, curve: state.curve.series,
      norms: state.norms.series, search: search, bench: bench, memorySequences: memorySequences)
  }

  init(
    _ run: TrainingRun, stages: [Stage: [Double]], steps: Int, curve: Series, norms: Series, search: [SearchTrial],
    bench: MeasuringBench? = nil, memorySequences: Int = 2048
  ) {
    self.run = run
    self.stages = stages
    self.steps = steps
    self.search = search
    trainingCurve = curve
    gradientNorm = norms
    targetMemory = run.task.memory
    self.bench = bench ?? MeasuringBench(run)
    self.memorySequences = memorySequences
  }

  package func parameters(at stage: Stage) -> [Double] { stages[stage] ?? [] }

  private func singleParameters(at stage: Stage) -> [Float] { parameters(at: stage).map(Float.init) }

  /// Whether the memory says everything of the model and of its task.
  var isExact: Bool { run.model.isLinear && targetMemory != nil }

  /// ρ̂(s) of a linear model at every stage, and the mean Jacobian of any other at the end.
  package func learnedMemory(at stage: Stage = .end) -> [Double]? {
    guard run.model.isLinear || stage == .end else { return nil }
    return kept(\.memories[stage]) {
      run.model.isLinear
        ? run.model.impulseResponse(of: parameters(at: stage), for: run.task.shape)
        : bench.white.meanJacobian(of: singleParameters(at: stage), count: memorySequences)
    }
  }

  /// At the end of training.
  package var errorProfile: ErrorProfile {
    kept(\.errorProfile) {
      if isExact, let targetMemory, let learned = learnedMemory() {
        return ErrorProfile(target: targetMemory, learned: learned)
      }
      return ErrorProfile(
        sampling: bench.heldOut, parameters: singleParameters(at: .end), hasSymbols: run.task.hasSymbols)
    }
  }

  /// δ(s) = ρ(s) - ρ̂(s) where both exist.
  package func residualMemory(at stage: Stage = .end) -> [Double]? {
    guard let targetMemory, let learned = learnedMemory(at: stage) else { return nil }
    return zip(targetMemory, learned).map { $0 - $1 }
  }

  /// By lag only where they are not known exactly.
  func sampledGradients(at stage: Stage) -> SampledGradients {
    kept(\.gradients[stage]) {
      SampledGradients(bench.evaluation, parameters: singleParameters(at: stage), withLags: !isExact)
    }
  }

  func gradientVariance(at stage: Stage) -> GradientVariance {
    kept(\.variances[stage]) {
      GradientVariance(bench.source, seed: run.seed, parameters: singleParameters(at: stage))
    }
  }

  /// What is found at `place`, or else is made and put there.
  private func kept<Value>(_ place: ReferenceWritableKeyPath<Findings, Value?>, _ make: () -> Value) -> Value {
    if let found = findings[keyPath: place] { return found }
    let made = make()
    findings[keyPath: place] = made
    return made
  }
}
