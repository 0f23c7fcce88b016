import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Settings
@testable import Statistics
@testable import Training

@Suite("Search for the learning rate")
struct LearningRateSearchTests {
  private let text =
    "task: linear-functional(length: 20), model: linear-rnn(width: 4), batch: 16, steps: 60, records: 10"

  private func search(_ rates: String, _ more: String = "") throws -> TrainingResult {
    let search = "search: learning-rate(rates: \(rates), metric: longLagError, steps: 30)"
    return try trainingRun("\(text), \(search)\(more)").run.train()
  }

  @Test func `the best rate is chosen, every rate recorded, and the run is that of the rate`() throws {
    let found = try search("[1e-5, 0.01, 1e12, 1]")
    #expect(found.search.map(\.rate) == [1e-5, 0.01, 1, 1e12])
    #expect(found.search.last?.value == nil)
    let alone = try found.search.dropLast().map { trial in
      let rate = "optimiser: adam(learning-rate: \(Value.text(of: trial.rate))), steps: 30"
      return try trainingRun(text.replacing("steps: 60", with: rate)).run.train().numbers["longLagError"]
    }
    #expect(found.search.dropLast().map(\.value) == alone)
    #expect(found.numbers["learningRate"] == 0.01)
    #expect(found.warnings.isEmpty)
    let chosen = try trainingRun(text + ", optimiser: adam(learning-rate: 0.01)").run.train()
    #expect(found.parameters == chosen.parameters)
    let values = found.search.compactMap(\.value)
    #expect(found.series["learningRateSearch"] == Series(x: [1e-5, 0.01, 1], y: values))
    let spread = try #require(values.max()) / #require(values.min())
    #expect(abs(try #require(found.numbers["learningRateSpread"]) / spread - 1) < 1e-12)
    #expect(found.numbers["learningRateAtEdge"] == 0)
  }

  @Test func `a best rate at the edge is warned of, and a search that finds none`() throws {
    let edge = try search("[1e-5, 0.01]")
    #expect(
      edge.warnings == ["the best learning rate, 0.01, is at the edge of the search; rates beyond it may be better"])
    #expect(edge.numbers["learningRateAtEdge"] == 1)
    let none = try search("[1e30, 1e35]")
    #expect(none.warnings == ["training diverged with every learning rate of the search"])
    guard case .diverged = none.outcome else {
      Issue.record("it did not diverge")
      return
    }
  }

  @Test func `errors are searched alike`() throws {
    let rates = "[0.001, 0.01]"
    let squared = try search(rates, ", error: squared")
    let scaled = try search(rates, ", error: \"3\"")
    #expect(squared == scaled)
    #expect(try search(rates, ", error: rescaled").search.map(\.rate) == squared.search.map(\.rate))
  }

  @Test func `pilot seeds choose one rate for every seed, by the geometric mean of whole runs`() throws {
    let search = "search: learning-rate(rates: [1e-5, 0.01, 0.1, 1e12], metric: longLagError, pilots: [7, 8])"
    let run = try trainingRun("\(text), \(search)").run
    let found = try ([1, 2] as [UInt64]).map { try run.with(seed: $0).train() }
    #expect(found[0].search == found[1].search && found[0].numbers["learningRate"] == found[1].numbers["learningRate"])
    for trial in found[0].search.dropLast() {
      let rate = text + ", optimiser: adam(learning-rate: \(Value.text(of: trial.rate)))"
      let values = try ([7, 8] as [UInt64]).map { seed in
        try #require(try trainingRun(rate).run.with(seed: seed).train().numbers["longLagError"])
      }
      #expect(abs(try #require(trial.value) / (values[0] * values[1]).squareRoot() - 1) < 1e-12)
    }
    #expect(found[0].search.last?.value == nil)
    let rate = try #require(found[0].numbers["learningRate"])
    let alone = try trainingRun(text + ", optimiser: adam(learning-rate: \(Value.text(of: rate)))").run.with(seed: 2)
    #expect(try alone.train().parameters == found[1].parameters)
  }

  @Test func `runs that search together on several threads find the same as one`() throws {
    let search = "search: learning-rate(rates: [0.001, 0.02, 0.05], metric: longLagError, pilots: 21...22, steps: 20)"
    let run = try trainingRun("\(text), \(search)").run
    let found = Mutex<[UInt64: TrainingResult]>([:])
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      let seed = UInt64(index + 1)
      if let result = try? run.with(seed: seed).train() { found.withLock { $0[seed] = result } }
    }
    let results = found.withLock { $0 }
    #expect(results.count == 4 && Set(results.values.map { $0.search.map(\.rate) }).count == 1)
    for result in results.values { #expect(result.search == results[1]?.search) }
    #expect(results[3] == (try run.with(seed: 3).train()))
  }

  @Test(arguments: [
    ("rates: [0.1, 0]", "'rates' cannot be [0.1, 0]"), ("rates: [0.1, 0.1]", "the rate 0.1 is listed twice"),
    ("steps: 0", "'steps' cannot be 0"), ("metric: trainingError", "'metric' cannot be 'trainingError'"),
  ])
  func `a bad search is refused`(settings: String, message: String) {
    #expect(complaint(about: "learning-rate(\(settings))", in: .searches).first == message)
  }
}
