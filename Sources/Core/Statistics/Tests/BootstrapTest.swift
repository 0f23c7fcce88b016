/// The expanded percentile interval of the bootstrap.
package struct BootstrapTest: StatisticalTest {
  package static let name = "bootstrap"
  package static let summary = "resamples the seeds and takes the percentiles of the means, widened for few seeds"

  package var level: Double
  private let resamples: Int

  package init(settings: Settings) {
    level = settings.level()
    resamples = settings.count("resamples", default: 10_000, 100...1_000_000, help: "how often the seeds are drawn")
  }

  package func estimate(_ samples: [Double]) -> Estimate {
    Estimate(bootstrapping: samples, level: level, resamples: resamples)
  }

  package func estimate(_ left: [Double], less right: [Double]) -> Estimate {
    Estimate(bootstrapping: left, less: right, level: level, resamples: resamples)
  }
}
