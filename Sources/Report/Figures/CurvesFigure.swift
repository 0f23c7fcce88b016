import Core
import Plot

/// `curves(of: bias, curve: profile)`: curves as they were computed, a line for each cell, with a band over the seeds.
struct CurvesFigure: FigureKind {
  static let name = "curves"
  static let summary = "draws curves of a directive, a line for each value and a panel for each facet"

  private let source: CurveSource
  private let curves: [Value]
  private let scales: (x: ScaleKind, y: ScaleKind)

  init(settings: Settings) {
    source = CurveSource(settings)
    curves = settings.names(
      "curve", default: "trainingCurve", allowed: "the name of a curve or a list of such",
      help: "which curves are drawn")
    scales = (
      settings.choice("x", default: AxisScale.linear, help: "scale of the horizontal axis").kind,
      settings.choice("y", default: AxisScale.linear, help: "scale of the vertical axis").kind
    )
  }

  func check(among offers: [String: Offer]) -> [SettingProblem] { source.check(among: offers, curves: curves) }

  func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let known = curves.compactMap { curve in dataset.offer.curves[curve.description].map { (curve.description, $0) } }
    guard let axes = known.first?.1 else { return [] }
    return source.groups(in: dataset.offer).map { group in
      let marks = known.enumerated().flatMap { position, curve in
        group.lines.flatMap { line -> [any Mark] in
          let style =
            known.count > 1
            ? Style(series: curve.1.summary, slot: .series(position + 1))
            : line.choice.map(styles.style) ?? Style(series: nil, slot: .series(1))
          return SeedBand.marks(for: dataset.curves(curve.0, cell: line.cell), style: style)
        }
      }
      return Panel(
        title: group.title, x: Axis(axes.x, scale: scales.x), y: Axis(axes.y, scale: scales.y), marks: marks)
    }
  }
}

/// The scale of an axis as an author names it.
enum AxisScale: String, CaseIterable {
  case linear, logarithmic

  var kind: ScaleKind { self == .linear ? .linear : .logarithmic }
}
