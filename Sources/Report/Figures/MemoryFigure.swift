import Plot
import Results
import Settings
import Statistics
import Theorems

/// `memory(of: poly)`: the learned memory functions beside the target.
package struct MemoryFigure: FigureKind {
  package static let name = "memory"
  package static let summary = "draws the learned memory functions of an experiment against the target"

  private let source: CurveSource
  private let scale: ScaleKind

  package init(settings: Settings) {
    source = CurveSource(settings)
    scale = settings.scale("y", help: "scale of the vertical axis")
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: ["learnedMemory", "targetMemory"]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, curves: ["learnedMemory", "targetMemory"])
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let axes = dataset.offer.curves["learnedMemory"] else {
      return []
    }
    var panels = source.panels(
      dataset, x: Axis(axes.x), y: Axis(axes.y, scale: scale), styles: styles, single: "learned"
    ) { cell, style in SeedBand.marks(for: dataset.curves("learnedMemory", cell: cell), style: style) }
    for (index, group) in source.groups(in: dataset.offer).enumerated() {
      let target = group.lines.first.flatMap { dataset.curves("targetMemory", cell: $0.cell).first }
      guard let target else { continue }
      panels[index].marks.insert(Line(x: target.x, y: target.y, style: Style(series: "target", slot: .target)), at: 0)
    }
    return panels
  }
}
