import Plot
import Results
import Settings
import Statistics
import Training

/// `ratio(of: poly, number: longLagError, baseline: squared)`: a forest plot of ratios paired by seed, with intervals.
package struct RatioFigure: FigureKind {
  package static let name = "ratio"
  package static let summary =
    "draws ratios to a baseline, paired by seed, with their intervals; below 1 is less than the baseline"

  private let source: GridSource
  private let number: Value
  private let pairs: PairedRatio?
  private let level: Double

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "rows", help: "the axis with a row for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
      ])
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is compared")
    pairs = settings.choice("baseline", help: "the value that the others of its axis are compared with").map {
      PairedRatio(baseline: $0)
    }
    level = settings.level()
  }

  package var remark: String? {
    "Intervals: \(NumberFormat(digits: 4, isPercentage: true).text(of: level)) of each ratio taken alone (Student, log-ratios of paired seeds)."
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    guard let pairs else {
      return [
        SettingProblem(
          "a ratio needs a baseline", remedy: "add a baseline, as in baseline: squared", kind: .missingSetting,
          span: source.id.span)
      ]
    }
    let mistakes = pairs.check(offers[source.id.description], of: source.id)
    if !mistakes.isEmpty { return mistakes }
    return source.check(among: offers, numbers: [number]) { pairs.axis(in: $0)?.name }
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let pairs, let axis = pairs.axis(in: dataset.offer) else {
      return []
    }
    let roles = source.axes(in: dataset.offer, except: axis.name)
    let cells = Array(dataset.offer.cells.indices)
    return source.groups(of: cells, by: "facet", in: dataset.offer, except: axis.name).map { group in
      panel(
        group.title, of: group.cells, in: dataset, against: pairs, axis,
        rows: dataset.offer.axes.first { $0.name == roles["rows"] }, styles)
    }
  }

  /// The ratios of some cells: a row for each value of an axis, or for each value that is compared.
  private func panel(
    _ title: String, of cells: [Int], in dataset: Dataset, against pairs: PairedRatio, _ axis: Offer.Axis,
    rows rowAxis: Offer.Axis?, _ styles: SeriesStyles
  ) -> Panel {
    let offer = dataset.offer
    let compared = axis.choices.filter { !axis.picks($0, by: pairs.baseline) }
    let names = (rowAxis?.choices ?? compared).map { SeriesStyles.name(of: $0.given) }
    let dodge = Dodge(rowAxis == nil ? 1 : compared.count, width: 0.7)
    var marks: [any Mark] = [Plot.Rule(.vertical(1), style: Style(slot: .muted, dash: []))]
    for (index, choice) in compared.enumerated() {
      var (rows, values, low, high): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
      for cell in cells where offer.cells[cell][axis.name]?.canonical == choice.canonical {
        guard let estimate = pairs.estimate(number.description, cell: cell, in: dataset, level: level) else { continue }
        let row = rowAxis.flatMap { rowAxis in
          rowAxis.choices.firstIndex { $0.canonical == offer.cells[cell][rowAxis.name]?.canonical }
        }
        rows.append(Double(row ?? index) + (rowAxis == nil ? 0 : dodge.offset(index)))
        values.append(estimate.value)
        low.append(estimate.lower)
        high.append(estimate.upper)
      }
      var style = styles.style(for: choice)
      if rowAxis == nil { style.series = nil }
      marks.append(ErrorBar(at: rows, low: low, high: high, orientation: .horizontal, style: style))
      marks.append(Point(x: values, y: rows, style: style, radius: 2.4))
    }
    let words = dataset.offer.label(of: number.description)
    // Of an error less is better, and a reader should not have to think which side that is.
    let sides = number.description.hasSuffix("Error") ? " (\u{2190} better, worse \u{2192})" : ""
    let label = "\(words), ratio to \(SeriesStyles.name(of: pairs.baseline))\(sides)"
    return Panel(
      title: title, x: Axis(label, scale: .logarithmic),
      y: Axis(scale: .categorical(names)), marks: marks)
  }

  package func arrange(_ figure: inout Figure) {
    guard case .categorical(let names)? = figure.panels.first?.y.scale else { return }
    let series = Double(Set(figure.panels[0].marks.compactMap(\.style.series)).count)
    // Panels beside each other are narrower, so their rows need more of the width.
    let share = (0.05 + 0.04 * max(series, 1)) * min(Double(figure.panels.count), 3).squareRoot()
    figure.panelAspect = min(max(share * Double(names.count) + 0.1, 0.2), 1.6)
  }
}
