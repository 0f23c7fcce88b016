import Foundation
import Networks
import Numerics
import Statistics
import Tasks

extension Measure {
  /// How well the memory function is learned, over which lags.
  static let memory: [Measure] = [
    .number(
      "memoryError", "relative L2 error of the learned memory function over all lags",
      label: #"$\|\hat\rho-\rho\| / \|\rho\|$"#
    ) { $0.relativeMemoryError { _, _ in true } },
    .number(
      "shortLagError", "relative L2 error of the learned memory function over short lags, s < T/4",
      label: #"$\|\hat\rho-\rho\| / \|\rho\|$ for $s < T/4$"#
    ) { $0.relativeMemoryError { lag, length in 4 * lag < length } },
    .number(
      "longLagError", "relative L2 error of the learned memory function over long lags, s > T/2",
      label: #"$\|\hat\rho-\rho\| / \|\rho\|$ for $s > T/2$"#
    ) { $0.relativeMemoryError { lag, length in 2 * lag > length } },
    .series(
      "learnedMemory",
      "the model's memory function after training: its impulse response if it is linear, else its mean Jacobian",
      x: "lag $s$", y: #"$\hat\rho(s)$"#
    ) {
      $0.learnedMemory().map(Series.init)
    },
    .series(
      "meanJacobian",
      "mean derivative of the output by the input at each lag over white Gaussian inputs, after training; for a non-linear model from 2048 sequences",
      x: "lag $s$", y: #"$\mathrm{E}\,\partial \hat y_t / \partial x_{t-s}$"#
    ) { $0.learnedMemory().map(Series.init) },
    .series(
      "impulseResponse",
      "what a unit impulse adds to the output, after training; for a non-linear model at this size of the impulse alone",
      x: "lag $s$", y: #"$\hat y_s$ after an impulse"#
    ) { Series($0.run.model.impulseResponse(of: $0.parameters(at: .end), for: $0.run.task.shape)) },
    .series(
      "stepResponse", "size of the change of the output from step to step after a step input, after training",
      x: "lag $s$", y: #"$|\hat y_s - \hat y_{s-1}|$ after a step"#
    ) { $0.run.model.stepResponse(of: $0.parameters(at: .end), for: $0.run.task.shape) },
    .number(
      "stabilityMargin",
      "1 less the factor by which the response of a linear model to an impulse shrinks from step to step in the end, between 2T and 8T; below 0 it grows",
      label: "stability margin", isSigned: true
    ) { $0.stabilityMargin },
    .series(
      "perturbationError",
      "memory error of a linear model after a random change of its parameters, the median of 9, against the size of the change relative to them",
      x: "relative change of the parameters", y: #"$\|\hat\rho-\rho\| / \|\rho\|$ after the change"#
    ) { $0.perturbationError },
    .series("targetMemory", "the memory function that is to be learned", x: "lag $s$", y: #"$\rho(s)$"#) {
      $0.targetMemory.map(Series.init)
    },
  ]
}

extension TrainedModel {
  /// 1 - |λ| of the slowest mode that shows in the impulse response, from its greatest values over [2T, 4T) and [6T, 8T).
  fileprivate var stabilityMargin: Double? {
    guard run.model.isLinear, targetMemory != nil else { return nil }
    var shape = run.task.shape
    let length = shape.length
    shape.length *= 8
    let response = run.model.impulseResponse(of: parameters(at: .end), for: shape).map(abs)
    let (early, late) = (response[2 * length..<4 * length].max() ?? 0, response[6 * length..<8 * length].max() ?? 0)
    // What has died down below the smallest numbers shrinks at least as fast as these say.
    guard early > 0 else { return 1 }
    return 1 - pow(max(late, .leastNormalMagnitude) / early, 1 / Double(4 * length))
  }

  /// Relative memory errors after changes of random direction and of a size relative to all parameters.
  fileprivate var perturbationError: Series? {
    guard run.model.isLinear, let target = targetMemory else { return nil }
    let parameters = parameters(at: .end)
    let size = norm(parameters)
    var generator = Generator(seed: run.seed, stream: "perturbation")
    let directions = (0..<9).map { _ in parameters.map { _ in generator.gaussian() } }
    let changes = [0.001, 0.003, 0.01, 0.03, 0.1]
    return Series(
      x: changes,
      y: changes.map { change in
        let errors = directions.map { direction in
          let scale = change * size / norm(direction)
          let changed = zip(parameters, direction).map { $0 + scale * $1 }
          let memory = run.model.impulseResponse(of: changed, for: run.task.shape)
          return norm(zip(memory, target).map { $0 - $1 }) / norm(target)
        }
        return errors.sorted { $0 < $1 || ($1.isNaN && !$0.isNaN) }[4]
      })
  }

  private func norm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// (Σ δ(s)² / Σ ρ(s)²)^½ over the lags that `includes(s, T)`, nil where ρ is zero on them.
  fileprivate func relativeMemoryError(over includes: (Int, Int) -> Bool) -> Double? {
    guard let target = targetMemory, let residual = residualMemory() else { return nil }
    let lags = target.indices.filter { includes($0, target.count) }
    let size = lags.reduce(0) { $0 + target[$1] * target[$1] }
    return size > 0 ? (lags.reduce(0) { $0 + residual[$1] * residual[$1] } / size).squareRoot() : nil
  }
}
