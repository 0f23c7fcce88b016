import Foundation
import Plot
import Statistics

/// Ratios with their intervals, row by row, on one logarithmic axis.
///
/// A thick line is the interval of a ratio taken alone, a thin one beyond it the interval corrected for their number.
struct Forest {
  struct Ratio {
    /// The row, and the place in it from -0.5 to 0.5.
    var row: Int
    var offset = 0.0
    var alone: Estimate
    /// Nil where there is none.
    var corrected: Estimate?
    var style: Style
    /// What a claim of equality allows, shaded; nil for none.
    var allowed: ClosedRange<Double>?
  }

  struct Row {
    var name: String
    var isHeading = false
  }

  var rows: [Row]
  var ratios: [Ratio]

  /// What an axis of ratios is called, and what its two sides mean.
  struct Title {
    var words: String
    var ends: Axis.Ends?
  }

  /// The most by which an interval reaches beyond the ratios of the figure before it ends in an arrow.
  private static let reach = 3.0

  /// The part of the axis that all of some forests show.
  static func domain(of forests: [Forest]) -> ClosedRange<Double>? {
    let ratios = forests.flatMap(\.ratios)
    let allowed = ratios.compactMap(\.allowed).flatMap { [$0.lowerBound, $0.upperBound] }
    let values = (ratios.map(\.alone.value) + allowed + [1]).filter { $0 > 0 && $0.isFinite }
    guard let least = values.min(), let most = values.max() else { return nil }
    let ends = ratios.flatMap { [$0.alone, $0.corrected ?? $0.alone] }
    let low = ends.map(\.lower).filter { $0 > 0 && $0.isFinite }.min() ?? least
    let high = ends.map(\.upper).filter(\.isFinite).max() ?? most
    let shown = max(low, least / reach)...min(max(high, most), most * reach)
    // Some room, so that no marker stands on the edge.
    let room = pow(shown.upperBound / shown.lowerBound, 0.04)
    return shown.lowerBound / max(room, 1.02)...shown.upperBound * max(room, 1.02)
  }

  func panel(title: String, _ axis: Title, domain: ClosedRange<Double>?, legendTitle: String = "") -> Panel {
    var drawn: [any Mark] = [Plot.Rule(.vertical(1), style: Style(slot: .muted, dash: []))]
    for ratio in ratios {
      if let allowed = ratio.allowed {
        drawn.append(
          Bar(
            at: [Double(ratio.row)], values: [allowed.upperBound], base: allowed.lowerBound, width: 0.7,
            orientation: .horizontal, style: Style(ink: .muted, opacity: 0.18)))
      }
      drawn.append(
        Interval(
          at: [Double(ratio.row) + ratio.offset], estimates: [ratio.alone.value], low: [ratio.alone.lower],
          high: [ratio.alone.upper], outer: ratio.corrected.map { ([$0.lower], [$0.upper]) } ?? ([], []),
          orientation: .horizontal, style: ratio.style, radius: 2.6))
    }
    return Panel(
      title: title, x: Axis(axis.words, scale: .logarithmic, domain: domain, ends: axis.ends),
      y: Axis(
        scale: .categorical(rows.map(\.name)), headings: Set(rows.indices.filter { rows[$0].isHeading })),
      marks: drawn, legendTitle: legendTitle)
  }

  /// Gives a figure of forests rows of one height, with room for the marks of each and for two lines of its name.
  static func arrange(_ figure: inout Figure, marksPerRow: Int) {
    guard case .categorical(let names)? = figure.panels.first?.y.scale else { return }
    let row = max(6.2 * Double(max(marksPerRow, 1)) + 5, 18)
    figure.panelHeight = row * Double(max(names.count, 1)) + 4
  }
}
