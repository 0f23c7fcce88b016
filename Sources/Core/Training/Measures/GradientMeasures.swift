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
    guard isExact, let targetMemory, let learned = learnedMemory(at: stage) else {
      return sampledGradients(at: stage).byLag
    }
    guard var expected = ExpectedError(run.error, target: targetMemory) else { return nil }
    _ = expected.evaluate(learned)
    return expected.gradient.map(abs)
  }

  fileprivate func longLagGradientShare(at stage: Stage) -> Double? {
    guard let gradient = gradientByLag(at: stage) else { return nil }
    let sum = gradient.reduce(0, +)
    return sum > 0 ? gradient[(gradient.count / 2 + 1)...].reduce(0, +) / sum : nil
  }

  fileprivate func gradientByTime(at stage: Stage) -> [Double] { sampledGradients(at: stage).byTime }
}

/// Gradients of a model's error from sequences of its task.
struct SampledGradients {
  /// The derivative of E by a filter tap κ(s) that is added to the model, ŷ_t + κ(s) x_{t-s}: E Σ_t ∂E/∂ŷ_t x_{t-s}.
  ///
  /// It is ∂E/∂ρ̂(s) where the model is linear; of several inputs or outputs it is the norm. Empty where not asked for.
  let byLag: [Double]
  /// (mean over sequences of ‖∂E_b/∂h_τ‖²)^½, where E_b is the error of one sequence.
  let byTime: [Double]

  /// What one batch gives.
  private struct Part {
    let slopes: [[Float]]
    let squares: [Double]
  }

  init(_ evaluation: Evaluation, parameters: [Float], withLags: Bool, count: Int = 512) {
    let (shape, batches) = (evaluation.shape, evaluation.batches(for: count))
    let pairs = withLags ? (0..<shape.outputs).flatMap { output in (0..<shape.inputs).map { (output, $0) } } : []
    let parts = evaluation.map(parameters, batches: batches) { lane, sample in
      lane.differentiate(sample)
      if withLags { lane.convolution.correlate(lane.slopes, with: sample.inputs) }
      let slopes = pairs.map { pair in
        let slope = lane.convolution.kernelSlope(pair.0, pair.1)
        return (0..<shape.length).map { slope[$0] }
      }
      return Part(slopes: slopes, squares: squares(of: lane.stateSlopes(parameters, sample)))
    }
    func mean(_ number: (Part) -> Double) -> Double { parts.reduce(0) { $0 + number($1) } / Double(batches) }
    byTime = (0..<shape.length).map { time in
      (Double(evaluation.size) * mean { $0.squares[time] }).squareRoot()
    }
    byLag =
      withLags
      ? (0..<shape.length).map { lag in
        pairs.indices.reduce(0.0) { sum, pair in
          let slope = mean { Double($0.slopes[pair][lag]) }
          return sum + slope * slope
        }.squareRoot()
      } : []
  }
}

/// Σ over features and sequences of the squares, by time.
private func squares(of slopes: Signal<Float>) -> [Double] {
  (0..<slopes.length).map { time in
    var sum = 0.0
    for feature in 0..<slopes.width {
      for slope in slopes.row(time, feature) { sum += Double(slope) * Double(slope) }
    }
    return sum
  }
}

/// Of the gradient of 16 further batches, Σ_i Var g_i and the same over ‖E g‖², both without bias.
struct GradientVariance {
  let variance: Double
  let noise: Double?

  /// Draws from a separate stream; the source continues afterwards from where it was.
  init(_ source: any GradientSource, seed: UInt64, parameters: [Float]) {
    let batches = 16
    let place = source.place
    defer { source.place = place }
    source.place.generator = Generator(seed: seed, stream: "variance")
    var gradient = parameters
    var (means, squares) = (Array(repeating: 0.0, count: parameters.count), 0.0)
    for batch in 1...batches {
      _ = source.evaluate(parameters, gradient: &gradient)
      for index in gradient.indices {
        let change = Double(gradient[index]) - means[index]
        means[index] += change / Double(batch)
        squares += change * (Double(gradient[index]) - means[index])
      }
    }
    variance = squares / Double(batches - 1)
    let signal = means.reduce(0) { $0 + $1 * $1 } - variance / Double(batches)
    noise = signal > 0 ? variance / signal : nil
  }
}
