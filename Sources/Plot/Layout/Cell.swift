/// One panel with what was measured for it.
struct Cell {
  let panel: Panel
  let row: Int
  let column: Int
  let x: any Scale
  let y: any Scale
  /// Whether the vertical axis leaves out a part of the data.
  let isCut: Bool
  let colour: ColourScale
  let showsX: Bool
  let showsY: Bool
  /// Whether faint lines run through it at the ticks.
  let hasGrid: Bool
  /// The bold letter before the title, `(a)`, empty for a single panel.
  let letter: String
  var xLabels = AxisLabels()
  var yLabels = AxisLabels()
  var title: [Label] = []
  var xTitle: [Label] = []
  var yTitle: [Label] = []
  /// The names at the ends of the curves, where they stand for a legend.
  var endLabels: EndLabels?
  var box = Box(x: 0, y: 0, width: 0, height: 0)

  static let tick = 3.0
  static let minorTick = 1.8
  static let labelGap = 2.5
  static let titleGap = 4.0

  /// The width of the tick labels beside the vertical axis with their ticks.
  func labelsWidth(_ typesetter: LabelTypesetter) -> Double {
    showsY ? Self.tick + Self.labelGap + yLabels.width(typesetter) : Self.tick
  }

  /// How far the horizontal axis' labels, and the names at the ends of curves, stand out of a frame `width` wide.
  func overhang(_ width: Double, _ typesetter: LabelTypesetter) -> (left: Double, right: Double) {
    let names = endLabels?.width ?? 0
    guard showsX else { return (0, names) }
    let reaches = zip(xLabels.ticks.major, xLabels.lines).compactMap { tick, lines -> (left: Double, right: Double)? in
      guard let fraction = x.fraction(tick.value) else { return nil }
      let widest =
        xLabels.isUpright
        ? Theme.Sizes.tick : lines.map { typesetter.width($0, size: Theme.Sizes.tick) }.max() ?? 0
      return (widest / 2 - fraction * width, widest / 2 - (1 - fraction) * width)
    }
    return (reaches.map(\.left).reduce(0, max), reaches.map(\.right).reduce(names, max))
  }

  /// The height of everything above the frame.
  var headHeight: Double {
    title.isEmpty ? 0 : Double(title.count) * LabelTypesetter.leading(Theme.Sizes.title) + 3
  }

  /// The height of the tick labels below the frame with their ticks, and of what the ends of the axis mean.
  func labelsHeight(_ typesetter: LabelTypesetter) -> Double {
    guard showsX else { return Self.tick }
    let ends = panel.x.ends == nil ? 0 : LabelTypesetter.leading(Theme.Sizes.tick)
    return Self.tick + Self.labelGap + (xLabels.isUpright ? xLabels.width(typesetter) : xLabels.height) + ends
  }

  /// The height of everything below the frame.
  func footHeight(_ typesetter: LabelTypesetter) -> Double {
    labelsHeight(typesetter)
      + (xTitle.isEmpty ? 0 : Double(xTitle.count) * LabelTypesetter.leading(Theme.Sizes.title) + 2)
  }

  /// The width of everything left of the frame.
  func sideWidth(_ typesetter: LabelTypesetter) -> Double {
    let titles = Double(yTitle.count) * LabelTypesetter.leading(Theme.Sizes.title)
    return labelsWidth(typesetter) + (yTitle.isEmpty ? 0 : titles + Self.titleGap)
  }

  func projection(_ typesetter: LabelTypesetter) -> Projection {
    var projection = Projection(x: x, y: y, colour: colour, box: box, typesetter: typesetter)
    projection.names = (Hints.name(of: panel.x), Hints.name(of: panel.y))
    return projection
  }

  /// Whether any datum has a place in the frame's scales.
  var hasData: Bool {
    panel.marks.contains { mark in
      mark.isData
        && (zip(mark.xs, mark.ys).contains { x.fraction($0) != nil && y.fraction($1) != nil })
    }
  }

  /// How many data the scales could not show.
  var dropped: Int { panel.marks.map { $0.dropped(x: x, y: y) }.reduce(0, +) }

  /// Chooses ticks and breaks the titles that are the cell's own into lines, for a frame `width` wide.
  mutating func fit(width: Double, _ grid: GridPlan, _ typesetter: LabelTypesetter) {
    xLabels = AxisFitting.horizontal(x, length: width, typesetter: typesetter)
    // Labels that stand once for a row of panels may take more of the room.
    let share = grid.y == .none ? Double(grid.columns) : Double(grid.columns + 1) / 2
    yLabels = AxisFitting.vertical(
      y, length: grid.height(of: width), room: 0.3 * grid.room / share, typesetter: typesetter)
    let headings = panel.y.headings
    if !headings.isEmpty { yLabels.embolden { headings.contains(Int($0.value)) } }
    let size = Theme.Sizes.title
    var runs: [Label.Run] = []
    if !letter.isEmpty { runs.append(Label.Run(text: letter, bold: true)) }
    if !panel.title.isEmpty { runs += (runs.isEmpty ? [] : [Label.Run(text: " ")]) + Label(panel.title).runs }
    title = typesetter.lines(Label(runs: runs), size: size, width: width)
    if grid.x != .all, showsX { xTitle = typesetter.lines(Label(panel.x.label), size: size, width: width) }
    if grid.y != .all, showsY {
      yTitle = typesetter.lines(Label(panel.y.label), size: size, width: grid.height(of: width))
    }
  }
}
