import Foundation
import Testing

@testable import Errors
@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Tasks
@testable import Training

/// Inputs and targets of `count` sequences of a task.
func draw(_ task: any SequenceTask, _ count: Int, seed: UInt64 = 1) -> (Signal<Double>, Signal<Double>) {
  let inputs = Signal<Double>(length: task.shape.length, width: task.shape.inputs, batch: count)
  let targets = Signal<Double>(length: task.shape.length, width: task.shape.outputs, batch: count)
  var generator = Generator(seed: seed)
  task.fill(inputs: inputs, targets: targets, from: &generator)
  return (inputs, targets)
}

/// E of outputs, with the objective of training.
private func value(of error: String, _ task: any SequenceTask, _ outputs: Signal<Double>, _ targets: Signal<Double>)
  throws -> Double
{
  var objective = Objective(try Catalogue.errors.make(error), shape: task.shape, batch: outputs.batch)
  let slopes = Signal<Double>(length: outputs.length, width: outputs.width, batch: outputs.batch)
  return objective.evaluate(outputs: outputs, targets: targets, slopes: slopes)
}

@Suite("Tasks")
struct SequenceTaskTests {
  @Test(arguments: examples(of: .tasks))
  func `a task gives the same batch for a seed, and another for another`(text: String) throws {
    let task = try Catalogue.tasks.make(text)
    let values = ([1, 1, 2] as [UInt64]).map { seed in
      let (inputs, targets) = draw(task, 5, seed: seed)
      return [inputs, targets].flatMap { signal in (0..<task.shape.length).map { signal[$0, 0, 4] } }
    }
    #expect(values[0] == values[1])
    #expect(values[0] != values[2])
  }

  @Test(arguments: examples(of: .tasks))
  func `a task is causal where it is a functional of its inputs, and fits its own declaration`(text: String) throws {
    let task = try Catalogue.tasks.make(text)
    let (inputs, targets) = draw(task, 50)
    #expect(task.memory.map { $0.count == task.shape.length } ?? true)
    #expect(!task.answers.isEmpty && task.answers.upperBound <= task.shape.length)
    #expect(task.heldOut.shape == task.shape)
    for time in 0..<task.shape.length {
      #expect((0..<task.shape.inputs).allSatisfy { inputs.row(time, $0).allSatisfy(\.isFinite) })
      guard task.hasSymbols else { continue }
      for sequence in 0..<50 {
        let row = (0..<task.shape.outputs).map { targets[time, $0, sequence] }
        #expect(row.count { $0 == 1 } == 1 && row.count { $0 == 0 } == row.count - 1)
      }
    }
  }

  @Test func `delayed recall gives back each input after each lag`() throws {
    let task = try Catalogue.tasks.make("delayed-recall(lags: [0, 3], length: 10)")
    let (inputs, targets) = draw(task, 4)
    for time in 0..<10 {
      #expect(targets[time, 0, 2] == inputs[time, 0, 2])
      #expect(targets[time, 1, 2] == (time < 3 ? 0 : inputs[time - 3, 0, 2]))
    }
    #expect(task.memory == nil)
    #expect(try Catalogue.tasks.make("delayed-recall(lags: 2, length: 4)").memory == [0, 0, 1, 0])
  }

  @Test func `zero output on delayed recall has the share of steps that have a past`() throws {
    let task = try Catalogue.tasks.make("delayed-recall(lags: 25, length: 100, inputs: sign)")
    let (_, targets) = draw(task, 8)
    let zero = Signal<Double>(length: 100, width: 1, batch: 8)
    #expect(try abs(value(of: "squared", task, zero, targets) - 0.75) < 1e-12)
    #expect(try abs(value(of: "last-step", task, zero, targets) - 1) < 1e-12)
  }

  @Test func `copying gives back the message, and its guess without memory has the known cross-entropy`() throws {
    let task = try Catalogue.tasks.make("copying(symbols: 8, remembered: 10, delay: 30)")
    let (inputs, targets) = draw(task, 20)
    #expect(task.shape == SequenceShape(length: 50, inputs: 10, outputs: 9))
    let guess = Signal<Double>(length: 50, width: 9, batch: 20)
    for sequence in 0..<20 {
      for time in 0..<50 {
        guess[time, 8, sequence] = time < 40 ? 1e3 : -1e3
        let isMarked = inputs[time, 9, sequence] == 1
        #expect(isMarked == (time == 39))
        for symbol in 0..<8 where time < 10 {
          #expect(inputs[time, symbol, sequence] == targets[time + 40, symbol, sequence])
        }
      }
    }
    #expect(try abs(value(of: "cross-entropy", task, guess, targets) - 10 * log(8) / 50) < 1e-12)
  }

  @Test func `adding sums the two marked numbers, and the best constant has an error of a sixth`() throws {
    let task = try Catalogue.tasks.make("adding(length: 11)")
    let (inputs, targets) = draw(task, 100_000)
    let one = Signal<Double>(length: 11, width: 1, batch: 100_000)
    for sequence in 0..<100_000 { one[10, 0, sequence] = 1 }
    #expect(try abs(value(of: "last-step", task, one, targets) - 1.0 / 6) < 0.003)
    for sequence in 0..<50 {
      let marks = (0..<11).map { inputs[$0, 1, sequence] }
      #expect(marks[..<5].reduce(0, +) == 1 && marks[5...].reduce(0, +) == 1)
      let sum = (0..<11).reduce(0.0) { $0 + marks[$1] * inputs[$1, 0, sequence] }
      #expect(abs(targets[10, 0, sequence] - sum) < 1e-12)
    }
  }

  @Test(arguments: [
    ("delayed-recall(lags: [2, 20], length: 10)", "a lag of 20 steps is beyond a sequence of 10"),
    ("copying(symbols: 1)", "'symbols' cannot be 1"), ("adding(length: 1)", "'length' cannot be 1"),
    (
      "forecast(length: 250)",
      "a window of 250 steps and a horizon of 1 do not fit into both parts of the series, 210 and 90 steps"
    ),
    ("text-recall(delay: 50)", "a delay of 50 letters is beyond a window of 50"),
    ("forecast(series: sunspots)", "'series' cannot be sunspots"),
    ("forecast(series: \"t + x\")", "unknown name 'x' in this formula"),
    ("forecast(series: \"0 * t\")", "a column of this series does not vary in the part to learn from"),
    ("forecast(series: file(\"d.csv\", column: load))", "'d.csv' cannot be read here"),
  ])
  func `a bad task says what is wrong`(text: String, message: String) {
    #expect(complaint(about: text, in: .tasks).first == message)
  }
}

/// Columns held in memory.
private struct GivenColumns: SeriesFiles {
  var columns: [String: [Double]]

  func columns(_ names: [Value], of file: Value, checksum: String?, settings: Settings) -> SeriesColumns? {
    SeriesColumns(values: names.map { columns[$0.text] ?? [] }, path: file.text, checksum: "d1")
  }
}

@Suite("Series")
struct ForecastTests {
  private func forecast(_ text: String, _ columns: [String: [Double]]) throws -> (task: Forecast, problems: [String]) {
    let settings = Settings(
      owner: "forecast", arguments: try Value(parsing: "forecast(\(text))").arguments,
      files: GivenColumns(columns: columns))
    let task = Forecast(settings: settings)
    return (task, settings.finish().map(\.message))
  }

  private static let wave: [Double] = (0..<120).map { step in
    let time = Double(step)
    return 10 + 3 * sin(0.4 * time) + 0.5 * cos(2.2 * time)
  }

  @Test(arguments: ["horizon: 3, length: 20", "horizon: 3, length: 20, kept-from: 80"])
  func `targets are inputs some steps on, scaled, and held-out windows are others`(text: String) throws {
    let (task, problems) = try forecast("series: file(\"d.csv\", column: load), \(text)", ["load": Self.wave])
    #expect(problems == [])
    let length = task.shape.length
    func windows(_ task: any SequenceTask) -> Set<[Double]> {
      let (inputs, targets) = draw(task, 2000)
      return Set(
        (0..<2000).map { sequence in
          for time in 3..<length { #expect(inputs[time, 0, sequence] == targets[time - 3, 0, sequence]) }
          return (0..<length).map { inputs[$0, 0, sequence] }
        })
    }
    let (learned, kept) = (windows(task), windows(task.heldOut))
    #expect(learned.isDisjoint(with: kept) && kept.count > 5 && learned.count > kept.count)
  }

  @Test func `is scaled by the part to learn from alone, and sees the columns that are named`() throws {
    let jump = Self.wave.enumerated().map { $0.offset < 84 ? $0.element : $0.element + 1000 }
    let text = "series: file(\"d.csv\", column: load, inputs: [load, wind], time: hour), length: 10"
    let columns = ["load": jump, "wind": Self.wave.map { 2 * $0 }, "hour": jump.indices.map { Double($0) / 2 }]
    let (task, problems) = try forecast(text, columns)
    #expect(problems == [] && task.shape.inputs == 2 && task.axes == ("hour", "load"))
    #expect(task.observed == Series(x: columns["hour"] ?? [], y: jump))
    let (inputs, _) = draw(task, 400)
    let values = (0..<400).flatMap { sequence in (0..<10).map { inputs[$0, 0, sequence] } }
    #expect(abs(mean(values)) < 0.3 && values.allSatisfy { abs($0) < 3 })
    // Two columns that are multiples of each other are scaled alike.
    #expect((0..<10).allSatisfy { abs(inputs[$0, 0, 3] - inputs[$0, 1, 3]) < 1e-12 })
    #expect(draw(task.heldOut, 5).0[0, 0, 0] > 100)
  }

  @Test func `refuses gaps, or fills them as it is told`() throws {
    #expect(SeriesGaps.refuse.filled([1, .nan, 3]) == nil)
    #expect(SeriesGaps.interpolate.filled([1, .nan, .nan, 4]) == [1, 2, 3, 4])
    #expect(SeriesGaps.last.filled([1, .nan, .nan, 4, .nan]) == [1, 1, 1, 4, 4])
    #expect(SeriesGaps.last.filled([.nan, 1]) == nil && SeriesGaps.interpolate.filled([1, .nan]) == nil)
    let gap = [1, .nan] + Self.wave
    #expect(
      try forecast("series: file(\"d.csv\", column: load)", ["load": gap]).problems == ["this series lacks 2 values"])
    #expect(try forecast("series: file(\"d.csv\", column: load), gaps: last, length: 9", ["load": gap]).problems == [])
  }

  @Test func `forecasts the part that was kept, in the units of the series`() throws {
    let settings = try Value(
      parsing:
        "run(task: forecast(series: file(\"d.csv\", column: load), length: 10, horizon: 2), model: linear-rnn(width: 8), optimiser: adam(learning-rate: 0.02), steps: 400, batch: 16)"
    )
    let run = TrainingRun(
      settings: Settings(owner: "run", arguments: settings.arguments, files: GivenColumns(columns: ["load": Self.wave]))
    )
    let forecasts = try #require(run.train().series["forecast"])
    #expect(forecasts.x == (84 + 11..<120).map(Double.init))
    let error = zip(forecasts.x, forecasts.y).map { abs(Self.wave[Int($0)] - $1) }
    #expect(mean(error) < 1 && (forecasts.y.max() ?? 0) > 11)
  }

  @Test func `text is given back after the delay, and held-out windows are others`() throws {
    let task = try Catalogue.tasks.make("text-recall(delay: 4, length: 12)")
    func windows(_ task: any SequenceTask) -> Set<[Int]> {
      let (inputs, targets) = draw(task, 3000)
      return Set(
        (0..<3000).map { sequence in
          let letters = (0..<12).map { time in (0..<27).first { inputs[time, $0, sequence] == 1 } ?? -1 }
          for time in 0..<12 { #expect(targets[time, time < 4 ? 27 : letters[max(time - 4, 0)], sequence] == 1) }
          return letters
        })
    }
    let (learned, kept) = (windows(task), windows(task.heldOut))
    #expect(learned.isDisjoint(with: kept) && kept.count > 100 && learned.count > kept.count)
    let text = RealText.origin
    #expect(text.hasPrefix("when on board hms beagle") && text.count > 900)
    #expect(text.utf8.allSatisfy { $0 == 32 || (97...122).contains($0) } && !text.contains("  "))
  }
}
