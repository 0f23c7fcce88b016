import Plot
import Results
import Settings
import Statistics

/// `lag-error(of: poly)`: what is left to learn at each lag, |ρ̂(s) - ρ(s)|.
package struct LagErrorFigure: FigureKind {
  package static let name = "lag-error"
  package static let summary = "draws the size of the error of the learned memory function at each lag"

  private let source: CurveSource
  private let scale: ScaleKind

  package init(settings: Settings) {
    source = CurveSource(settings)
    scale = settings.scale("y", default: .logarithmic, help: "scale of the vertical axis")
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: ["learnedMemory", "targetMemory"]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, curves: ["learnedMemory", "targetMemory"])
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    return source.panels(
      dataset, x: Axis("lag $s$"), y: Axis(#"$|\hat\rho(s) - \rho(s)|$"#, scale: scale), styles: styles
    ) { cell, style in
      let target = dataset.curves("targetMemory", cell: cell).first
      let residuals = dataset.curves("learnedMemory", cell: cell).compactMap { learned -> Series? in
        guard let target, target.x == learned.x else { return nil }
        return Series(x: learned.x, y: zip(learned.y, target.y).map { abs($0 - $1) })
      }
      return SeedBand.marks(for: residuals, style: style)
    }
  }
}
