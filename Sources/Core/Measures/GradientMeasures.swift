extension Measure {
  /// Where the gradient comes from: by lag in the expected error, by time step through the hidden states.
  static let gradient: [Measure] = [
    byLag("gradientByLagStart", .start, "before training"),
    byLag("gradientByLagMiddle", .middle, "half-way through training"),
    byLag("gradientByLagEnd", .end, "after training"),
    .number(
      "longLagGradientShare",
      "the share of lags s > T/2 in the gradient by lag before training, a reading by lag and not by time step",
      label: #"$\sum_{s > T/2} |\partial E / \partial \hat\rho(s)| / \sum_s |\partial E / \partial \hat\rho(s)|$"#
    ) {
      guard let gradient = $0.gradientByLag(at: .start) else { return nil }
      let sum = gradient.reduce(0, +)
      return sum > 0 ? gradient[(gradient.count / 2 + 1)...].reduce(0, +) / sum : nil
    },
    .series(
      "gradientByTime",
      "root mean square over sequences of the gradient's norm at the hidden state of each time step, before training",
      x: #"time step $\tau$"#, y: #"$\|\partial E / \partial h_\tau\|$"#
    ) { Series($0.gradientByTime()) },
  ]

  private static func byLag(_ name: String, _ stage: TrainedModel.Stage, _ when: String) -> Measure {
    .series(
      name, "size of the expected error's gradient with respect to the memory at each lag, \(when)",
      x: "lag $s$", y: #"$|\partial E / \partial \hat\rho(s)|$"#
    ) { $0.gradientByLag(at: stage).map(Series.init) }
  }
}

extension TrainedModel {
  /// |∂E/∂ρ̂(s)| = (2/T) |δ(s)| Σ_{t≥s} w_t ∂Eφ(σ_t z)/∂(σ_t²), z standard normal.
  ///
  /// For squared error this is (2/T) B_w(s) |δ(s)|, exact for white inputs; for others it holds for Gaussian ones.
  fileprivate func gradientByLag(at stage: Stage) -> [Double]? {
    guard run.model.isLinear, let residual = residualMemory(at: stage) else { return nil }
    var variance = 0.0
    var effective = run.error.weights(length: residual.count)
    for (step, deviation) in residual.enumerated() {
      variance += deviation * deviation
      guard let slope = run.error.gaussianSlope(variance: variance) else { return nil }
      effective[step] *= slope.isFinite ? slope : 0
    }
    let factor = 2 / Double(residual.count)
    return zip(SensitivityProfile(weights: effective).values, residual).map { factor * $0 * abs($1) }
  }

  /// (mean over sequences of ‖∂E_b/∂h_τ‖²)^½, where E_b is the error of one sequence, on one fresh batch.
  fileprivate func gradientByTime() -> [Double] {
    let shape = run.task.shape
    let network: Network<Double> = run.model.network(for: shape, batch: run.batch)
    let batch = Batch<Double>(shape, count: run.batch)
    var generator = Generator(seed: run.seed, stream: "evaluation")
    batch.draw(from: run.task, &generator)
    let start = parameters(at: .start)
    var objective = Objective(run.error, shape: shape, batch: run.batch)
    _ = batch.error(of: network, start, by: &objective)
    var gradient = Array(repeating: 0.0, count: start.count)
    network.backward(start, batch.inputs, batch.slopes, &gradient)
    let states = network.stateSlopes
    return (0..<shape.length).map { time in
      let squares = (0..<states.width).reduce(0.0) { sum, feature in
        states.row(time, feature).reduce(sum) { $0 + $1 * $1 }
      }
      return (Double(run.batch) * squares).squareRoot()
    }
  }
}
