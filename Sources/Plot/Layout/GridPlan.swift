/// The rows and columns of a figure and what its panels share.
struct GridPlan {
  let columns: Int
  let rows: Int
  let aspect: Double
  let x: Sharing
  let y: Sharing
  /// The width of a frame before labels are measured.
  let frameWidth: Double
  private let count: Int

  init(_ figure: Figure) {
    count = figure.panels.count
    let room = figure.width.points
    let widest = max(1, Int(room / 70))
    columns = max(1, min(figure.columns ?? Self.usualColumns(count, room), min(count, widest)))
    rows = (count + columns - 1) / columns
    frameWidth = max(20, room / Double(columns) - 34)
    let usual = columns == 1 && figure.width.value > 110 ? 0.5 : 0.68
    aspect = (figure.panelAspect ?? usual).limited(to: 0.1...5, otherwise: usual)
    let columns = self.columns
    x = Sharing(figure.panels.map(\.x), lines: figure.panels.indices.map { $0 % columns }, wanted: figure.sharedX)
    y = Sharing(figure.panels.map(\.y), lines: figure.panels.indices.map { $0 / columns }, wanted: figure.sharedY)
  }

  private static func usualColumns(_ count: Int, _ room: Double) -> Int {
    if room < 300 { return count < 4 ? 1 : 2 }
    return count == 4 ? 2 : min(count, 3)
  }

  /// The cells with their scales, not yet placed.
  func cells(_ figure: Figure) -> [Cell] {
    let xCount = AxisFitting.targetAcross(frameWidth)
    let yCount = AxisFitting.targetDown(frameWidth * aspect)
    return figure.panels.enumerated().map { index, panel in
      let (row, column) = (index / columns, index % columns)
      let xGroup = figure.panels.indices.filter { x.group($0, line: $0 % columns) == x.group(index, line: column) }
      let yGroup = figure.panels.indices.filter { y.group($0, line: $0 / columns) == y.group(index, line: row) }
      let xMarks = xGroup.flatMap { figure.panels[$0].marks }
      let yMarks = yGroup.flatMap { figure.panels[$0].marks }
      let hasPoints = xMarks.contains { $0.key.contains(.point) }
      return Cell(
        panel: panel, row: row, column: column,
        x: panel.x.scale.scale(
          holding: Extent(xMarks.flatMap(\.xs)), domain: panel.x.domain, padding: hasPoints ? 0.04 : 0, count: xCount),
        y: panel.y.scale.scale(
          holding: Extent(yMarks.flatMap(\.ys)), domain: panel.y.domain, padding: 0.05, count: yCount),
        showsX: x == .none || index + columns >= count, showsY: y == .none || column == 0,
        letter: count > 1 ? Self.letter(index) : "")
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

extension Cell {
  /// Chooses ticks and breaks the titles that are the cell's own into lines, for a frame `width` wide.
  mutating func fit(width: Double, _ grid: GridPlan, _ typesetter: Typesetter) {
    xTicks = AxisFitting.horizontal(x, length: width, typesetter: typesetter)
    yTicks = AxisFitting.vertical(y, length: width * grid.aspect)
    let size = Theme.Sizes.title
    var runs: [Label.Run] = []
    if !letter.isEmpty { runs.append(Label.Run(text: letter, bold: true)) }
    if !panel.title.isEmpty { runs += (runs.isEmpty ? [] : [Label.Run(text: " ")]) + Label(panel.title).runs }
    title = typesetter.lines(Label(runs: runs), size: size, width: width)
    if grid.x != .all, showsX { xTitle = typesetter.lines(Label(panel.x.label), size: size, width: width) }
    if grid.y != .all, showsY {
      yTitle = typesetter.lines(Label(panel.y.label), size: size, width: width * grid.aspect)
    }
  }
}
