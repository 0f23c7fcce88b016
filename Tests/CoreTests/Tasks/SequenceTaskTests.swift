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
      "forecast(series: nile)",
      "a window of 50 years and a horizon of 1 do not fit into both parts of 'nile', 70 and 30 years"
    ),
    ("forecast(series: nil)", "'series' cannot be 'nil'"),
    ("text-recall(delay: 50)", "a delay of 50 letters is beyond a window of 50"),
  ])
  func `a bad task says what is wrong`(text: String, message: String) {
    #expect(complaint(about: text, in: .tasks).first == message)
  }
}

@Suite("Real series")
struct ForecastTests {
  @Test func `the series are those that were observed`() {
    let (sunspots, flows) = (RealSeries.sunspots.values, RealSeries.nile.values)
    #expect(sunspots.count == 309 && sunspots[0] == 5 && sunspots[308] == 2.9 && sunspots.max() == 190.2)
    #expect(flows.count == 100 && flows[0] == 1120 && flows[99] == 740)
    #expect(abs(mean(flows) - 919.35) < 1e-9)
  }

  @Test(arguments: ["sunspots, horizon: 3", "nile, horizon: 3, length: 20"])
  func `targets are inputs some years on, scaled, and held-out windows are others`(text: String) throws {
    let task = try Catalogue.tasks.make("forecast(series: \(text))")
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
    let values = learned.flatMap { $0 }
    #expect(abs(mean(values)) < 0.2 && abs(mean(values.map { $0 * $0 }) - 1) < 0.3)
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
