#if os(Linux)
  import Testing

  @testable import Models
  @testable import Networks
  @testable import Numerics
  @testable import Training

  @Suite("Memory of a training step")
  struct StepMemoryTests {
    private static let runs =
      examples(of: .models).map { "model: \($0)" }
      + [
        "data: fixed(sequences: 64)", "data: population", "data: population, error: absolute", "optimiser: adamw",
        "optimiser: sgd(momentum: 0.9)", "clipping: 0.01, schedule: cosine(warm-up: 0.1)",
        "schedule: plateau(window: 2)", "error: absolute", "error: log-cosh", "error: rescaled(of: huber)",
        "task: delayed-recall", "task: adding", "task: copying(delay: 5), error: cross-entropy", "task: forecast",
      ]

    @Test func `allocations are counted`() {
      #expect(allocations {}.count == 0)
      let made = allocations { _ = Signal<Float>(length: 10, width: 2, batch: 16) }
      #expect(made.count >= 1 && (1280..<1500).contains(made.bytes), "\(made)")
    }

    @Test(arguments: runs)
    func `a step allocates nothing`(text: String) throws {
      let run = try trainingRun(text + ", steps: 100, batch: 40").run
      Workers.with(1) { workers in
        var trainer = Trainer(run, workers)
        for _ in 0..<3 { #expect(trainer.step() == nil) }
        #expect(allocations { for _ in 0..<5 { _ = trainer.step() } }.count == 0)
      }
    }

    @Test(arguments: variants(of: .models).map { "model: \($0)" } + ["data: fixed", "task: adding", "optimiser: sgd"])
    func `the memory stated is the memory taken`(text: String) throws {
      let task = text.contains("task") ? "" : ", task: linear-functional(length: 200)"
      let run = try trainingRun(text + task + ", batch: 128").run
      let taken = Workers.with(1) { workers in allocations { _ = Trainer(run, workers) }.bytes }
      #expect((0.75...1.33).contains(Double(taken) / Double(run.stepBytes)), "\(taken) of \(run.stepBytes)")
    }
  }
#endif
