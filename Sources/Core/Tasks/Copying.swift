import Numerics
import Settings

/// The copying task (Hochreiter and Schmidhuber 1997; Arjovsky, Shah and Bengio 2016).
///
/// Random symbols, then blanks, then a marker as the last of `delay` steps; after it the symbols are to be given back in
/// their order, and blanks are the answer before. A sequence has delay + 2 remembered steps. Without memory the least
/// cross-entropy is that of a guess among the symbols, remembered ln(symbols) / (delay + 2 remembered).
package struct Copying: SequenceTask {
  package static let name = "copying"
  package static let summary = "repeat random symbols in order after a delay"

  package let shape: SequenceShape
  private let symbols: Int
  private let remembered: Int

  package init(settings: Settings) {
    symbols = settings.count("symbols", default: 8, 2...256, help: "the size of the alphabet")
    remembered = settings.count("remembered", default: 10, 1...1000, help: "how many symbols to repeat")
    let delay = settings.count("delay", default: 50, 1...10_000, help: "steps from the last symbol to the first answer")
    shape = SequenceShape(length: delay + 2 * remembered, inputs: symbols + 2, outputs: symbols + 1)
  }

  package var memory: [Double]? { nil }
  package var hasSymbols: Bool { true }
  package var answers: Range<Int> { shape.length - remembered..<shape.length }

  /// Feature `symbols` is the blank, and the next one of the inputs the marker.
  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    let first = answers.lowerBound
    for sequence in 0..<inputs.batch {
      for time in 0..<shape.length {
        let symbol =
          time < remembered
          ? Int(generator.uniform() * Double(symbols)) : time == first - 1 ? symbols + 1 : symbols
        for feature in 0..<shape.inputs { inputs[time, feature, sequence] = feature == symbol ? 1 : 0 }
        for feature in 0..<shape.outputs {
          let isAnswer =
            time < first ? feature == symbols : feature < symbols && inputs[time - first, feature, sequence] == 1
          targets[time, feature, sequence] = isAnswer ? 1 : 0
        }
      }
    }
  }
}
