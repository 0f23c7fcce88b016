import Core
import Plot

/// A way to draw results, named by the `plot` option of a figure.
protocol FigureKind: Catalogued, Sendable {
  /// Mistakes that show only beside what the rest of the book offers.
  func check(among offers: [String: Offer]) -> [SettingProblem]
  /// The panels of the drawing; the directive adds width, title and description.
  func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel]
}

extension Catalogue where Element == any FigureKind {
  /// Every kind of figure, one line each.
  static let figures = Catalogue(
    "kind of figure",
    [
      Entry(CurvesFigure.self) { $0 },
      Entry(MemoryFigure.self) { $0 },
    ])
}
