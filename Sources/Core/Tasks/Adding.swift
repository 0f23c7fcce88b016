import Numerics
import Settings

/// The adding task (Hochreiter and Schmidhuber 1997): the sum of two marked numbers, one in each half of a sequence.
///
/// Inputs are a number uniform on [0, 1] and a mark, 1 at the two steps and 0 elsewhere. The target is the sum of what was
/// marked so far, so that the last step asks the question of the original task: there the best constant answers 1, with
/// a mean squared error of 1/6.
package struct Adding: SequenceTask {
  package static let name = "adding"
  package static let summary = "add the two numbers of a sequence that are marked"

  package let shape: SequenceShape

  package init(settings: Settings) {
    let length = settings.count("length", default: 100, 2...16_384, help: "the number of steps of a sequence")
    shape = SequenceShape(length: length, inputs: 2, outputs: 1)
  }

  package var memory: [Double]? { nil }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    let half = shape.length / 2
    for sequence in 0..<inputs.batch {
      let (first, second) = (generator.count(in: 0...half - 1), generator.count(in: half...shape.length - 1))
      var sum = 0.0
      for time in 0..<shape.length {
        let number = generator.uniform()
        let isMarked = time == first || time == second
        if isMarked { sum += number }
        inputs[time, 0, sequence] = number
        inputs[time, 1, sequence] = isMarked ? 1 : 0
        targets[time, 0, sequence] = sum
      }
    }
  }
}
