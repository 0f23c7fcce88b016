import Errors
import Statistics
import Tasks

extension Measure {
  /// How far outputs are from targets.
  static let error: [Measure] = [
    .number(
      "trainingError", "the run's own error over the last recorded steps; not comparable between errors",
      label: "training error"
    ) { $0.trainingCurve.y.last },
    .number(
      "normalisedSquaredError",
      "unweighted mean squared error over mean square of the target, after training, the same for every error",
      label: #"$\sum_t \mathrm{E}\,e_t^2 / \sum_t \mathrm{E}\,y_t^2$"#
    ) { $0.normalisedError(over: 0..<$0.run.task.shape.length) },
    .number(
      "lastTenthError", "the normalised squared error over the last tenth of the time steps, after training",
      label: #"$\sum_t \mathrm{E}\,e_t^2 / \sum_t \mathrm{E}\,y_t^2$ over the last tenth"#
    ) {
      let length = $0.run.task.shape.length
      return $0.normalisedError(over: min(length - 1, length * 9 / 10)..<length)
    },
    .series(
      "trainingCurve", "the run's own error by training step, averaged between records", x: "training step",
      y: "training error"
    ) { $0.trainingCurve },
    .series(
      "errorByTime", "unweighted mean squared error by time step, after training", x: "time step $t$",
      y: #"$\mathrm{E}\,(\hat y_t - y_t)^2$"#
    ) { $0.run.error.comparesSymbols ? nil : Series($0.errorProfile.squaredError) },
    .number(
      "symbolErrorRate", "the share of symbols repeated wrongly, after training", label: "wrong symbols"
    ) { trained in
      trained.errorProfile.wrongSymbols.map { mean(Array($0[trained.run.task.answers])) }
    },
    .series(
      "symbolErrorByTime", "the share of wrong symbols by time step, after training", x: "time step $t$",
      y: "wrong symbols"
    ) { $0.errorProfile.wrongSymbols.map(Series.init) },
    .series(
      "forecast",
      "of a task that forecasts a series, the forecasts of the part that was kept, each from the window before it",
      x: "step", y: "value"
    ) { $0.forecasts },
    .number(
      "effectiveSampleShare", "the share of the steps that the weights of the run's error leave in effect",
      label: #"$(\sum_t w_t)^2 / (T \sum_t w_t^2)$"#
    ) {
      SensitivityProfile(weights: $0.run.error.weights(length: $0.run.task.shape.length)).effectiveSampleShare
    },
  ]
}

extension TrainedModel {
  /// Nil where outputs are logits, which are not estimates of the targets.
  fileprivate func normalisedError(over steps: Range<Int>) -> Double? {
    run.error.comparesSymbols ? nil : errorProfile.normalisedError(over: steps)
  }
}
