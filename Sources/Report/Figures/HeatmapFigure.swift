import Plot
import Results
import Settings
import Statistics
import Training

/// `heatmap(of: grid, number: longLagError, rows: task, columns: model)`: a number for each pair of values.
package struct HeatmapFigure: FigureKind {
  package static let name = "heatmap"
  package static let summary = "draws a number over two axes, its mean over the seeds or its ratio to a baseline"

  private let source: GridSource
  private let number: Value
  private let pairs: PairedRatio?
  private let scale: ScaleKind
  private let showsValues: Bool

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "columns", help: "the axis with a column for each value"),
        .init(name: "rows", help: "the axis with a row for each value"),
      ])
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is drawn")
    pairs = settings.choice(
      "baseline",
      help:
        "the value that ratios are relative to, paired by seed; on a third axis of two values, the other value is shown"
    ).map { PairedRatio(baseline: $0) }
    scale = settings.scale("colours", help: "scale of the colours; that of ratios is logarithmic")
    showsValues = settings.flag("values", default: true, help: "whether each cell shows its value where there is room")
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    let mistakes = pairs?.check(offers[source.id.description], of: source.id) ?? []
    if !mistakes.isEmpty { return mistakes }
    return source.check(among: offers, numbers: [number]) { offer in
      let axis = pairs?.axis(in: offer)
      return axis?.choices.count == 2 ? axis?.name : nil
    }
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let table = CellTable(dataset, source: source, columns: "columns", rows: "rows") { cell in
      if let pairs { return pairs.estimate(number.description, cell: cell, in: dataset)?.value }
      return dataset.mean(of: number.description, cell: cell)
    } isIncluded: { cell in
      guard let pairs, let axis = pairs.axis(in: dataset.offer),
        !source.axes(in: dataset.offer).values.contains(axis.name)
      else { return true }
      return !axis.picks(dataset.offer.cells[cell][axis.name], by: pairs.baseline)
    }
    let words = dataset.offer.label(of: number.description)
    let colour =
      pairs.map {
        ColourAxis(
          "\(words), ratio to \(SeriesStyles.name(of: $0.baseline))", kind: .diverging(centre: 1), scale: .logarithmic)
      } ?? ColourAxis(words, scale: scale)
    return [table.panel(colour: colour, showsValues: showsValues)]
  }

  package func arrange(_ figure: inout Figure) { CellTable.arrange(&figure) }
}

/// Values over two axes of a grid.
struct CellTable {
  let columns: [String]
  let rows: [String]
  /// The names of the two axes.
  let titles: (x: String, y: String)
  /// `[row][column]`, NaN if there is none.
  private(set) var values: [[Double]]

  init(
    _ dataset: Dataset, source: GridSource, columns columnRole: String, rows rowRole: String,
    value: (Int) -> Double?, isIncluded: (Int) -> Bool = { _ in true }
  ) {
    let offer = dataset.offer
    let cells = offer.cells.indices.filter(isIncluded)
    let (columnGroups, rowGroups) = (
      source.groups(of: cells, by: columnRole, in: offer), source.groups(of: cells, by: rowRole, in: offer)
    )
    (columns, rows) = (columnGroups.map(\.title), rowGroups.map(\.title))
    let axes = source.axes(in: offer)
    titles = (Self.title(axes[columnRole]), Self.title(axes[rowRole]))
    values = rowGroups.map { row in
      columnGroups.map { column in row.cells.first(where: column.cells.contains).flatMap(value) ?? .nan }
    }
  }

  /// `task.memory.rate` as a reader would say it, "rate".
  static func title(_ axis: String?) -> String {
    axis?.split(separator: ".").last.map { String($0).replacing("-", with: " ") } ?? ""
  }

  /// Gives the cells of a figure of tables the shape of a card.
  static func arrange(_ figure: inout Figure) {
    guard case .categorical(let columns)? = figure.panels.first?.x.scale,
      case .categorical(let rows)? = figure.panels.first?.y.scale, !columns.isEmpty
    else { return }
    figure.panelAspect = min(max(0.7 * Double(rows.count) / Double(columns.count), 0.35), 1.4)
  }

  func panel(colour: ColourAxis, showsValues: Bool) -> Panel {
    Panel(
      x: Axis(titles.x, scale: .categorical(columns)), y: Axis(titles.y, scale: .categorical(rows)), colour: colour,
      marks: [
        Heatmap(
          x: columns.indices.map(Double.init), y: rows.indices.map(Double.init), values: values,
          showsValues: showsValues)
      ])
  }
}
