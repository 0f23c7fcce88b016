import Networks
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
    .series("targetMemory", "the memory function that is to be learned", x: "lag $s$", y: #"$\rho(s)$"#) {
      $0.targetMemory.map(Series.init)
    },
  ]
}

extension TrainedModel {
  /// (Σ δ(s)² / Σ ρ(s)²)^½ over the lags that `includes(s, T)`, nil where ρ is zero on them.
  fileprivate func relativeMemoryError(over includes: (Int, Int) -> Bool) -> Double? {
    guard let target = targetMemory, let residual = residualMemory() else { return nil }
    let lags = target.indices.filter { includes($0, target.count) }
    let size = lags.reduce(0) { $0 + target[$1] * target[$1] }
    return size > 0 ? (lags.reduce(0) { $0 + residual[$1] * residual[$1] } / size).squareRoot() : nil
  }
}
