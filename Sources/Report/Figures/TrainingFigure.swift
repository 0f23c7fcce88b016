import Plot
import Results
import Settings
import Statistics
import Theorems

/// `training(of: poly)`: training curves with their band over the seeds.
package struct TrainingFigure: FigureKind {
  package static let name = "training"
  package static let summary = "draws training curves, their mean and their range over the seeds"

  private let source: CurveSource
  private let isRelative: Bool
  private let scale: ScaleKind

  package init(settings: Settings) {
    source = CurveSource(settings)
    isRelative = settings.flag(
      "relative", default: true,
      help: "whether each curve is divided by its first value, so that different errors can be compared")
    scale = settings.scale("y", default: .logarithmic, help: "scale of the vertical axis")
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: ["trainingCurve"]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, curves: ["trainingCurve"])
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let axes = dataset.offer.curves["trainingCurve"] else {
      return []
    }
    let y = isRelative ? "training error, first = 1" : axes.y
    return source.panels(dataset, x: Axis(axes.x), y: Axis(y, scale: scale), styles: styles) { cell, style in
      SeedBand.marks(for: dataset.curves("trainingCurve", cell: cell).map(scaled), style: style)
    }
  }

  private func scaled(_ curve: Series) -> Series {
    guard isRelative, let first = curve.y.first else { return curve }
    return Series(x: curve.x, y: curve.y.map { $0 / first })
  }
}
