import Plot
import Results
import Settings
import Theorems

/// `sensitivity(of: bias)`: how much each error sees of a deviation at each lag, with the lag at which half is left.
package struct SensitivityFigure: FigureKind {
  package static let name = "sensitivity"
  package static let summary =
    "draws the sensitivity profiles of errors and marks where half of the sensitivity is left"

  private let source: CurveSource
  private let showsWeights: Bool

  package init(settings: Settings) {
    source = CurveSource(settings)
    showsWeights = settings.flag("weights", default: false, help: "whether the weights have a panel beside them")
  }

  package var inputs: Inputs {
    Inputs(results: [source.id.description], curves: showsWeights ? ["profile", "weights"] : ["profile"])
  }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, curves: ["profile"] + (showsWeights ? ["weights"] : []))
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    return (["profile"] + (showsWeights ? ["weights"] : [])).flatMap { name -> [Panel] in
      guard let axes = dataset.offer.curves[name] else { return [] }
      var panels = source.panels(dataset, x: Axis(axes.x), y: Axis(axes.y), styles: styles) { cell, style in
        var marks = SeedBand.marks(for: dataset.curves(name, cell: cell), style: style)
        if name == "profile", let half = dataset.numbers("halfBiasLag", cell: cell).first {
          marks.append(Point(x: [half], y: [0.5], style: style))
        }
        return marks
      }
      if name == "profile" {
        for index in panels.indices { panels[index].marks.insert(Plot.Rule(.horizontal(0.5)), at: 0) }
      }
      return panels
    }
  }
}
