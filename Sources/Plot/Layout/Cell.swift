/// One panel with what was measured for it.
struct Cell {
  let panel: Panel
  let row: Int
  let column: Int
  let x: any Scale
  let y: any Scale
  let showsX: Bool
  let showsY: Bool
  /// The bold letter before the title, `(a)`, empty for a single panel.
  let letter: String
  var xTicks = Ticks(major: [])
  var yTicks = Ticks(major: [])
  var title: [Label] = []
  var xTitle: [Label] = []
  var yTitle: [Label] = []
  var box = Box(x: 0, y: 0, width: 0, height: 0)

  static let tick = 3.0
  static let minorTick = 1.8
  static let labelGap = 2.5
  static let titleGap = 4.0

  /// The width of the tick labels beside the vertical axis with their ticks.
  func labelsWidth(_ typesetter: Typesetter) -> Double {
    guard showsY else { return Self.tick }
    let widest = yTicks.major.map { typesetter.width($0.label, size: Theme.Sizes.tick) }.max() ?? 0
    return Self.tick + Self.labelGap + widest
  }

  /// How far the first and the last label of the horizontal axis stand out of a frame `width` wide.
  func overhang(_ width: Double, _ typesetter: Typesetter) -> (left: Double, right: Double) {
    guard showsX else { return (0, 0) }
    let reaches = xTicks.major.compactMap { tick -> (left: Double, right: Double)? in
      guard let fraction = x.fraction(tick.value) else { return nil }
      let half = typesetter.width(tick.label, size: Theme.Sizes.tick) / 2
      return (half - fraction * width, half - (1 - fraction) * width)
    }
    return (reaches.map(\.left).reduce(0, max), reaches.map(\.right).reduce(0, max))
  }

  /// The height of everything above the frame.
  var headHeight: Double {
    title.isEmpty ? 0 : Double(title.count) * Typesetter.leading(Theme.Sizes.title) + 3
  }

  /// The height of everything below the frame.
  var footHeight: Double {
    let labels = showsX ? Self.tick + Self.labelGap + Typesetter.leading(Theme.Sizes.tick) : Self.tick
    return labels + (xTitle.isEmpty ? 0 : Double(xTitle.count) * Typesetter.leading(Theme.Sizes.title) + 2)
  }

  /// The width of everything left of the frame.
  func sideWidth(_ typesetter: Typesetter) -> Double {
    let titles = Double(yTitle.count) * Typesetter.leading(Theme.Sizes.title)
    return labelsWidth(typesetter) + (yTitle.isEmpty ? 0 : titles + Self.titleGap)
  }

  /// Whether any datum has a place in the frame's scales.
  var hasData: Bool {
    panel.marks.contains { mark in
      mark.isData
        && zip(mark.xs, mark.ys).contains { x.fraction($0) != nil && y.fraction($1) != nil }
    }
  }

  /// How many data the scales could not show.
  var dropped: Int { panel.marks.map { $0.dropped(x: x, y: y) }.reduce(0, +) }
}
