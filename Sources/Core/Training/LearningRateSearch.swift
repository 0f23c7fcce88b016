import Settings

/// A search for the learning rate: the same run with each of several rates, judged by a declared metric.
///
/// With pilot seeds every seed of a cell has the rate that is best for these, by the geometric mean of the metric over them.
package struct LearningRateSearch: Catalogued, Sendable {
  package static let name = "learning-rate"
  package static let summary = "tries several learning rates and trains with the best"

  package let rates: [Double]
  let metric: Metric
  /// The steps of a trial, nil for as many as the run has.
  private let steps: Int?
  /// The seeds whose trials choose one rate for all seeds; none where each run searches for itself.
  package let pilots: [Int]

  package init(settings: Settings) {
    rates = settings.numbers(
      "rates", default: [0.0003, 0.001, 0.003, 0.01], .positive, help: "the learning rates to try"
    ).sorted()
    metric = settings.metric(
      "metric", among: Metric.all.filter { !$0.isOfTraining }, help: "the metric that the best rate minimises")
    steps = settings.optionalCount(
      "steps", 1...10_000_000, help: "the steps to try each rate for; none is as many as the run has")
    pilots = settings.counts(
      "pilots", default: [], 0...Int(UInt32.max), most: 100,
      help: "seeds whose trials choose one rate for all seeds of a cell; without them each seed searches for itself")
    for (rate, next) in zip(rates, rates.dropFirst()) where rate == next {
      settings.report(
        SettingProblem(
          "the rate \(Value.text(of: rate)) is listed twice", remedy: "remove one", kind: .repeated, span: settings.span
        ))
    }
  }

  /// The steps of each trial of a run of `all` steps.
  func steps(of all: Int) -> Int { steps ?? all }

  /// Sequences that a mean Jacobian is fitted to where it only ranks rates or says when to stop, a quarter of those at the end.
  static let memorySequences = 512

  /// The best of the trials, nil where every one diverged; of equals the smallest rate.
  static func best(of trials: [SearchTrial]) -> SearchTrial? {
    trials.filter { $0.value != nil }.min { ($0.value ?? .infinity) < ($1.value ?? .infinity) }
  }

  /// What a reader should know of the trials, nil if nothing.
  func warning(about trials: [SearchTrial]) -> String? {
    guard let best = Self.best(of: trials) else { return "training diverged with every learning rate of the search" }
    guard rates.count > 1, best.rate == rates.first || best.rate == rates.last else { return nil }
    let rate = Value.text(of: best.rate)
    return "the best learning rate, \(rate), is at the edge of the search; rates beyond it may be better"
  }
}

/// No search.
package struct NoSearch: Catalogued {
  package static let name = "none"
  package static let summary = "uses the learning rate of the optimiser"
  package init(settings: Settings) {}
}

/// What one learning rate of a search gave.
package struct SearchTrial: Codable, Sendable, Equatable {
  package var rate: Double
  /// The metric, nil where training diverged or it is not finite.
  package var value: Double?
}

extension Catalogue where Element == LearningRateSearch? {
  /// Every search, one line each.
  package static let searches = Catalogue(
    "search",
    [
      Entry(NoSearch.self) { _ in nil },
      Entry(LearningRateSearch.self) { $0 },
    ])
}
