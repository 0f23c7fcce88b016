/// The rows and columns of a figure and what its panels share.
struct GridPlan {
  let columns: Int
  let rows: Int
  private let aspect: Double
  private let fixedHeight: Double?
  let x: Sharing
  let y: Sharing
  /// The width of the figure.
  let room: Double
  /// The width of a frame before labels are measured.
  let frameWidth: Double
  /// The headings of a grid of facets.
  let headings: FacetHeadings?
  /// The row and column of each panel.
  private let spots: [(row: Int, column: Int)]

  init(_ figure: Figure) {
    let count = figure.panels.count
    room = figure.layoutWidth
    let headings = FacetHeadings(figure.panels)
    self.headings = headings
    if let headings {
      columns = headings.columns.count
      rows = headings.rows.count
      spots = headings.spots
    } else {
      let widest = max(1, Int(room / 70))
      let columns = max(1, min(figure.columns ?? Self.usualColumns(count, room), min(count, widest)))
      self.columns = columns
      rows = (count + columns - 1) / columns
      spots = (0..<count).map { ($0 / columns, $0 % columns) }
    }
    frameWidth = max(20, room / Double(columns) - 34)
    let usual = columns == 1 && room > 310 ? 0.5 : 0.68
    aspect = (figure.panelAspect ?? usual).limited(to: 0.1...5, otherwise: usual)
    fixedHeight = figure.panelHeight?.limited(to: 10...2000, otherwise: 100)
    x = Sharing(figure.panels.map(\.x), lines: spots.map(\.column), wanted: figure.sharedX)
    y = Sharing(figure.panels.map(\.y), lines: spots.map(\.row), wanted: figure.sharedY)
  }

  /// The height of a frame `width` wide.
  func height(of width: Double) -> Double { fixedHeight ?? width * aspect }

  private static func usualColumns(_ count: Int, _ room: Double) -> Int {
    if room < 300 { return count < 4 ? 1 : 2 }
    return count == 4 ? 2 : min(count, 3)
  }

  /// The cells with their scales, not yet placed.
  func cells(_ figure: Figure) -> [Cell] {
    let xCount = AxisFitting.targetAcross(frameWidth)
    let yCount = AxisFitting.targetDown(height(of: frameWidth))
    let indices = figure.panels.indices
    let xGroups = indices.map { x.group($0, line: spots[$0].column) }
    let yGroups = indices.map { y.group($0, line: spots[$0].row) }
    let xData = Dictionary(grouping: indices) { xGroups[$0] }.mapValues {
      GroupData($0, figure.panels, isVertical: false)
    }
    let yData = Dictionary(grouping: indices) { yGroups[$0] }.mapValues {
      GroupData($0, figure.panels, isVertical: true)
    }
    let lowest = Dictionary(spots.map { ($0.column, $0.row) }) { max($0, $1) }
    let leftmost = Dictionary(spots.map { ($0.row, $0.column) }) { min($0, $1) }
    return figure.panels.enumerated().map { index, panel in
      let (row, column) = spots[index]
      let (horizontal, vertical) = (xData[xGroups[index]] ?? GroupData(), yData[yGroups[index]] ?? GroupData())
      let height = panel.y.scale.scale(
        holding: vertical.extent, domain: panel.y.domain, padding: vertical.padding, count: yCount, isVertical: true)
      return Cell(
        panel: panel, row: row, column: column,
        x: panel.x.scale.scale(
          holding: horizontal.extent, domain: panel.x.domain, padding: horizontal.padding, count: xCount),
        y: height, isCut: vertical.isBeyond(height, panel.y.scale),
        colour: ColourBar.scale(of: panel.colour, in: figure),
        showsX: x == .none || lowest[column] == row, showsY: y == .none || leftmost[row] == column,
        hasGrid: figure.grid, letter: figure.panels.count > 1 && headings == nil ? Self.letter(index) : "")
    }
  }

  /// `(a)` for the first panel, `(aa)` after `(z)`.
  static func letter(_ index: Int) -> String {
    var (rest, letters) = (index, "")
    repeat {
      letters = String(UnicodeScalar(UInt8(97 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return "(\(letters))"
  }
}

/// What the panels that share an axis have on it.
private struct GroupData {
  var extent = Extent()
  var padding = Padding()

  init() {}

  init(_ members: [Int], _ panels: [Panel], isVertical: Bool) {
    var hasBodies = false
    var fillsFrame = false
    var feet: Set<Double> = []
    let axes = members.map { isVertical ? panels[$0].y : panels[$0].x }
    let bySign = axes.contains { $0.scale.dependsOnSign }
    let isLogarithmic = axes.allSatisfy { $0.scale == .logarithmic }
    var intervals = Extent()
    for mark in members.flatMap({ panels[$0].marks }) {
      let values = isVertical ? mark.ys : mark.xs
      if isLogarithmic, let core = mark.core {
        extent.include(isVertical ? core.ys : core.xs)
        intervals.include(values)
      } else {
        extent.include(values, bySign: bySign)
      }
      hasBodies = hasBodies || mark.room == .body
      fillsFrame = fillsFrame || mark.room == .frame
      if let foot = isVertical ? mark.foot.y : mark.foot.x { feet.insert(foot) }
    }
    extent.reach(for: intervals, factor: 10)
    if fillsFrame {
      padding = Padding(reachesTicks: false)
      return
    }
    let share = isVertical ? 0.05 : hasBodies || !feet.isEmpty ? 0.04 : 0
    let ends = extent.all
    padding.before = feet.contains(ends?.lowerBound ?? .nan) ? 0 : share
    padding.after = feet.contains(ends?.upperBound ?? .nan) ? 0 : share
  }

  /// Whether some values of curves and points lie beyond the ends of a scale.
  func isBeyond(_ scale: any Scale, _ kind: ScaleKind) -> Bool {
    guard !kind.isCategorical, let values = kind == .logarithmic ? extent.positive : extent.all else { return false }
    let slack = 1e-9 * (scale.domain.upperBound - scale.domain.lowerBound)
    return kind == .logarithmic
      ? values.lowerBound < scale.domain.lowerBound * (1 - 1e-9)
        || values.upperBound > scale.domain.upperBound * (1 + 1e-9)
      : values.lowerBound < scale.domain.lowerBound - slack || values.upperBound > scale.domain.upperBound + slack
  }
}
