import Numerics
import Tasks

/// Batches of random sequences that are the same in every pass: drawn once and kept, or drawn again where they would take
/// much memory.
final class SequenceSet {
  /// A batch as a model takes it, and what should be answered.
  struct Sample {
    let inputs: Signal<Float>
    let targets: Signal<Double>
  }

  /// Bytes that are kept at most.
  private static let memory = 32_000_000

  private let draw: (inout Generator) -> Sample
  private let most: Int
  private var kept: [Sample] = []
  /// After the samples that are kept.
  private var generator: Generator

  /// `bytes` is the size of a sample.
  init(bytes: Int, from generator: Generator, draw: @escaping (inout Generator) -> Sample) {
    self.draw = draw
    self.generator = generator
    most = Self.memory / max(1, bytes)
  }

  /// The next sample of one pass with each call.
  func pass() -> () -> Sample {
    var place = 0
    var own: Generator?
    return { [self] in
      defer { place += 1 }
      if place < kept.count { return kept[place] }
      if place == kept.count, place < most {
        kept.append(draw(&generator))
        return kept[place]
      }
      var next = own ?? generator
      let sample = draw(&next)
      own = next
      return sample
    }
  }
}

extension SequenceSet {
  /// Batches of `size` sequences of `task`.
  convenience init(of task: any SequenceTask, size: Int, from generator: Generator) {
    let shape = task.shape
    let fill = task.sampler(batch: size)
    let drawn = Signal<Double>(length: shape.length, width: shape.inputs, batch: size)
    let numbers = drawn.stride * shape.length * (4 * shape.inputs + 8 * shape.outputs)
    self.init(bytes: numbers, from: generator) { generator in
      let inputs = Signal<Float>(length: shape.length, width: shape.inputs, batch: size)
      let targets = Signal<Double>(length: shape.length, width: shape.outputs, batch: size)
      fill(drawn, targets, &generator)
      inputs.convert(from: drawn)
      return Sample(inputs: inputs, targets: targets)
    }
  }

  /// Batches of `size` sequences of white Gaussian inputs, with nothing to answer.
  convenience init(whiteOf shape: SequenceShape, size: Int, from generator: Generator) {
    let numbers = Signal<Double>(length: 1, width: 1, batch: size)
    let nothing = Signal<Double>(length: 1, width: 1, batch: 1)
    self.init(bytes: 4 * size * shape.length * shape.inputs, from: generator) { generator in
      let inputs = Signal<Float>(length: shape.length, width: shape.inputs, batch: size)
      for time in 0..<shape.length {
        for feature in 0..<shape.inputs {
          generator.gaussians(into: numbers.row(0, 0))
          for sequence in 0..<size { inputs[time, feature, sequence] = Float(numbers[0, 0, sequence]) }
        }
      }
      return Sample(inputs: inputs, targets: nothing)
    }
  }
}
