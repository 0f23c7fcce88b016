import Results
import Tasks
import Theorems
import Training

extension ExperimentReading {
  /// What others may cite: what is measured, or what the program answers, and the settings that are numbers.
  var offer: Offer {
    if cells.isEmpty { return .unknown }
    let constants = cells.flatMap { $0.constants.keys.map { ($0, "the setting '\($0)'") } }
    let numbers = isProgram ? answers.numbers.map { ($0, "a number of the program's answer") } : Self.measuredNumbers
    let curves = isProgram ? answers.curves.map { ($0, Curve($0, x: "step", y: $0)) } : Self.measuredCurves
    return Offer(
      numbers: Dictionary(numbers) { $1 }.merging(constants) { first, _ in first },
      curves: Dictionary(curves) { $1 }.merging(seriesCurves) { $1 }, axes: axes, cells: choices, seeds: seeds,
      stated: stated, nonnegative: isProgram ? [] : Self.unsigned, identities: cells.map(\.description))
  }

  /// The numbers that are measured, and those of them that are never negative.
  private static let numbers = Measure.all.filter { $0.abscissa == nil }
  private static let measuredNumbers = numbers.map { ($0.name, $0.summary) }
  private static let measured = Set(numbers.map(\.name))
  private static let unsigned = Set(numbers.filter { !$0.isSigned }.map(\.name))
  private static let measuredCurves = Measure.all.compactMap { measure in Curve(measure).map { (measure.name, $0) } }

  /// What a task that forecasts offers: the series as it was observed, and forecasts on its axes.
  private var seriesCurves: [String: Curve] {
    guard let task = cells.lazy.compactMap({ $0.work.training?.task as? Forecast }).first else { return [:] }
    return [
      "observed": Curve("series as it was observed", x: task.axes.time, y: task.axes.value),
      "forecast": Curve("forecast", x: task.axes.time, y: task.axes.value),
    ]
  }

  /// The settings that are numbers, each with its value in every cell.
  private var stated: [String: [Double]] {
    let names = Set(cells.flatMap(\.constants.keys)).subtracting(Self.measured)
    return Dictionary(names.map { name in (name, cells.map { $0.constants[name] ?? .nan }) }) { $1 }
  }
}
