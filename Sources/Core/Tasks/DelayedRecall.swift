import Numerics
import Settings

/// Recall of white inputs after delays, one output y_t = x_{t-lag} for each lag.
package struct DelayedRecall: SequenceTask {
  package static let name = "delayed-recall"
  package static let summary = "recall white inputs after each of several delays"

  package let shape: SequenceShape
  private let lags: [Int]
  private let inputs: InputDistribution

  package init(settings: Settings) {
    let lags = settings.counts("lags", default: [5, 20], 0...16_383, most: 64, help: "the delays, one output for each")
    let length = settings.count("length", default: 100, 1...16_384, help: "the number of steps of a sequence")
    inputs = settings.choice("inputs", default: .gaussian, help: "the distribution of the inputs, of variance 1")
    if let lag = lags.first(where: { $0 >= length }) {
      settings.report(
        SettingProblem(
          "a lag of \(lag) steps is beyond a sequence of \(length)",
          remedy: "make the sequence longer, or the lag shorter",
          kind: .incompatible, span: settings.span))
    }
    self.lags = lags
    shape = SequenceShape(length: length, inputs: 1, outputs: lags.count)
  }

  /// ρ(s) = 1[s = lag] where there is one lag alone.
  package var memory: [Double]? { lags.count == 1 ? (0..<shape.length).map { $0 == lags[0] ? 1 : 0 } : nil }

  package var hasGaussianInputs: Bool { inputs == .gaussian }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    self.inputs.fill(inputs, from: &generator)
    for sequence in 0..<inputs.batch {
      for (output, lag) in lags.enumerated() {
        for time in 0..<shape.length {
          targets[time, output, sequence] = time < lag ? 0 : inputs[time - lag, 0, sequence]
        }
      }
    }
  }
}
