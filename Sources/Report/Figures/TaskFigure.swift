import Numerics
import Plot
import Results
import Settings
import Tasks

/// `task(task: adding(length: 40), seed: 1)`: one sequence of a task, what goes in and what should come out.
package struct TaskFigure: FigureKind {
  package static let name = "task"
  package static let summary =
    "draws a sequence of a task as a model is given it, its inputs and its targets, without any run"

  /// The most features of one signal that are drawn.
  private static let most = 7

  private let task: any SequenceTask
  private let seed: Int
  private let steps: Int

  package init(settings: Settings) {
    task = settings.part("task", from: .tasks, default: "linear-functional", help: "the task")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "the seed of the sequence")
    steps = settings.count("steps", default: 400, 2...16_384, help: "the most time steps that are drawn")
  }

  package var inputs: Inputs { Inputs() }

  package func check(among offers: [String: Offer]) -> [SettingProblem] { [] }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    let shape = task.shape
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: 1)
    let targets = Signal<Double>(length: shape.length, width: shape.outputs, batch: 1)
    var generator = Generator(seed: UInt64(seed), stream: "inputs")
    task.fill(inputs: inputs, targets: targets, from: &generator)
    return [
      panel("inputs", inputs, "input", Style(slot: .series(1)), from: 0),
      panel("targets", targets, "target", Style(slot: .target), from: task.answers.lowerBound),
    ]
  }

  /// A signal against the time step: a line for each feature, or the number of its symbol.
  private func panel(_ title: String, _ signal: Signal<Double>, _ word: String, _ style: Style, from start: Int)
    -> Panel
  {
    let times = Array(start..<max(min(signal.length, steps), start + 1)).filter { $0 < signal.length }
    let x = times.map(Double.init)
    var marks: [any Mark] = start > 0 ? [Plot.Rule(.vertical(Double(start)))] : []
    guard !task.hasSymbols || signal.width == 1 else {
      let symbols = times.map { time -> Double in
        let values = (0..<signal.width).map { signal[time, $0, 0] }
        return Double(values.indices.max { values[$0] < values[$1] } ?? 0)
      }
      marks.append(Point(x: x, y: symbols, style: style, radius: 1.6))
      return Panel(title: title, x: Axis("time step $t$"), y: Axis("symbol"), marks: marks)
    }
    let shown = min(signal.width, Self.most)
    for feature in 0..<shown {
      var own = style
      if shown > 1 {
        own = Style(series: "\(word) \(feature + 1)", slot: .series(feature + 1))
      }
      marks.append(Line(x: x, y: times.map { signal[$0, feature, 0] }, style: own))
    }
    return Panel(
      title: signal.width > shown ? "\(title), the first \(shown) of \(signal.width)" : title,
      x: Axis("time step $t$"), y: Axis("value"), marks: marks)
  }

  package func arrange(_ figure: inout Figure) {
    figure.columns = 1
    figure.sharedY = false
    figure.panelAspect = 0.28
  }
}
