import Plot
import Results
import Settings

/// `forecasts(of: sunspots, facet: model)`: a series and the forecasts of the part of it that no training has seen.
package struct ForecastsFigure: FigureKind {
  package static let name = "forecasts"
  package static let summary =
    "draws a series and the forecasts of its last part, their mean and their range over the seeds"

  private enum Stretch: String, CaseIterable { case kept, all }

  private let source: CurveSource
  private let stretch: Stretch
  private let titles: (x: String, y: String)

  package init(settings: Settings) {
    source = CurveSource(settings)
    stretch = settings.choice("show", default: .kept, help: "whether the part to learn from is drawn too")
    titles = (
      settings.text("x", default: "", help: "what the axis of time is called; by default the column of time"),
      settings.text("y", default: "", help: "what the series is called; by default its column")
    )
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: ["forecast", "observed"]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, curves: ["forecast", "observed"])
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let axes = dataset.offer.curves["observed"] else { return [] }
    let x = Axis(titles.x.isEmpty ? axes.x : titles.x)
    var panels = source.panels(
      dataset, x: x, y: Axis(titles.y.isEmpty ? axes.y : titles.y), styles: styles, single: "forecast"
    ) { cell, style in SeedBand.marks(for: dataset.curves("forecast", cell: cell), style: style) }
    for (index, group) in source.groups(in: dataset.offer).enumerated() {
      guard let cell = group.lines.first?.cell, let observed = dataset.curves("observed", cell: cell).first else {
        continue
      }
      let first = dataset.curves("forecast", cell: cell).first?.x.first
      let start = stretch == .all ? 0 : first.flatMap { first in observed.x.firstIndex { $0 >= first } } ?? 0
      panels[index].marks.insert(
        Line(
          x: Array(observed.x[start...]), y: Array(observed.y[start...]),
          style: Style(series: "observed", slot: .target)),
        at: 0)
    }
    return panels
  }
}
