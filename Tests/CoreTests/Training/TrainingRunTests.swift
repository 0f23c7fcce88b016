import Foundation
import Testing

@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Training

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

  /// Each model with one of the errors, and one model with each: the gradients of all pairs are tested by themselves.
  private static let trained: [(String, String)] = {
    let errors = ["squared", "absolute", "rescaled"]
    return examples(of: .models).enumerated().flatMap { index, model in
      (index == 0 || isWhole ? errors : [errors[index % 3]]).map { (model, $0) }
    }
  }()

  @Test(arguments: trained)
  func `training lowers the error`(model: String, error: String) throws {
    let run = try trainingRun(
      "task: linear-functional(length: 30), model: \(model), error: \(error), steps: 200, batch: 32, records: 10"
    ).run
    // What is measured at the end of a run is left out.
    var trainer = Trainer(run, .single)
    let divergences = (0..<200).compactMap { _ in trainer.step() }
    let curve = trainer.state.curve.series
    #expect(divergences.isEmpty)
    #expect(curve.x == (1...10).map { Double($0 * 20) })
    #expect(curve.y[9] < curve.y[0] / 2)
  }

  @Test func `a run that diverges says when`() throws {
    let result = try trainingRun(small + ", optimiser: adam(learning-rate: 1e6)").run.train()
    guard case .diverged(let step, _) = result.outcome else {
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
      try run.train(TrainingControl(shouldStop: { told.count == 10 }, progress: { told.append($0) }))
    }
    #expect(told == (1...10).map { Double($0) / 40 })
  }

  @Test(arguments: [
    ("error: weighted(by: \"90-t\")", "the weight of step t = 90 of T = 100 is not positive"),
    ("error: \"t-5\"", "the weight of step t = 0 of T = 8 is not positive"), ("steps: 0", "'steps' cannot be 0"),
    ("error: cross-entropy", "this error compares symbols, and the targets of this task are numbers"),
    ("batches: 3", "'run' has no setting 'batches'"),
    (
      "batch: 65536, model: gru(width: 1024)",
      "one step of this run takes 187397 megabytes of memory, and 1000 are allowed"
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

  @Test(arguments: isWhole ? variants(of: .models) : examples(of: .models))
  func `the bytes of a run do not depend on the threads`(model: String) throws {
    let run = try trainingRun("task: linear-functional(length: 20), model: \(model), batch: 70, steps: 6").run
    let one = try ResultBytes.of(run.train())
    #expect(try ResultBytes.of(run.train(TrainingControl(threads: 3))) == one)
  }

  @Test func `a gradient is clipped to its norm`() throws {
    let text = small + ", optimiser: sgd(learning-rate: 0.5)"
    func move(_ settings: String) throws -> Double {
      let run = try trainingRun(text.replacing("steps: 40", with: "steps: 1") + settings).run
      let end = try #require(run.train().parameters).values
      return zip(run.initialParameters, end).reduce(0) { $0 + pow($1.0 - Double($1.1), 2) }.squareRoot()
    }
    #expect(abs(try move(", clipping: 0.01") - 0.005) < 1e-7)
    #expect(try move(", clipping: none") > 0.05)
    #expect(try move(", clipping: 1e6") == move(""))
  }

  /// Data that end in something that is not a number.
  private struct BrokenData: TrainingData {
    static let name = "broken"
    static let summary = "data with a mistake"
    var error = 1.0
    var slope: Float = 1
    init(error: Double = 1, slope: Float = 1) { (self.error, self.slope) = (error, slope) }
    init(settings: Settings) {}
    func source(for run: TrainingRun, _ workers: Workers) -> any GradientSource { Source(data: self) }

    private final class Source: GradientSource {
      var place = DataPlace(Generator(seed: 1))
      let data: BrokenData
      var step = 0
      init(data: BrokenData) { self.data = data }

      func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double {
        step += 1
        gradient = parameters.map { _ in step > 3 ? data.slope : 1 }
        return step > 3 ? data.error : 1
      }
    }
  }

  @Test(arguments: [
    (Double.nan, Float(1), TrainingResult.Divergence.error), (.infinity, 1, .error), (1, .nan, .gradient),
    (1, .infinity, .gradient), (1, 1e38, .parameters),
  ])
  func `what is not finite ends a run with its reason`(
    error: Double, slope: Float, cause: TrainingResult.Divergence
  ) throws {
    var run = try trainingRun(small.replacing("steps: 40", with: "steps: 4") + ", optimiser: sgd(learning-rate: 1e6)")
      .run
    run.data = BrokenData(error: error, slope: slope)
    let result = try run.train()
    #expect(result.outcome == .diverged(step: cause == .parameters ? 4 : 3, cause: cause))
    #expect(result.parameters == nil && result.numbers.isEmpty)
    #expect(result.series["trainingCurve"]?.y == Array(repeating: 1, count: cause == .parameters ? 4 : 3))
    #expect("\(result.outcome)".hasSuffix("not finite"))
  }
}
