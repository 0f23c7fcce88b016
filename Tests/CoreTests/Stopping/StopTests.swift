import Testing

@testable import Settings
@testable import Statistics
@testable import Training

@Suite("Early ends")
struct StopTests {
  private let text =
    "task: linear-functional(length: 20), model: linear-rnn(width: 4), batch: 16, steps: 400, records: 40"

  @Test func `a run stops at the first look below the threshold`() throws {
    let stop = "threshold(metric: normalisedSquaredError, every: 10, below: 0.3)"
    let result = try trainingRun(text + ", optimiser: adam(learning-rate: 0.01), stop: \(stop)").run.train()
    guard case .stopped(let step) = result.outcome else {
      Issue.record("it went on to its end")
      return
    }
    #expect(step.isMultiple(of: 10) && step < 400)
    #expect(try #require(result.numbers["normalisedSquaredError"]) < 0.3)
    #expect(result.numbers["trainingSteps"] == Double(step))
    #expect(result.series["trainingCurve"]?.x.last == Double(step))
    // Ten steps earlier it was not there yet.
    let before = try trainingRun(text.replacing("400", with: "\(step - 10)") + ", optimiser: adam(learning-rate: 0.01)")
    #expect(try #require(before.run.train().numbers["normalisedSquaredError"]) >= 0.3)
  }

  @Test func `a run stops when waiting has not helped`() throws {
    let stop = "patience(metric: longLagError, every: 5, wait: 3)"
    let still = try trainingRun(text + ", optimiser: sgd(learning-rate: 1e-30), stop: \(stop)").run.train()
    #expect(still.outcome == .stopped(step: 20))
    #expect("\(still.outcome)" == "stopped early after 20 steps")
    let moving = try trainingRun(text + ", stop: patience(every: 100, wait: 3)").run.train()
    #expect(moving.outcome == .finished)
  }

  @Test(arguments: [
    ("stop: threshold(below: 0)", "'below' cannot be 0"),
    (
      "task: adding, stop: patience(metric: memoryError)",
      "'memoryError' cannot be measured of 'adding' with the error 'squared'"
    ),
    ("stop: patience(metric: memoryErr)", "'metric' cannot be 'memoryErr'"),
    (
      "task: copying, error: cross-entropy, search: learning-rate",
      "'normalisedSquaredError' cannot be measured of 'copying' with the error 'cross-entropy'"
    ),
  ])
  func `a metric that there is not is refused`(text: String, message: String) throws {
    let problems = try trainingRun(text).problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.allSatisfy { $0.remedy != nil })
  }
}
