import Numerics
import Settings
import Tasks

/// One set of sequences that is gone through again and again, each time in another order.
package struct FixedData: TrainingData {
  package static let name = "fixed"
  package static let summary = "a fixed set of sequences, shuffled by the seed each time it is gone through"

  private let sequences: Int

  package init(settings: Settings) {
    sequences = settings.count("sequences", default: 1024, 1...1_000_000, help: "how many sequences there are")
  }

  package func flaw(for run: TrainingRun) -> (message: String, remedy: String)? {
    run.batch <= sequences
      ? nil
      : (
        "a batch of \(run.batch) does not fit into a fixed set of \(sequences) sequences",
        "make the batch smaller, or the set larger"
      )
  }

  package func bytes(for run: TrainingRun) -> Int {
    sequences * run.task.shape.length * (4 * run.task.shape.inputs + 8 * run.task.shape.outputs)
  }

  package func source(for run: TrainingRun, _ workers: Workers) -> any GradientSource {
    Source(run, sequences, workers)
  }

  private final class Source: GradientSource {
    var place: DataPlace
    private let inputs: Signal<Float>
    private let targets: Signal<Double>
    private let batch: BatchInHand

    init(_ run: TrainingRun, _ count: Int, _ workers: Workers) {
      let shape = run.task.shape
      place = DataPlace(Generator(seed: run.seed, stream: "order"))
      place.order = Array(0..<count)
      place.next = count
      inputs = Signal(length: shape.length, width: shape.inputs, batch: count)
      targets = Signal(length: shape.length, width: shape.outputs, batch: count)
      batch = BatchInHand(run, workers)
      draw(run)
    }

    /// Draws the set, a batch at a time.
    private func draw(_ run: TrainingRun) {
      let draw = run.task.sampler(batch: run.batch)
      let drawn = Signal<Double>(length: inputs.length, width: inputs.width, batch: run.batch)
      var generator = Generator(seed: run.seed, stream: "inputs")
      for first in stride(from: 0, to: inputs.batch, by: run.batch) {
        draw(drawn, batch.targets, &generator)
        let count = min(run.batch, inputs.batch - first)
        for time in 0..<inputs.length {
          for feature in 0..<inputs.width {
            for index in 0..<count { inputs[time, feature, first + index] = Float(drawn[time, feature, index]) }
          }
          for feature in 0..<targets.width {
            for index in 0..<count { targets[time, feature, first + index] = batch.targets[time, feature, index] }
          }
        }
      }
    }

    func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double {
      for sequence in 0..<batch.inputs.batch {
        let chosen = next()
        for time in 0..<inputs.length {
          for feature in 0..<inputs.width { batch.inputs[time, feature, sequence] = inputs[time, feature, chosen] }
          for feature in 0..<targets.width { batch.targets[time, feature, sequence] = targets[time, feature, chosen] }
        }
      }
      return batch.evaluate(parameters, gradient: &gradient)
    }

    private func next() -> Int {
      if place.next == place.order.count {
        var generator = place.generator
        place.order.shuffle(using: &generator)
        place.generator = generator
        place.next = 0
      }
      place.next += 1
      return place.order[place.next - 1]
    }
  }
}
