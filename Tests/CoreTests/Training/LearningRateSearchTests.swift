import Foundation
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

  @Test(arguments: [
    ("rates: [0.1, 0]", "'rates' cannot be [0.1, 0]"), ("rates: [0.1, 0.1]", "the rate 0.1 stands twice"),
    ("steps: 0", "'steps' cannot be 0"), ("metric: trainingError", "'metric' cannot be 'trainingError'"),
  ])
  func `a bad search is refused`(settings: String, message: String) {
    #expect(complaint(about: "learning-rate(\(settings))", in: .searches).first == message)
  }
}
