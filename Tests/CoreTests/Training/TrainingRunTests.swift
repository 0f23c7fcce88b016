import Foundation
import Testing

@testable import Core

@Suite("Training")
struct TrainingRunTests {
  private let small = "task: linear-functional(length: 20), model: linear-rnn(width: 4), batch: 20, steps: 40"

  @Test func `equal runs give the same bytes, and other seeds others`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let run = try trainingRun(small).run
    let bytes = try [run, run, run.with(seed: 2)].map { try encoder.encode($0.train()) }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[0] != bytes[2])
    #expect(try JSONDecoder().decode(TrainingResult.self, from: bytes[0]) == run.train())
  }

  @Test func `errors are compared from the same start on the same batches`() throws {
    let plain = try trainingRun(small + ", error: squared").run
    let written = try trainingRun(small + ", error: \"3\"").run
    let rescaled = try trainingRun(small + ", error: rescaled").run
    #expect(try plain.train() == written.train())
    #expect(try plain.train() != rescaled.train())
    #expect(plain.initialParameters == rescaled.initialParameters)
  }

  @Test(arguments: examples(of: .models), ["squared", "absolute", "rescaled"])
  func `training lowers the error`(model: String, error: String) throws {
    let run = try trainingRun(
      "task: linear-functional(length: 30), model: \(model), error: \(error), steps: 200, batch: 32, records: 10"
    ).run
    let result = try run.train()
    let curve = try #require(result.series["trainingCurve"])
    #expect(result.outcome == .finished)
    #expect(curve.x == (1...10).map { Double($0 * 20) })
    #expect(curve.y[9] < curve.y[0] / 2)
  }

  @Test func `a run that diverges says when`() throws {
    let result = try trainingRun(small + ", optimiser: adam(learning-rate: 1e6)").run.train()
    guard case .diverged(let step) = result.outcome else {
      Issue.record("it did not diverge")
      return
    }
    #expect(step > 0)
    #expect(result.numbers.isEmpty)
  }

  @Test func `a run stops when told to, and tells how far it is`() throws {
    let run = try trainingRun(small).run
    var told: [Double] = []
    #expect(throws: CancellationError.self) {
      try run.train(shouldStop: { told.count == 10 }, progress: { told.append($0) })
    }
    #expect(told == (1...10).map { Double($0) / 40 })
  }

  @Test(arguments: [
    ("error: weighted(by: \"90-t\")", "the weight of step t = 90 of T = 100 is not positive"),
    ("error: \"t-5\"", "the weight of step t = 0 of T = 8 is not positive"), ("steps: 0", "'steps' cannot be 0"),
    ("error: cross-entropy", "this error compares symbols, and the targets of 'linear-functional' are numbers"),
    ("batches: 3", "'run' has no setting 'batches'"),
    (
      "batch: 65536, model: linear-rnn(width: 1024)",
      "one step of this run takes 53844 megabytes of memory, and 1000 are allowed"
    ),
  ])
  func `a bad run is refused`(text: String, message: String) throws {
    let messages = try trainingRun(text).problems.map(\.message)
    #expect(messages == [message])
  }

  @Test func `the cost counts operations`() throws {
    let run = try trainingRun(small).run
    let longer = try trainingRun(small.replacing("steps: 40", with: "steps: 80")).run
    #expect(longer.cost == 2 * run.cost)
  }
}
