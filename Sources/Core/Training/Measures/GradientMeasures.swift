import Errors
import Networks
import Numerics
import Statistics
import Tasks

extension Measure {
  /// Where the gradient comes from, by lag and by time step, and how much it varies from batch to batch.
  static let gradient: [Measure] =
    stages.map { stage, name, when in
      .series(
        "gradientByLag\(name)",
        "size of the expected error's gradient with respect to the memory at each lag, \(when); for a non-linear model from 512 sequences",
        x: "lag $s$", y: #"$|\partial E / \partial \hat\rho(s)|$"#
      ) { $0.gradientByLag(at: stage).map(Series.init) }
    }
    + stages.map { stage, name, when in
      .series(
        "gradientByTime\(name)",
        "root mean square over sequences of the gradient's norm at the hidden state of each time step, \(when)",
        x: #"time step $\tau$"#, y: #"$\|\partial E / \partial h_\tau\|$"#
      ) { Series($0.gradientByTime(at: stage)) }
    }
    + [
      .number(
        "longLagGradientShare",
        "the share of lags s > T/2 in the gradient by lag before training, a reading by lag and not by time step",
        label: #"$\sum_{s > T/2} |\partial E / \partial \hat\rho(s)| / \sum_s |\partial E / \partial \hat\rho(s)|$"#
      ) { $0.longLagGradientShare(at: .start) }
    ]
    + stages.filter { $0.stage != .middle }.flatMap { stage, name, when -> [Measure] in
      [
        .number(
          "gradientVariance\(name)", "total variance of the gradient from batch to batch of the run's data, \(when)",
          label: #"$\sum_i \mathrm{Var}\,\partial E / \partial \theta_i$"#
        ) { $0.gradientVariance(at: stage).variance },
        .number(
          "gradientNoise\(name)",
          "total variance of the gradient from batch to batch over the square of its mean's norm, \(when)",
          label: #"$\sum_i \mathrm{Var}\,g_i / \|\mathrm{E}\,g\|^2$ of the gradient $g$"#
        ) { $0.gradientVariance(at: stage).noise },
      ]
    }

  private static let stages: [(stage: TrainedModel.Stage, name: String, when: String)] = [
    (.start, "Start", "before training"), (.middle, "Middle", "half-way through training"),
    (.end, "End", "after training"),
  ]
}

extension TrainedModel {
  /// |∂E/∂ρ̂(s)|: exactly for a linear model of a linear functional, from samples for any other.
  fileprivate func gradientByLag(at stage: Stage) -> [Double]? {
    guard run.model.isLinear, let targetMemory, let learned = learnedMemory(at: stage) else {
      return sampledGradientByLag(at: stage)
    }
    guard var expected = ExpectedError(run.error, target: targetMemory) else { return nil }
    _ = expected.evaluate(learned)
    return expected.gradient.map(abs)
  }

  /// The derivative of E by a filter tap κ(s) that is added to the model, ŷ_t + κ(s) x_{t-s}: E Σ_t ∂E/∂ŷ_t x_{t-s}.
  ///
  /// It is ∂E/∂ρ̂(s) where the model is linear; of several inputs or outputs it is the norm.
  private func sampledGradientByLag(at stage: Stage) -> [Double] {
    var evaluation = Evaluation(run, parameters(at: stage), on: run.task)
    let batches = evaluation.batches(for: 512)
    let shape = evaluation.shape
    let products = CausalConvolution<Double>(
      length: shape.length, inputs: shape.inputs, outputs: shape.outputs, batch: evaluation.size)
    let pairs = (0..<shape.outputs).flatMap { output in (0..<shape.inputs).map { (output, $0) } }
    var sums = pairs.map { _ in Array(repeating: 0.0, count: shape.length) }
    for _ in 0..<batches {
      _ = evaluation.next()
      products.correlate(evaluation.batch.slopes, with: evaluation.batch.inputs)
      for (index, pair) in pairs.enumerated() {
        let slope = products.kernelSlope(pair.0, pair.1)
        for lag in 0..<shape.length { sums[index][lag] += slope[lag] / Double(batches) }
      }
    }
    return (0..<shape.length).map { lag in sums.reduce(0) { $0 + $1[lag] * $1[lag] }.squareRoot() }
  }

  fileprivate func longLagGradientShare(at stage: Stage) -> Double? {
    guard let gradient = gradientByLag(at: stage) else { return nil }
    let sum = gradient.reduce(0, +)
    return sum > 0 ? gradient[(gradient.count / 2 + 1)...].reduce(0, +) / sum : nil
  }

  /// (mean over sequences of ‖∂E_b/∂h_τ‖²)^½, where E_b is the error of one sequence.
  fileprivate func gradientByTime(at stage: Stage) -> [Double] {
    var evaluation = Evaluation(run, parameters(at: stage), on: run.task)
    let batches = evaluation.batches(for: 512)
    var squares = Array(repeating: 0.0, count: evaluation.shape.length)
    for _ in 0..<batches {
      _ = evaluation.next()
      let states = evaluation.stateSlopes()
      for time in squares.indices {
        for feature in 0..<states.width { for slope in states.row(time, feature) { squares[time] += slope * slope } }
      }
    }
    return squares.map { (Double(evaluation.size) * $0 / Double(batches)).squareRoot() }
  }

  /// Of the gradient of 16 further batches, Σ_i Var g_i and the same over ‖E g‖², both without bias.
  fileprivate func gradientVariance(at stage: Stage) -> (variance: Double, noise: Double?) {
    let batches = 16
    let parameters = parameters(at: stage).map(Float.init)
    var gradient = parameters
    var (means, squares) = (Array(repeating: 0.0, count: parameters.count), 0.0)
    Workers.with(1) { workers in
      let source = run.data.source(for: run, workers)
      source.place.generator = Generator(seed: run.seed, stream: "variance")
      for batch in 1...batches {
        _ = source.evaluate(parameters, gradient: &gradient)
        for index in gradient.indices {
          let change = Double(gradient[index]) - means[index]
          means[index] += change / Double(batch)
          squares += change * (Double(gradient[index]) - means[index])
        }
      }
    }
    let variance = squares / Double(batches - 1)
    let signal = means.reduce(0) { $0 + $1 * $1 } - variance / Double(batches)
    return (variance, signal > 0 ? variance / signal : nil)
  }
}
