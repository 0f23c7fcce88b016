/// The key to the colours of heatmaps: a ramp with its ticks beside the panels, one for each colour axis.
struct ColourBar {
  private struct Bar {
    let scale: ColourScale
    let labels: AxisLabels
    let title: [Label]
    let height: Double
  }

  private static let thickness = 8.0
  private static let gap = 12.0
  private let bars: [Bar]
  /// What the bars take beside the panels.
  let width: Double

  /// Bars for the colour axes in `figure`, which share `height`.
  init(_ figure: Figure, height: Double, typesetter: LabelTypesetter) {
    var axes: [ColourAxis] = []
    for panel in figure.panels where panel.marks.contains(where: { !$0.values.isEmpty }) {
      if !axes.contains(panel.colour) { axes.append(panel.colour) }
    }
    let share = height / Double(max(axes.count, 1)) - 10 * Double(max(axes.count - 1, 0))
    let length = min(max(share, 30), 160)
    bars = axes.map { axis in
      let scale = Self.scale(of: axis, in: figure)
      return Bar(
        scale: scale,
        labels: AxisFitting.vertical(scale.scale, length: length, room: 60, typesetter: typesetter),
        title: typesetter.lines(Label(axis.label), size: Theme.Sizes.title, width: 0.96 * length, most: 3),
        height: length)
    }
    let widths = bars.map { bar in
      Self.gap + Self.thickness + Cell.tick + Cell.labelGap + bar.labels.width(typesetter)
        + (bar.title.isEmpty
          ? 0 : Cell.titleGap + Double(bar.title.count) * LabelTypesetter.leading(Theme.Sizes.title))
    }
    width = widths.max() ?? 0
  }

  /// The scale of a colour axis, which holds the values of every panel that has it.
  static func scale(of axis: ColourAxis, in figure: Figure) -> ColourScale {
    var extent = Extent()
    for panel in figure.panels where panel.colour == axis { for mark in panel.marks { extent.include(mark.values) } }
    return ColourScale(axis, holding: extent)
  }

  /// Draws the bars from `left` on beside the panels, which reach from `top` down by `height`.
  func draw(on canvas: any Canvas, left: Double, top: Double, height: Double, typesetter: LabelTypesetter) {
    let share = height / Double(max(bars.count, 1))
    for (index, bar) in bars.enumerated() {
      // A bar that is little shorter than the panels is as long as they are.
      let length = share - bar.height < 40 && bars.count == 1 ? share : min(bar.height, share)
      let middle = top + (Double(index) + 0.5) * share
      draw(
        bar, on: canvas, Box(x: left + Self.gap, y: middle - length / 2, width: Self.thickness, height: length),
        typesetter)
    }
  }

  private func draw(_ bar: Bar, on canvas: any Canvas, _ box: Box, _ typesetter: LabelTypesetter) {
    let step = box.height / Double(Ramp.last + 1)
    for level in 0...Ramp.last {
      let y = box.bottom - Double(level + 1) * step
      let overlap = level == 0 ? 0 : 0.15
      canvas.fill(
        .box(Box(x: box.x, y: y, width: box.width, height: step + overlap)), Paint(bar.scale.ink(level: level)))
    }
    let right = box.right
    var ticks: [Path.Piece] = []
    let size = Theme.Sizes.tick
    for (tick, lines) in zip(bar.labels.ticks.major, bar.labels.lines) {
      guard let fraction = bar.scale.scale.fraction(tick.value), let label = lines.first else { continue }
      let y = box.bottom - fraction * box.height
      ticks.append(.lines([Place(right, y), Place(right + Cell.tick, y)], closed: false))
      canvas.text(label, at: Place(right + Cell.tick + Cell.labelGap, y + 0.36 * size), Lettering(size: size))
    }
    canvas.stroke(Path(Path.box(box).pieces + ticks), Pen(Paint(.ink), width: 0.6))
    let side = right + Cell.tick + Cell.labelGap + bar.labels.width(typesetter) + Cell.titleGap
    for (index, line) in bar.title.enumerated() {
      let baseline =
        side + LabelTypesetter.ascent(Theme.Sizes.title) + Double(index) * LabelTypesetter.leading(Theme.Sizes.title)
      canvas.text(
        line, at: Place(baseline, box.middle.y), Lettering(size: Theme.Sizes.title, anchor: .middle, upwards: true))
    }
  }
}
