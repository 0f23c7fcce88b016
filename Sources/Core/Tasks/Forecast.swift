import Numerics
import Settings
import Statistics

/// Forecasting a real series, x_t and y_t = x_{t+horizon} on windows of random place.
///
/// The series is shifted and scaled so that the part to learn from has mean 0 and variance 1. The last part of it is held
/// out: measures after training are taken there, and no window of training reaches into it.
package struct Forecast: SequenceTask {
  package static let name = "forecast"
  package static let summary = "forecast a real series with long memory, sunspots or the Nile, some years ahead"

  package let shape: SequenceShape
  private let horizon: Int
  private let learned: [Double]
  private let kept: [Double]

  package init(settings: Settings) {
    let series: RealSeries = settings.choice("series", default: .sunspots, help: "what was observed")
    horizon = settings.count("horizon", default: 1, 1...64, help: "how many years ahead")
    var length = settings.count("length", default: 50, 2...256, help: "the years of a window")
    let share = settings.number("held-out", default: 0.3, .range(0.1...0.9), help: "the last share of the series, kept")
    let values = series.values
    let split = Int((Double(values.count) * (1 - share)).rounded())
    let most = min(split, values.count - split) - horizon
    if length > most {
      settings.report(
        SettingProblem(
          "a window of \(length) years and a horizon of \(horizon) do not fit into both parts of '\(series.rawValue)', "
            + "\(split) and \(values.count - split) years",
          remedy: most < 2 ? "make the horizon shorter" : "give it a length of at most \(most)", span: settings.span))
      length = max(1, most)
    }
    let average = mean(Array(values[..<split]))
    let variance = mean(values[..<split].map { ($0 - average) * ($0 - average) })
    let scaled = values.map { ($0 - average) / variance.squareRoot() }
    learned = Array(scaled[..<split])
    kept = Array(scaled[split...])
    shape = SequenceShape(length: length, inputs: 1, outputs: 1)
  }

  private init(heldOutOf task: Forecast) {
    (shape, horizon, learned, kept) = (task.shape, task.horizon, task.kept, task.kept)
  }

  package var memory: [Double]? { nil }
  package var heldOut: any SequenceTask { Forecast(heldOutOf: self) }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    let places = learned.count - shape.length - horizon + 1
    for sequence in 0..<inputs.batch {
      let first = Int(generator.uniform() * Double(max(places, 1)))
      for time in 0..<shape.length {
        inputs[time, 0, sequence] = learned[min(first + time, learned.count - 1)]
        targets[time, 0, sequence] = learned[min(first + time + horizon, learned.count - 1)]
      }
    }
  }
}
