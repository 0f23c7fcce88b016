import Plot
import Results
import Settings
import Theorems

/// `gradient(of: poly, by: lag)`: how strongly an error pulls at each lag, or at the hidden state of each time step.
package struct GradientFigure: FigureKind {
  package static let name = "gradient"
  package static let summary =
    "draws the size of the gradient by lag or by time step; rescaling moves the two in opposite directions"

  private enum Reading: String, CaseIterable { case lag, time }
  private enum Stage: String, CaseIterable { case start, middle, end }

  private let source: CurveSource
  private let reading: Reading
  private let stage: Stage
  private let scale: ScaleKind

  package init(settings: Settings) {
    source = CurveSource(settings)
    reading = settings.choice("by", default: .lag, help: "whether by lag or by time step")
    stage = settings.choice("stage", default: .start, help: "the point of training")
    scale = settings.scale("y", default: .logarithmic, help: "scale of the vertical axis")
  }

  private var curve: String {
    let stage = stage.rawValue.prefix(1).uppercased() + stage.rawValue.dropFirst()
    return (reading == .time ? "gradientByTime" : "gradientByLag") + stage
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: [curve]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] { source.check(among: offers, curves: [curve]) }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let axes = dataset.offer.curves[curve] else { return [] }
    return source.panels(dataset, x: Axis(axes.x), y: Axis(axes.y, scale: scale), styles: styles) { cell, style in
      SeedBand.marks(for: dataset.curves(curve, cell: cell), style: style)
    }
  }
}
