/// A figure with every length decided.
struct FigureLayout {
  let typesetter: Typesetter
  private(set) var cells: [Cell]
  private(set) var size: Size
  let legend: Legend
  let legendTop: Double
  /// What could not be shown, set small at the foot.
  let notes: [Label]
  let notesTop: Double
  /// The titles that all panels share.
  private(set) var xTitle: [Label] = []
  private(set) var yTitle: [Label] = []
  private(set) var xTitleTop = 0.0

  static let margin = 3.0
  private static let rowGap = 9.0
  private static let columnGap = 11.0

  init(_ figure: Figure, typesetter: Typesetter) {
    self.typesetter = typesetter
    let width = figure.width.points
    let grid = GridPlan(figure)
    var cells = grid.cells(figure)
    let entries = Legend.entries(figure.panels)
    legend = Legend(
      entries, width: width - 2 * Self.margin, centre: width / 2, typesetter: typesetter)
    let frame = grid.frameWidth
    for index in cells.indices {
      cells[index].yTicks = AxisFitting.vertical(cells[index].y, length: frame * grid.aspect)
      cells[index].xTicks = AxisFitting.horizontal(cells[index].x, length: frame, typesetter: typesetter)
      cells[index].wrapTitles(grid, frame: frame, typesetter: typesetter)
    }

    let titleLeading = Typesetter.leading(Theme.Sizes.title)
    let hasSharedY = grid.y == .all && !(figure.panels.first?.y.label.isEmpty ?? true)
    let hasSharedX = grid.x == .all && !(figure.panels.first?.x.label.isEmpty ?? true)
    let height = frame * grid.aspect * Double(grid.rows) + Self.rowGap * Double(grid.rows)
    if hasSharedY {
      yTitle = typesetter.lines(Label(figure.panels[0].y.label), size: Theme.Sizes.title, width: height)
    }
    let yTitleWidth = yTitle.isEmpty ? 0 : Double(yTitle.count) * titleLeading + Cell.titleGap

    let frameWidth = Self.placeColumns(
      &cells, from: Self.margin + yTitleWidth, to: width - Self.margin, grid, typesetter)
    let legendHeight = entries.isEmpty ? 0 : legend.height + 7
    let isAbove = figure.legend == .above
    var bottom = Self.placeRows(
      &cells, from: Self.margin + (isAbove ? legendHeight : 2), height: frameWidth * grid.aspect, grid)
    if hasSharedX {
      xTitle = typesetter.lines(
        Label(figure.panels[0].x.label), size: Theme.Sizes.title, width: width - 2 * Self.margin)
      xTitleTop = bottom + 2
      bottom += Double(xTitle.count) * titleLeading + 2
    }
    legendTop = isAbove ? Self.margin : bottom + 7
    if !isAbove { bottom += legendHeight }
    notes = cells.compactMap(\.note).flatMap {
      typesetter.lines(Label(plain: $0), size: Theme.Sizes.note, width: width - 2 * Self.margin)
    }
    notesTop = bottom + 4
    if !notes.isEmpty { bottom += 4 + Double(notes.count) * Typesetter.leading(Theme.Sizes.note) }
    self.cells = cells
    size = Size(width: width, height: bottom + Self.margin)
  }

  /// Gives the cells their horizontal place, with frames of one width, which is returned.
  private static func placeColumns(
    _ cells: inout [Cell], from left: Double, to right: Double, _ grid: GridPlan, _ typesetter: Typesetter
  ) -> Double {
    let sides = (0..<grid.columns).map { column in
      cells.filter { $0.column == column }.map { $0.sideWidth(typesetter) }.max() ?? 0
    }
    let gaps = columnGap * Double(grid.columns - 1)
    var width = 0.0
    var overhang = 1.0
    for _ in 0..<2 {
      width = max(20, (right - left - overhang - sides.reduce(0, +) - gaps) / Double(grid.columns))
      for index in cells.indices {
        cells[index].xTicks = AxisFitting.horizontal(cells[index].x, length: width, typesetter: typesetter)
      }
      overhang = cells.filter { $0.column == grid.columns - 1 }.map { $0.overhang(width, typesetter) }.max() ?? 0
      overhang = max(overhang, 1)
    }
    for index in cells.indices {
      let column = cells[index].column
      let before = (width + columnGap) * Double(column) + sides[...column].reduce(0, +)
      cells[index].box.x = left + before
      cells[index].box.width = width
    }
    return width
  }

  /// Gives the cells their vertical place and returns the foot of the last row.
  private static func placeRows(
    _ cells: inout [Cell], from top: Double, height: Double, _ grid: GridPlan
  ) -> Double {
    var y = top
    for row in 0..<grid.rows {
      let members = cells.indices.filter { cells[$0].row == row }
      y += members.map { cells[$0].headHeight }.max() ?? 0
      for index in members {
        cells[index].box.y = y
        cells[index].box.height = height
        cells[index].yTicks = AxisFitting.vertical(cells[index].y, length: height)
      }
      y += height + (members.map { cells[$0].footHeight }.max() ?? 0)
      if row < grid.rows - 1 { y += rowGap }
    }
    return y
  }

  func draw(on canvas: any Canvas) {
    for cell in cells { cell.draw(on: canvas, typesetter: typesetter) }
    let titleSize = Theme.Sizes.title
    let left = cells.map(\.box.x).min() ?? 0
    let right = cells.map(\.box.right).max() ?? 0
    let top = cells.map(\.box.y).min() ?? 0
    let bottom = cells.map(\.box.bottom).max() ?? 0
    for (index, line) in xTitle.enumerated() {
      let baseline = xTitleTop + Typesetter.ascent(titleSize) + Double(index) * Typesetter.leading(titleSize)
      canvas.text(line, at: Place((left + right) / 2, baseline), Lettering(size: titleSize, anchor: .middle))
    }
    for (index, line) in yTitle.enumerated() {
      let baseline = Self.margin + Typesetter.ascent(titleSize) + Double(index) * Typesetter.leading(titleSize)
      let lettering = Lettering(size: titleSize, anchor: .middle, upwards: true)
      canvas.text(line, at: Place(baseline, (top + bottom) / 2), lettering)
    }
    legend.draw(on: canvas, top: legendTop)
    for (index, note) in notes.enumerated() {
      let size = Theme.Sizes.note
      let baseline = notesTop + Typesetter.ascent(size) + Double(index) * Typesetter.leading(size)
      canvas.text(note, at: Place(Self.margin, baseline), Lettering(size: size, paint: Paint(.muted)))
    }
  }
}
