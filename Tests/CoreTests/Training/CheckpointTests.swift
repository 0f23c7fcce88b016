import Foundation
import Synchronization
import Testing

@testable import Training

@Suite("Checkpoints")
struct CheckpointTests {
  private final class Keeper: Sendable {
    private let kept = Mutex<Data?>(nil)
    private let remarks = Mutex<[String]>([])
    var data: Data? {
      get { kept.withLock { $0 } }
      set { kept.withLock { $0 = newValue } }
    }
    var warnings: [String] { remarks.withLock { $0 } }

    /// Tells a run to stop after `steps` steps, if at all.
    func control(
      stoppingAfter steps: Int? = nil, threads: Int = 1, interval: Duration = .seconds(3600)
    ) -> TrainingControl {
      var made = 0
      return TrainingControl(
        shouldStop: { made == steps }, progress: { _ in made += 1 },
        warn: { remark in self.remarks.withLock { $0.append(remark) } }, threads: threads,
        checkpoints: Checkpoints(interval: interval, load: { self.data }, save: { self.data = $0 }))
    }
  }

  private let small =
    "task: linear-functional(length: 16), model: linear-rnn(width: 3), batch: 40, steps: 24, records: 7"

  @Test(arguments: [
    "", "data: fixed(sequences: 50)", "data: population", "optimiser: sgd(momentum: 0.5), clipping: 0.1",
    "schedule: plateau(window: 2, wait: 1, improvement: 0.5)", "schedule: cosine(warm-up: 0.2)",
    "stop: patience(every: 2, wait: 7, improvement: 0.9)", "model: gru(width: 3)",
    "search: learning-rate(rates: [0.001, 0.01, 1e20], steps: 10)",
  ])
  func `a run that is stopped again and again ends with the same bytes`(settings: String) throws {
    let text = settings.contains("model") ? small.replacing("model: linear-rnn(width: 3), ", with: "") : small
    let run = try trainingRun(settings.isEmpty ? text : "\(text), \(settings)").run
    let whole = try ResultBytes.of(run.train())
    for steps in [1, 5, 11] {
      let keeper = Keeper()
      var result: TrainingResult?
      var parts = 0
      while result == nil, parts < 100 {
        parts += 1
        result = try? run.train(keeper.control(stoppingAfter: steps, threads: 1 + parts % 2))
      }
      #expect(parts > 1)
      #expect(try ResultBytes.of(#require(result)) == whole)
      #expect(keeper.warnings.isEmpty)
    }
  }

  @Test func `checkpoints are made on the way`() throws {
    let run = try trainingRun(small).run
    let keeper = Keeper()
    _ = try run.train(keeper.control(interval: .zero))
    let checkpoint = try JSONDecoder().decode(Checkpoint.self, from: #require(keeper.data))
    #expect(checkpoint.state?.step == 24)
  }

  @Test func `a file that is not a checkpoint, or is another run's, is reported and left aside`() throws {
    let run = try trainingRun(small).run
    let whole = try run.train()
    let keeper = Keeper()
    keeper.data = Data("rubbish".utf8)
    #expect(try run.train(keeper.control()) == whole)
    let other = try trainingRun(small.replacing("width: 3", with: "width: 4")).run
    #expect(throws: CancellationError.self) { try other.train(keeper.control(stoppingAfter: 3)) }
    #expect(try run.train(keeper.control()) == whole)
    #expect(
      keeper.warnings == [
        "a checkpoint cannot be read; its run starts again", "a checkpoint cannot be read; its run starts again",
        "a checkpoint does not fit its run, which starts again",
      ])
  }
}

/// Results as they are stored.
enum ResultBytes {
  static func of(_ result: TrainingResult) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(result)
  }
}
