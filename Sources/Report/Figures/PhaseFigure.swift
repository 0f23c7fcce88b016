import Plot
import Results
import Settings
import Statistics
import Training

/// `phase(of: sweep, number: longLagError, x: power, y: steps)`: where in the plane of two settings a number is least.
package struct PhaseFigure: FigureKind {
  package static let name = "phase"
  package static let summary =
    "draws a number over the power of an error, or another setting, and a second axis, and marks the least of each row; over one axis, as a curve"

  private let source: GridSource
  private let number: Value
  private let scale: ScaleKind

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "x", help: "the axis from left to right, such as the power of an error"),
        .init(name: "y", help: "the axis from top to bottom"),
      ])
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is drawn")
    scale = settings.scale("scale", help: "scale of the number")
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, numbers: [number])
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let words = dataset.offer.label(of: number.description)
    guard source.axes(in: dataset.offer)["y"] != nil else { return [curve(dataset, words)] }
    let table = CellTable(dataset, source: source, columns: "x", rows: "y") { cell in
      dataset.mean(of: number.description, cell: cell)
    }
    var panel = table.panel(colour: ColourAxis(words, scale: scale), showsValues: false)
    let best = table.values.enumerated().compactMap { row, values -> (x: Double, y: Double)? in
      let known = values.indices.filter { values[$0].isFinite }
      return known.min { values[$0] < values[$1] }.map { (Double($0), Double(row)) }
    }
    panel.marks.append(
      Point(
        x: best.map(\.x), y: best.map(\.y), style: Style(series: "least of its row", slot: .target, shape: .diamond),
        radius: 2.6, hasRim: true))
    return [panel]
  }

  package func arrange(_ figure: inout Figure) { CellTable.arrange(&figure) }

  /// The number over one axis, with its range over the seeds and its least mean marked.
  private func curve(_ dataset: Dataset, _ words: String) -> Panel {
    let groups = source.groups(of: Array(dataset.offer.cells.indices), by: "x", in: dataset.offer)
    let numbers = groups.map { group in group.choice.flatMap { Self.number(in: $0.canonical) } }
    let isNumeric = numbers.allSatisfy { $0 != nil } && Set(numbers).count == groups.count
    let x = groups.indices.map { isNumeric ? numbers[$0] ?? .nan : Double($0) }
    let samples = groups.map { $0.cells.flatMap { dataset.numbers(number.description, cell: $0) } }
    let means = samples.map { $0.isEmpty ? Double.nan : mean($0) }
    let style = Style(slot: .series(1))
    var marks: [any Mark] = [
      ErrorBar(
        at: x, low: samples.map { $0.min() ?? .nan }, high: samples.map { $0.max() ?? .nan }, style: style),
      Line(x: x, y: means, style: style), Point(x: x, y: means, style: style),
    ]
    if let best = means.indices.filter({ means[$0].isFinite }).min(by: { means[$0] < means[$1] }) {
      marks.append(
        Point(x: [x[best]], y: [means[best]], style: Style(series: "least", slot: .target, shape: .diamond), radius: 3))
    }
    let title = CellTable.title(source.axes(in: dataset.offer)["x"])
    return Panel(
      x: Axis(title, scale: isNumeric ? .linear : .categorical(groups.map(\.title))), y: Axis(words, scale: scale),
      marks: marks)
  }

  /// The number that a value is, or that its only argument is.
  static func number(in value: Value) -> Double? {
    if case .number(let number) = value.kind { return number }
    let numbers = value.arguments.compactMap { number(in: $0.value) }
    return numbers.count == 1 ? numbers[0] : nil
  }
}
