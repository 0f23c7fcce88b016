import Plot
import Results
import Settings

/// Which curves of a directive a figure draws: a panel for each value of one axis, a line for each
/// value of another, and a row of panels for each value of a third.
struct CurveSource: Sendable {
  private let grid: GridSource

  init(_ settings: Settings) {
    grid = GridSource(
      settings,
      roles: [
        .init(name: "colour", help: "the axis with a line for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
        .init(name: "row", help: "the axis with a row of panels for each value"),
      ], help: "the directive whose curves are drawn")
  }

  /// The directive that offers the curves.
  var id: Value { grid.id }

  /// Mistakes in the names; none where the curves can be drawn.
  func check(among offers: [String: Offer], curves: [Value]) -> [SettingProblem] {
    grid.check(among: offers, curves: curves)
  }

  /// Mistakes in the figure's kind, which draws curves of these names.
  func check(among offers: [String: Offer], curves: [String]) -> [SettingProblem] {
    check(among: offers, curves: curves.map { Value(.name($0), span: id.span) })
  }

  /// One panel of lines, each with the value it stands for and its cell.
  struct Group: Sendable {
    let title: String
    /// The heading of the row of panels that it is in; nil without such rows.
    let row: String?
    let lines: [(choice: Offer.Choice?, cell: Int)]
  }

  /// The panels and their lines, in the order of the grid.
  func groups(in offer: Offer) -> [Group] {
    grid.groups(of: Array(offer.cells.indices), by: "row", in: offer).flatMap { row in
      grid.groups(of: row.cells, by: "facet", in: offer).map { facet in
        Group(
          title: facet.title, row: row.choice == nil ? nil : row.title,
          lines: grid.groups(of: facet.cells, by: "colour", in: offer).flatMap { line in
            line.cells.map { (line.choice, $0) }
          })
      }
    }
  }

  /// A panel for each group, with the marks of each of its lines by `draw`.
  func panels(
    _ dataset: Dataset, x: Axis, y: Axis, styles: SeriesStyles, single: String? = nil,
    _ draw: (_ cell: Int, _ style: Style) -> [any Mark]
  ) -> [Panel] {
    let axis = grid.axes(in: dataset.offer)["colour"]
    return groups(in: dataset.offer).map { group in
      Panel(
        title: group.row == nil ? group.title : "", x: x, y: y,
        marks: group.lines.flatMap { line in
          draw(
            line.cell, line.choice.map { styles.style(for: $0, on: axis) } ?? Style(series: single, slot: .series(1)))
        }, facet: group.row.map { Facet(columns: [group.title], rows: [$0]) })
    }
  }
}
