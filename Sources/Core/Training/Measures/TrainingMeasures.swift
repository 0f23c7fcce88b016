import Statistics

extension Measure {
  /// How training went.
  static let training: [Measure] = [
    .number("trainingSteps", "the training steps that were made", label: "training steps") { Double($0.steps) },
    .number("learningRate", "the learning rate, the best of the search where there was one", label: "learning rate") {
      $0.run.optimiser.learningRate
    },
    .number(
      "learningRateSpread",
      "the metric of the worst learning rate of the search over that of the best, which shows how much the choice matters",
      label: "worst over best of the search"
    ) { trained in
      let values = trained.search.compactMap(\.value)
      guard let least = values.min(), let most = values.max(), least > 0 else { return nil }
      return most / least
    },
    .number(
      "learningRateAtEdge",
      "1 where the best learning rate is the least or the greatest of the search, else 0: beyond it may be a better one",
      label: "best rate at the edge of the search"
    ) { trained in
      let rates = trained.search.map(\.rate)
      guard rates.count > 1, let best = LearningRateSearch.best(of: trained.search)?.rate else { return nil }
      return best == rates.min() || best == rates.max() ? 1 : 0
    },
    .series(
      "learningRateSearch", "the metric of the search by learning rate, where training did not diverge",
      x: "learning rate", y: "metric of the search"
    ) { trained in
      let trials = trained.search.compactMap { trial in trial.value.map { (trial.rate, $0) } }
      return trained.search.isEmpty ? nil : Series(x: trials.map(\.0), y: trials.map(\.1))
    },
    .series(
      "gradientNorm", "the norm of the gradient by training step, before clipping, averaged between records",
      x: "training step", y: #"$\|\partial E / \partial \theta\|$"#
    ) { $0.gradientNorm },
  ]
}
