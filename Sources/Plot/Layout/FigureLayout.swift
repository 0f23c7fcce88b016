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
  private static let columnGap = 12.0
  /// The least distance between the tick labels of neighbouring panels.
  private static let labelDistance = 5.0

  init(_ figure: Figure, typesetter: Typesetter) {
    self.typesetter = typesetter
    let width = figure.width.points
    let grid = GridPlan(figure)
    var cells = grid.cells(figure)
    let entries = Legend.entries(figure.panels)
    legend = Legend(
      entries, width: width - 2 * Self.margin, centre: width / 2, typesetter: typesetter)
    let titleLeading = Typesetter.leading(Theme.Sizes.title)
    let hasSharedY = grid.y == .all && !(figure.panels.first?.y.label.isEmpty ?? true)
    let hasSharedX = grid.x == .all && !(figure.panels.first?.x.label.isEmpty ?? true)
    let height = grid.frameWidth * grid.aspect * Double(grid.rows) + Self.rowGap * Double(grid.rows)
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
    notes = typesetter.lines(
      Label(plain: Self.note(cells)), size: Theme.Sizes.note, width: width - 2 * Self.margin)
    notesTop = bottom + 4
    if !notes.isEmpty { bottom += 4 + Double(notes.count) * Typesetter.leading(Theme.Sizes.note) }
    self.cells = cells
    size = Size(width: width, height: bottom + Self.margin)
  }

  /// Gives the cells their horizontal place, with frames of one width, which is returned.
  private static func placeColumns(
    _ cells: inout [Cell], from left: Double, to right: Double, _ grid: GridPlan, _ typesetter: Typesetter
  ) -> Double {
    var width = grid.frameWidth
    var befores: [Double] = []
    for pass in 0..<4 {
      for index in cells.indices { cells[index].fit(width: width, grid, typesetter) }
      befores = (0..<grid.columns).map { column in
        let members = cells.filter { $0.column == column }
        let side = members.map { $0.sideWidth(typesetter) }.max() ?? 0
        let before = cells.filter { $0.column == column - 1 }.map { $0.overhang(width, typesetter).right }.max()
        let first = members.map { $0.overhang(width, typesetter).left }.max() ?? 0
        return max(side + (column == 0 ? 0 : columnGap), first + (before.map { $0 + labelDistance } ?? 0))
      }
      let last = cells.filter { $0.column == grid.columns - 1 }.map { $0.overhang(width, typesetter).right }.max() ?? 0
      let room = right - left - max(1, last) - befores.reduce(0, +)
      if pass < 3 { width = max(20, room / Double(grid.columns)) }
    }
    for index in cells.indices {
      let column = cells[index].column
      cells[index].box.x = left + width * Double(column) + befores[...column].reduce(0, +)
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
      }
      y += height + (members.map { cells[$0].footHeight }.max() ?? 0)
      if row < grid.rows - 1 { y += rowGap }
    }
    return y
  }

  /// What the scales could not show, in words; empty where nothing was left out.
  private static func note(_ cells: [Cell]) -> String {
    let dropped = cells.filter { $0.dropped > 0 }
    let count = dropped.map(\.dropped).reduce(0, +)
    guard count > 0 else { return "" }
    let places = dropped.filter { !$0.letter.isEmpty }.map { "\($0.dropped) in \($0.letter)" }.joined(separator: ", ")
    let subject = count == 1 ? "1 value is not positive and is" : "\(count) values are not positive and are"
    return "\(subject) not shown on the logarithmic axis" + (places.isEmpty ? "" : ": \(places)")
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
