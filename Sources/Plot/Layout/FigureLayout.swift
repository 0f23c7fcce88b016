/// A figure with every length decided.
struct FigureLayout {
  /// Words with their place.
  private struct SetLine {
    let label: Label
    let place: Place
    let lettering: Lettering
  }

  let typesetter: LabelTypesetter
  private(set) var cells: [Cell]
  private(set) var size: Size
  private let headings: FacetHeadings?
  private var colourBar: ColourBar
  private let legend: Legend?
  private var legendCorner = Place(0, 0)
  /// The words of the whole figure: its titles, the titles its panels share, and what could not be shown.
  private var lines: [SetLine] = []

  static let margin = 3.0
  private static let rowGap = 9.0
  private static let columnGap = 12.0
  /// The least distance between the tick labels of neighbouring panels.
  private static let labelDistance = 5.0

  init(_ figure: Figure, typesetter: LabelTypesetter) {
    self.init(figure, legend: figure.legend, typesetter)
    let entries = Legend.entries(figure.panels)
    guard !entries.isEmpty else { return }
    let isPlaced =
      switch figure.legend {
      case .inside: placeLegendInside()
      case .lineEnds: cells.allSatisfy { $0.endLabels != nil }
      case .automatic: cells.count == 1 && cells[0].endLabels != nil
      case .above, .below, .none: true
      }
    if !isPlaced { self.init(figure, legend: .below, typesetter) }
  }

  private init(_ figure: Figure, legend place: LegendPlace, _ typesetter: LabelTypesetter) {
    self.typesetter = typesetter
    let width = figure.layoutWidth
    let inner = width - 2 * Self.margin
    let grid = GridPlan(figure)
    headings = grid.headings
    var cells = grid.cells(figure)
    let height = grid.height(of: grid.frameWidth)
    let entries = Legend.entries(figure.panels)
    if place == .lineEnds || place == .automatic && cells.count == 1 && entries.count > 1 {
      let most = (place == .automatic ? 0.25 : 0.35) * width / Double(grid.columns)
      for index in cells.indices {
        cells[index].endLabels = EndLabels(
          cells[index], height: height, most: most, isCut: place == .lineEnds, typesetter: typesetter)
      }
    }
    let gridHeight = (height + Self.rowGap) * Double(grid.rows)
    colourBar = ColourBar(figure, height: gridHeight, typesetter: typesetter)
    let title = figure.legendTitle
    switch place {
    case .above, .below:
      legend = entries.isEmpty ? nil : Legend(entries, title: title, width: inner, typesetter: typesetter)
    case .inside:
      legend = Legend(entries, title: title, width: 0.6 * grid.frameWidth, columns: 1, typesetter: typesetter)
    case .lineEnds, .automatic, .none: legend = nil
    }

    var top = Self.margin
    for (text, size, bold) in [
      (figure.title, Theme.Sizes.figureTitle, true), (figure.subtitle, Theme.Sizes.title, false),
    ] {
      let wrapped = typesetter.lines(Label(text), size: size, bold: bold, width: inner)
      lines += wrapped.enumerated().map { index, line in
        let baseline = top + LabelTypesetter.ascent(size) + Double(index) * LabelTypesetter.leading(size)
        return SetLine(label: line, place: Place(Self.margin, baseline), lettering: Lettering(size: size, bold: bold))
      }
      top += Double(wrapped.count) * LabelTypesetter.leading(size)
    }
    if top > Self.margin { top += 4 }
    if place == .above, let legend {
      legendCorner = Place((width - legend.width) / 2, top)
      top += legend.height + 7
    } else if top == Self.margin {
      top += 2
    }
    top += headings?.height ?? 0

    let titleSize = Theme.Sizes.title
    let leading = LabelTypesetter.leading(titleSize)
    var yTitle: [Label] = []
    if grid.y == .all {
      yTitle = typesetter.lines(Label(figure.panels[0].y.label), size: titleSize, width: gridHeight)
    }
    let left = Self.margin + (yTitle.isEmpty ? 0 : Double(yTitle.count) * leading + Cell.titleGap)
    func placed(_ cells: inout [Cell], beside colourBar: ColourBar) -> Double {
      let right = width - Self.margin - colourBar.width - (grid.headings?.width ?? 0)
      return Self.placeColumns(&cells, from: left, to: right, grid, typesetter)
    }
    var frameWidth = placed(&cells, beside: colourBar)
    // The colour bar is as long as the panels are high, and how high they are depends on the room that it leaves them.
    for _ in 0..<2 where colourBar.width > 0 {
      let height = grid.height(of: frameWidth) * Double(grid.rows)
      colourBar = ColourBar(figure, height: height, typesetter: typesetter)
      frameWidth = placed(&cells, beside: colourBar)
    }
    var bottom = Self.placeRows(&cells, from: top, height: grid.height(of: frameWidth), grid, typesetter)
    let frames = cells.map(\.box)
    let middle = Place(
      ((frames.map(\.x).min() ?? 0) + (frames.map(\.right).max() ?? 0)) / 2,
      ((frames.map(\.y).min() ?? 0) + (frames.map(\.bottom).max() ?? 0)) / 2)
    lines += yTitle.enumerated().map { index, line in
      let baseline = Self.margin + LabelTypesetter.ascent(titleSize) + Double(index) * leading
      let lettering = Lettering(size: titleSize, anchor: .middle, upwards: true)
      return SetLine(label: line, place: Place(baseline, middle.y), lettering: lettering)
    }
    if grid.x == .all {
      let xTitle = typesetter.lines(Label(figure.panels[0].x.label), size: titleSize, width: inner)
      lines += xTitle.enumerated().map { index, line in
        let baseline = bottom + 2 + LabelTypesetter.ascent(titleSize) + Double(index) * leading
        let reach = typesetter.width(line, size: titleSize) / 2
        let centre = min(max(middle.x, Self.margin + reach), max(width - Self.margin - reach, Self.margin + reach))
        return SetLine(
          label: line, place: Place(centre, baseline), lettering: Lettering(size: titleSize, anchor: .middle))
      }
      if !xTitle.isEmpty { bottom += Double(xTitle.count) * leading + 2 }
    }
    if place == .below, let legend {
      legendCorner = Place((width - legend.width) / 2, bottom + 7)
      bottom += legend.height + 7
    }
    let note = Theme.Sizes.note
    let notes = typesetter.lines(Label(plain: Self.note(cells)), size: note, width: inner)
    lines += notes.enumerated().map { index, line in
      let baseline = bottom + 4 + LabelTypesetter.ascent(note) + Double(index) * LabelTypesetter.leading(note)
      return SetLine(
        label: line, place: Place(Self.margin, baseline), lettering: Lettering(size: note, paint: Paint(.muted)))
    }
    if !notes.isEmpty { bottom += 4 + Double(notes.count) * LabelTypesetter.leading(note) }
    self.cells = cells
    size = Size(width: width, height: bottom + Self.margin)
  }

  /// Gives the cells their horizontal place, with frames of one width, which is returned.
  private static func placeColumns(
    _ cells: inout [Cell], from left: Double, to right: Double, _ grid: GridPlan, _ typesetter: LabelTypesetter
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
        let names = cells.filter { $0.column == column - 1 }.compactMap { $0.endLabels?.width }.max() ?? 0
        return max(
          side + names + (column == 0 ? 0 : columnGap), first + (before.map { $0 + labelDistance } ?? 0))
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
    _ cells: inout [Cell], from top: Double, height: Double, _ grid: GridPlan, _ typesetter: LabelTypesetter
  ) -> Double {
    var y = top
    for row in 0..<grid.rows {
      let members = cells.indices.filter { cells[$0].row == row }
      y += members.map { cells[$0].headHeight }.max() ?? 0
      for index in members {
        cells[index].box.y = y
        cells[index].box.height = height
      }
      y += height + (members.map { cells[$0].footHeight(typesetter) }.max() ?? 0)
      if row < grid.rows - 1 { y += rowGap }
    }
    return y
  }

  /// What the scales could not show, in words; empty where nothing was left out.
  private static func note(_ cells: [Cell]) -> String {
    let notes = [droppedNote(cells), beyondNote(cells)].filter { !$0.isEmpty }
    return notes.joined(separator: "; ")
  }

  private static func droppedNote(_ cells: [Cell]) -> String {
    let dropped = cells.filter { $0.dropped > 0 }
    let count = dropped.map(\.dropped).reduce(0, +)
    guard count > 0 else { return "" }
    let places = dropped.filter { !$0.letter.isEmpty }.map { "\($0.dropped) in \($0.letter)" }.joined(separator: ", ")
    let subject = count == 1 ? "1 value is not positive and is" : "\(count) values are not positive and are"
    return "\(subject) not shown on the logarithmic axis" + (places.isEmpty ? "" : ": \(places)")
  }

  private static func beyondNote(_ cells: [Cell]) -> String {
    let count = cells.map(\.beyond).reduce(0, +)
    guard count > 0 else { return "" }
    return
      "\(count == 1 ? "1 value lies" : "\(count) values lie") beyond the axis; triangles mark where curves leave it"
  }

  /// Puts the legend where it hides nothing, in a corner of a panel if it can be; false if no such place exists.
  private mutating func placeLegendInside() -> Bool {
    guard let legend else { return false }
    let map = InkMap(size)
    for cell in cells { cell.drawMarks(on: map, typesetter: typesetter) }
    for cell in cells {
      let room = cell.box.grown(by: -6)
      let (right, bottom) = (room.right - legend.width, room.bottom - legend.height)
      guard right >= room.x, bottom >= room.y else { continue }
      let corners = [right, room.x, (room.x + right) / 2].flatMap { x in [room.y, bottom].map { Place(x, $0) } }
      let grid = stride(from: room.y, through: bottom, by: 4).flatMap { y in
        stride(from: right, through: room.x, by: -4).map { Place($0, y) }
      }
      for corner in corners + grid {
        let wanted = Box(x: corner.x, y: corner.y, width: legend.width, height: legend.height).grown(by: 3)
        if map.isFree(wanted) {
          legendCorner = corner
          return true
        }
      }
    }
    return false
  }

  func draw(on canvas: any Canvas) {
    for cell in cells { cell.draw(on: canvas, typesetter: typesetter) }
    let frames = cells.map(\.box)
    let edge = zip(cells, frames).map { $1.right + ($0.endLabels?.width ?? 0) }.max() ?? 0
    headings?.draw(on: canvas, cells, edge: edge, typesetter)
    let top = frames.map(\.y).min() ?? 0
    let height = (frames.map(\.bottom).max() ?? 0) - top
    colourBar.draw(on: canvas, left: edge + (headings?.width ?? 0), top: top, height: height, typesetter: typesetter)
    for line in lines { canvas.text(line.label, at: line.place, line.lettering) }
    legend?.draw(on: canvas, at: legendCorner)
  }
}
