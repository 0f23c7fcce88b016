import Foundation
import Numerics
import Settings
import Statistics

/// Forecasting a series, x_t and y_t = z_{t+horizon} on windows of random place, where z is one of the columns and x some.
///
/// Each column is shifted and scaled so that the part to learn from has mean 0 and variance 1. The last part of the series is held
/// out: measures after training are taken there, and no window of training reaches into it.
package struct Forecast: SequenceTask {
  package static let name = "forecast"
  package static let summary = "forecast a series of a file some steps ahead, from itself or from several columns"

  package let shape: SequenceShape
  private let horizon: Int
  /// The part that windows are drawn from: inputs by column, and the target.
  private let part: (inputs: [[Double]], target: [Double])
  private let kept: (inputs: [[Double]], target: [Double])
  /// The whole series as it was observed, over the axis of time.
  package let observed: Series
  /// What the axes of the series are called.
  package let axes: (time: String, value: String)
  /// The mean and the standard deviation of the target where it is learned from.
  private let scale: (centre: Double, spread: Double)

  package init(settings: Settings) {
    let given = settings.value(
      "series", default: nil, text: #""sin(0.5 * t) + 0.1 * cos(2 * t)""#,
      allowed: #"file("data/load.csv", column: load), or a formula in t between quotes"#, help: "what is forecast",
      canonical: { (choice: SeriesChoice?) in choice?.canonical ?? Value(.string(Self.standard)) }
    ) { value throws(SettingProblem) -> SeriesChoice?? in
      guard let choice = try SeriesChoice(value, settings: settings) else { return nil }
      return .some(choice)
    }
    horizon = settings.count("horizon", default: 1, 1...10_000, help: "how many steps ahead")
    var length = settings.count("length", default: 50, 2...4096, help: "the steps of a window")
    let share = settings.number(
      "held-out", default: 0.3, .range(0.01...0.99), help: "the share of the series, at its end, that is held out")
    let start = settings.optionalCount(
      "kept-from", 2...1_000_000_000, help: "the step from which the series is kept, in place of a share")
    let gaps = settings.choice("gaps", default: SeriesGaps.refuse, help: "what is done about missing values")
    var choice = given ?? Self.standardSeries
    if choice.target.isEmpty { choice = Self.standardSeries }
    let filled = (choice.inputs + [choice.target]).map(gaps.filled)
    if filled.contains(where: { $0 == nil }) {
      let count = (choice.inputs + [choice.target]).reduce(0) { $0 + $1.count { !$0.isFinite } }
      settings.report(
        SettingProblem(
          gaps == .refuse ? "this series lacks \(count) values" : "this series begins or ends with a missing value",
          remedy: gaps == .refuse ? "write gaps: interpolate or gaps: last" : "leave these rows out of the file",
          kind: .unsuitable, span: settings.span))
      choice = Self.standardSeries
    } else {
      choice.inputs = filled.dropLast().compactMap(\.self)
      choice.target = filled.last?.flatMap(\.self) ?? choice.target
    }
    let count = choice.target.count
    let split = start.map { min($0, count) } ?? Int((Double(count) * (1 - share)).rounded())
    let most = min(split, count - split) - horizon
    if length > most {
      settings.report(
        SettingProblem(
          "a window of \(length) steps and a horizon of \(horizon) do not fit into both parts of the series, "
            + "\(split) and \(count - split) steps",
          remedy: most < 2 ? "make the horizon shorter" : "give it a length of at most \(most)", kind: .incompatible,
          span: settings.span))
      length = max(1, most)
    }
    let columns = (choice.inputs + [choice.target]).map { Self.standardised($0, learning: max(split, 1)) }
    if columns.contains(where: { $0.spread == 0 }) {
      settings.report(
        SettingProblem(
          "a column of this series does not vary in the part to learn from", remedy: "leave it out, or keep less",
          kind: .unsuitable, span: settings.span))
    }
    let (inputs, target) = (columns.dropLast().map(\.values), columns.last?.values ?? [])
    part = (inputs.map { Array($0[..<split]) }, Array(target[..<split]))
    kept = (inputs.map { Array($0[split...]) }, Array(target[split...]))
    scale = columns.last.map { ($0.centre, $0.spread) } ?? (0, 1)
    observed = Series(x: choice.times, y: choice.target)
    axes = (choice.timeName, choice.targetName)
    shape = SequenceShape(length: length, inputs: choice.inputs.count, outputs: 1)
  }

  private static let standard = "sin(0.5 * t) + 0.1 * cos(2 * t)"

  private static var standardSeries: SeriesChoice {
    var choice = SeriesChoice(canonical: Value(.string(standard)), target: [], inputs: [], times: [])
    choice.target = (0..<300).map { step in sin(0.5 * Double(step)) + 0.1 * cos(2 * Double(step)) }
    choice.inputs = [choice.target]
    choice.times = choice.target.indices.map(Double.init)
    return choice
  }

  /// The values less their mean, over their standard deviation, both of the first `count`.
  private static func standardised(
    _ values: [Double], learning count: Int
  ) -> (values: [Double], centre: Double, spread: Double) {
    let first = Array(values.prefix(count))
    let centre = mean(first)
    let spread = mean(first.map { ($0 - centre) * ($0 - centre) }).squareRoot()
    return (values.map { ($0 - centre) / (spread > 0 ? spread : 1) }, centre, spread)
  }

  private init(heldOutOf task: Forecast) {
    (shape, horizon, part, kept) = (task.shape, task.horizon, task.kept, task.kept)
    (observed, axes, scale) = (task.observed, task.axes, task.scale)
  }

  package var memory: [Double]? { nil }
  package var heldOut: any SequenceTask { Forecast(heldOutOf: self) }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    let places = part.target.count - shape.length - horizon + 1
    for sequence in 0..<inputs.batch {
      fill(inputs, targets, sequence, from: part, at: Int(generator.uniform() * Double(max(places, 1))))
    }
  }

  private func fill(
    _ inputs: Signal<Double>, _ targets: Signal<Double>, _ sequence: Int,
    from part: (inputs: [[Double]], target: [Double]),
    at first: Int
  ) {
    let last = part.target.count - 1
    for time in 0..<shape.length {
      for (feature, column) in part.inputs.enumerated() {
        inputs[time, feature, sequence] = column[min(first + time, last)]
      }
      targets[time, 0, sequence] = part.target[min(first + time + horizon, last)]
    }
  }
}

/// What was kept, window by window in order, for measures of a model that has learned the rest.
extension Forecast {
  /// How many whole windows the part that was kept has, each with its target.
  package var keptWindows: Int { max(0, kept.target.count - shape.length - horizon + 1) }

  /// Puts a window of the part that was kept into one sequence of a batch.
  package func fillKept(
    _ window: Int, inputs: Signal<Double>, targets: Signal<Double>, sequence: Int
  ) {
    fill(inputs, targets, sequence, from: kept, at: window)
  }

  /// What a model's last output for a window stands for, in the units of the series, and where.
  package func forecast(of output: Double, window: Int) -> (time: Double, value: Double) {
    let place = observed.y.count - kept.target.count + window + shape.length - 1 + horizon
    return (observed.x[place], output * scale.spread + scale.centre)
  }
}
