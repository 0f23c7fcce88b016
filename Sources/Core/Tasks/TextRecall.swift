import Numerics
import Settings

/// Giving back a real text some letters later, y_t = x_{t-delay}, on windows of random place.
///
/// Before the first answer a blank is to be given. Letters are correlated in time and unequally frequent, so that what can be
/// guessed without memory is less wrong than chance. The last part of the text is held out: measures after training are taken
/// there, and no window of training reaches into it.
package struct TextRecall: SequenceTask {
  package static let name = "text-recall"
  package static let summary = "give back the letters of a real text after a delay"

  package let shape: SequenceShape
  private let delay: Int
  private let learned: [Int]
  private let kept: [Int]

  package init(settings: Settings) {
    delay = settings.count("delay", default: 20, 1...200, help: "the letters between a letter and its answer")
    var length = settings.count("length", default: 50, 2...300, help: "the letters of a window")
    let share = settings.number("held-out", default: 0.3, .range(0.1...0.9), help: "the last share of the text, kept")
    let text = RealText.symbols(of: RealText.origin)
    let split = Int((Double(text.count) * (1 - share)).rounded())
    let most = min(split, text.count - split)
    if delay >= length || length > most {
      settings.report(
        SettingProblem(
          delay >= length
            ? "a delay of \(delay) letters is beyond a window of \(length)"
            : "a window of \(length) letters does not fit into both parts of the text, \(split) and \(text.count - split) letters",
          remedy: delay >= length ? "make the delay shorter than the window" : "give it a length of at most \(most)",
          kind: .incompatible, span: settings.span))
      length = max(length, delay + 1)
    }
    learned = Array(text[..<split])
    kept = Array(text[split...])
    shape = SequenceShape(length: length, inputs: RealText.symbols, outputs: RealText.symbols + 1)
  }

  private init(heldOutOf task: TextRecall) {
    (shape, delay, learned, kept) = (task.shape, task.delay, task.kept, task.kept)
  }

  package var memory: [Double]? { nil }
  package var hasSymbols: Bool { true }
  package var answers: Range<Int> { delay..<shape.length }
  package var heldOut: any SequenceTask { TextRecall(heldOutOf: self) }

  /// Output `RealText.symbols` is the blank.
  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    let places = max(learned.count - shape.length + 1, 1)
    for sequence in 0..<inputs.batch {
      let first = Int(generator.uniform() * Double(places))
      for time in 0..<shape.length {
        let letter = learned[min(first + time, learned.count - 1)]
        let answer = time < delay ? RealText.symbols : learned[min(first + time - delay, learned.count - 1)]
        for feature in 0..<shape.inputs { inputs[time, feature, sequence] = feature == letter ? 1 : 0 }
        for feature in 0..<shape.outputs { targets[time, feature, sequence] = feature == answer ? 1 : 0 }
      }
    }
  }
}
