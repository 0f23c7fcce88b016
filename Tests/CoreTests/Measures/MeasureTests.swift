import Foundation
import Testing

@testable import Errors
@testable import Statistics
@testable import Training

@Suite("Measures")
struct MeasureTests {
  private func trained(_ error: String) throws -> TrainedModel {
    let run = try trainingRun("task: linear-functional(length: 16, memory: two-part), error: \(error), batch: 8").run
    let start = run.initialParameters
    let end = start.map { 0.9 * $0 }
    return TrainedModel(
      run, stages: [.start: start, .middle: start, .end: end], steps: 2, curve: Series([2, 1]), norms: Series([1, 1]),
      search: [])
  }

  private func number(_ name: String, _ trained: TrainedModel) -> Double? {
    guard case .number(let compute) = Measure.all.first(where: { $0.name == name })?.reading else { return nil }
    return compute(trained)
  }

  private func series(_ name: String, _ trained: TrainedModel) -> Series? {
    guard case .series(_, let compute) = Measure.all.first(where: { $0.name == name })?.reading else { return nil }
    return compute(trained)
  }

  @Test func `names are unique words in lower camel case, summaries are without full stop`() {
    #expect(Set(Measure.all.map(\.name)).count == Measure.all.count)
    for measure in Measure.all {
      #expect(measure.name.first?.isLowercase == true && measure.name.allSatisfy(\.isLetter))
      #expect(!measure.summary.isEmpty && !measure.summary.hasSuffix("."))
      #expect(measure.label.filter { $0 == "$" }.count.isMultiple(of: 2))
    }
  }

  @Test func `every measure is taken of a linear model on a linear functional`() throws {
    let result = try trainingRun("task: linear-functional(length: 16), steps: 4, batch: 8").run.train()
    let taken = Set(result.numbers.keys).union(result.series.keys)
    let absent: Set = [
      "symbolErrorRate", "symbolErrorByTime", "learningRateSearch", "learningRateSpread", "learningRateAtEdge",
      "forecast",
    ]
    #expect(Set(Measure.all.map(\.name)).subtracting(taken) == absent)
  }

  @Test func `the step response of a linear model is the size of its memory`() throws {
    let model = try trained("squared")
    let (response, memory) = (try #require(series("stepResponse", model)), try #require(model.learnedMemory()))
    #expect(response.x == (1..<16).map(Double.init))
    for (value, expected) in zip(response.y, memory.dropFirst()) { #expect(abs(value - abs(expected)) < 1e-12) }
  }

  @Test func `the effective share of the samples is that of the weights`() throws {
    #expect(number("effectiveSampleShare", try trained("squared")) == 1)
    #expect(try abs(#require(number("effectiveSampleShare", trained("masked"))) - 0.5) < 1e-12)
    #expect(try abs(#require(number("effectiveSampleShare", trained("last-step"))) - 1.0 / 16) < 1e-12)
  }

  @Test func `symbols are counted where they are asked for`() throws {
    let text = "task: copying(symbols: 3, remembered: 4, delay: 2), error: cross-entropy, batch: 64, steps: 1"
    let result = try trainingRun(text).run.train()
    let byTime = try #require(result.series["symbolErrorByTime"]).y
    #expect(byTime.count == 10 && byTime.allSatisfy { (0...1).contains($0) })
    #expect(try abs(#require(result.numbers["symbolErrorRate"]) - mean(Array(byTime[6...]))) < 1e-12)
    #expect(result.numbers["normalisedSquaredError"] == nil)
  }

  @Test func `memory errors are relative to the target over their lags`() throws {
    let model = try trained("squared")
    let (target, learned) = (try #require(model.targetMemory), try #require(model.learnedMemory()))
    func relative(_ lags: some Sequence<Int>) -> Double {
      let parts = lags.map { (pow(target[$0] - learned[$0], 2), pow(target[$0], 2)) }
      return (parts.reduce(0) { $0 + $1.0 } / parts.reduce(0) { $0 + $1.1 }).squareRoot()
    }
    #expect(abs(try #require(number("memoryError", model)) - relative(0..<16)) < 1e-12)
    #expect(abs(try #require(number("shortLagError", model)) - relative(0..<4)) < 1e-12)
    #expect(abs(try #require(number("longLagError", model)) - relative(9..<16)) < 1e-12)
  }

  @Test func `the exact error by time agrees with fresh sequences`() throws {
    let model = try trained("squared")
    let sampled = ErrorProfile(sampling: model.run, parameters: model.parameters(at: .end), count: 50_000)
    for (exact, estimate) in zip(model.errorProfile.squaredError, sampled.squaredError) {
      #expect(abs(estimate / exact - 1) < 0.05)
    }
    let exact = try #require(number("normalisedSquaredError", model))
    #expect(abs(try #require(sampled.normalisedError(over: 0..<16)) / exact - 1) < 0.05)
  }

  /// E = (1/T) Σ_t w_t m_q σ_t^q for Gaussian inputs, with m_1 = (2/π)^½ and m_2 = 1.
  @Test(arguments: ["squared", "absolute", "rescaled", "rescaled(of: absolute)"])
  func `the gradient by lag equals the finite difference of the expected error`(error: String) throws {
    let model = try trained(error)
    let (target, learned) = (try #require(model.targetMemory), try #require(model.learnedMemory(at: .start)))
    let weights = model.run.error.weights(length: 16)
    let exponent = try #require(model.run.error.exponent)
    func expected(_ memory: [Double]) -> Double {
      var (variance, sum) = (0.0, 0.0)
      for time in 0..<16 {
        variance += pow(target[time] - memory[time], 2)
        sum += weights[time] * pow(variance, exponent / 2) * (exponent == 1 ? (2 / Double.pi).squareRoot() : 1) / 16
      }
      return sum
    }
    let gradient = try #require(series("gradientByLagStart", model)).y
    for lag in 0..<16 {
      var (above, below) = (learned, learned)
      above[lag] += 1e-6
      below[lag] -= 1e-6
      #expect(abs(abs(expected(above) - expected(below)) / 2e-6 - gradient[lag]) < 1e-8)
    }
    let share = gradient[9...].reduce(0, +) / gradient.reduce(0, +)
    #expect(abs(try #require(number("longLagGradientShare", model)) - share) < 1e-12)
  }

  @Test func `a memory that overflows leaves out what is not a number`() throws {
    let run = try trainingRun("batch: 2").run
    let huge = run.initialParameters.map { $0 * 1e9 }
    let model = TrainedModel(
      run, stages: [.start: huge, .middle: huge, .end: huge], steps: 2, curve: Series([2, 1]), norms: Series([1, 1]),
      search: [])
    let result = TrainingResult(outcome: .finished, measuring: model)
    #expect(try !JSONEncoder().encode(result).isEmpty)
    #expect(result.numbers["memoryError"] == nil)
    #expect(try #require(result.series["learnedMemory"]).y.count < 100)
  }

  @Test func `the gradient by time is that of the mean sequence, whatever the batch`() throws {
    let text = "task: linear-functional(length: 16), steps: 1, batch: "
    let few = try #require(try trainingRun(text + "2000").run.train().series["gradientByTimeStart"])
    let many = try #require(try trainingRun(text + "8000").run.train().series["gradientByTimeStart"])
    for (first, second) in zip(few.y, many.y) { #expect(abs(first / second - 1) < 0.1) }
  }
}
