import Core
import Plot

/// `memory(of: poly)`: the learned memory functions beside the target.
struct MemoryFigure: FigureKind {
  static let name = "memory"
  static let summary = "draws the learned memory functions of an experiment against the target"

  private let source: CurveSource
  private let scale: ScaleKind

  init(settings: Settings) {
    source = CurveSource(settings)
    scale = settings.choice("y", default: AxisScale.linear, help: "scale of the vertical axis").kind
  }

  func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(
      among: offers, curves: ["learnedMemory", "targetMemory"].map { Value(.name($0), span: source.id.span) })
  }

  func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let axes = dataset.offer.curves["learnedMemory"] else {
      return []
    }
    return source.groups(in: dataset.offer).map { group in
      let learned = group.lines.flatMap { line in
        SeedBand.marks(
          for: dataset.curves("learnedMemory", cell: line.cell),
          style: line.choice.map(styles.style) ?? Style(series: "learned", slot: .series(1)))
      }
      let target = group.lines.first.flatMap { dataset.curves("targetMemory", cell: $0.cell).first }
      let targetMarks: [any Mark] =
        target.map { [Line(x: $0.x, y: $0.y, style: Style(series: "target", slot: .target))] } ?? []
      return Panel(
        title: group.title, x: Axis(axes.x), y: Axis(axes.y, scale: scale), marks: targetMarks + learned)
    }
  }
}
