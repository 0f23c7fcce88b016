import Document
import Plot
import Results
import Settings

/// A way to draw results, named by the `plot` option of a figure.
package protocol FigureKind: Catalogued, Sendable {
  /// Mistakes that show only beside what the rest of the book offers.
  func check(among offers: [String: Offer]) -> [SettingProblem]
  /// The label of the results that it draws, and every curve of them that it reads; an extract of results keeps no others.
  var inputs: Inputs { get }
  /// Mistakes in the labels of statements, of which `judged` have a verdict; none by default.
  func check(judged: Set<String>) -> [SettingProblem]
  /// The panels of the drawing; the directive adds width, title and description.
  func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel]
  /// The panels of a kind that draws verdicts; by default those of the datasets.
  func panels(from datasets: [String: Dataset], verdicts: [DrawnVerdict], styles: SeriesStyles) -> [Panel]
  /// Values whose looks it takes, beside those on the axes of its results; none by default.
  var models: [Value] { get }
  /// What its intervals are, a sentence that the caption ends with; nil by default, for a figure without intervals.
  var remark: String? { get }
  /// What a reader can move in it; nothing by default, a figure that stands still.
  var explorer: Explorer? { get }
  /// Gives the figure the proportions that suit its kind; by default those of every figure.
  func arrange(_ figure: inout Figure)
}

extension FigureKind {
  package func arrange(_ figure: inout Figure) {}
  package func check(judged: Set<String>) -> [SettingProblem] { [] }
  package func panels(
    from datasets: [String: Dataset], verdicts: [DrawnVerdict], styles: SeriesStyles
  ) -> [Panel] { panels(from: datasets, styles: styles) }
  package var remark: String? { nil }
  package var models: [Value] { [] }
  package var explorer: Explorer? { nil }
}

extension Catalogue where Element == any FigureKind {
  /// Every kind of figure, one line each.
  package static let figures = Catalogue(
    "kind of figure",
    [
      Entry(ClaimsFigure.self) { $0 },
      Entry(CurvesFigure.self) { $0 },
      Entry(ExplorerFigure.self) { $0 },
      Entry(ForecastsFigure.self) { $0 },
      Entry(GradientFigure.self) { $0 },
      Entry(HeatmapFigure.self) { $0 },
      Entry(LagErrorFigure.self) { $0 },
      Entry(MemoryFigure.self) { $0 },
      Entry(NumbersFigure.self) { $0 },
      Entry(PhaseFigure.self) { $0 },
      Entry(RatioFigure.self) { $0 },
      Entry(SamplesFigure.self) { $0 },
      Entry(ScatterFigure.self) { $0 },
      Entry(SensitivityFigure.self) { $0 },
      Entry(TaskFigure.self) { $0 },
      Entry(TradeOffFigure.self) { $0 },
      Entry(TrainingFigure.self) { $0 },
    ])
}
