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

  /// A panel for each group, with the marks of each of its lines by `draw`. A line that is alone in its panel is called
  /// `single`, and has the colour of the error that its panel is of.
  func panels(
    _ dataset: Dataset, x: Axis, y: Axis, styles: SeriesStyles, single: String? = nil,
    _ draw: (_ cell: Int, _ style: Style) -> [any Mark]
  ) -> [Panel] {
    let offer = dataset.offer
    let axes = grid.axes(in: offer)
    let errors = [axes["facet"], axes["row"]].compactMap { $0 }.first { NumberFamily.root(of: $0) == "error" }
    var panels = groups(in: offer).map { group in
      Panel(
        title: group.row == nil ? group.title : "", x: x, y: y,
        marks: group.lines.flatMap { line in
          let style = line.choice.map { styles.style(for: $0, on: axes["colour"]) }
          let error = errors.flatMap { offer.cells[line.cell][$0] }.map { styles.style(for: $0).colour }
          return draw(line.cell, style ?? Style(series: single, slot: .series(1), ink: error))
        }, facet: group.row.map { Facet(columns: [group.title], rows: [$0]) },
        legendTitle: grid.title(of: "colour", in: offer))
    }
    for index in panels.indices {
      // No band hides the line of another.
      let marks = panels[index].marks
      panels[index].marks = marks.filter { $0 is Band } + marks.filter { !($0 is Band) }
    }
    if axes["colour"] == nil, errors != nil, let single, !panels.isEmpty {
      // The key has none of the colours.
      panels[0].marks.insert(Line(x: [], y: [], style: Style(series: single, ink: .muted)), at: 0)
    }
    return panels
  }
}
