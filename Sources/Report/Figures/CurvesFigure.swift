import Plot
import Results
import Settings
import Statistics
import Theorems

/// `curves(of: bias, curve: profile)`: curves as they were computed, a line for each cell, with a band over the seeds.
package struct CurvesFigure: FigureKind {
  package static let name = "curves"
  package static let summary = "draws curves of a directive, a line for each value and a panel for each facet"

  /// How a curve is drawn.
  private enum Look: String, CaseIterable { case line, step, area, point }

  private let source: CurveSource
  private let drawn: [Value]
  /// What the author calls the curves; empty for their own names.
  private let names: [String]
  private let look: Look
  private let scales: (x: ScaleKind, y: ScaleKind)

  package init(settings: Settings) {
    source = CurveSource(settings)
    drawn = settings.names(
      "curve", default: "trainingCurve", allowed: "the name of a curve or a list of such",
      help: "which curves are drawn")
    let names = settings.texts("names", example: "[\"before\", \"after\"]", help: "what several curves are called")
    if !names.isEmpty, names.count != drawn.count {
      settings.report(
        SettingProblem(
          "\(drawn.count) curves have \(names.count) names", remedy: "give each curve a name",
          kind: .incompatible, span: settings.span))
    }
    self.names = names.compactMap { if case .string(let name) = $0.kind { name } else { nil } }
    look = settings.choice("mark", default: .line, help: "the kind of mark")
    scales = (
      settings.scale("x", help: "scale of the horizontal axis"), settings.scale("y", help: "scale of the vertical axis")
    )
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: Set(drawn.map(\.description))) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] { source.check(among: offers, curves: drawn) }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let known = drawn.compactMap { curve in dataset.offer.curves[curve.description].map { (curve.description, $0) } }
    guard let axes = known.first?.1 else { return [] }
    return source.panels(
      dataset, x: Axis(axes.x, scale: scales.x), y: Axis(axes.y, scale: scales.y), styles: styles
    ) { cell, style in
      known.enumerated().flatMap { position, curve in
        let name = names.indices.contains(position) ? names[position] : curve.1.summary
        let own = known.count > 1 ? Style(series: name, slot: .series(position + 1)) : style
        return marks(dataset.curves(curve.0, cell: cell), own)
      }
    }
  }

  private func marks(_ curves: [Series], _ style: Style) -> [any Mark] {
    guard let mean = SeedBand.mean(of: curves) else { return [] }
    switch look {
    case .line: return SeedBand.marks(for: curves, style: style)
    case .step: return [Step(x: mean.x, y: mean.y, style: style)]
    case .area: return [Area(x: mean.x, y: mean.y, style: style)]
    case .point: return [Point(x: mean.x, y: mean.y, style: style)]
    }
  }
}
