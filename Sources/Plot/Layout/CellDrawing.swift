extension Cell {
  /// Half a line's width, so that a curve along the edge of a chosen domain is whole.
  private static let penRoom = 0.7
  private static let axisPen = Pen(Paint(.ink), width: 0.6)

  func draw(on canvas: any Canvas, typesetter: LabelTypesetter) {
    if hasGrid { drawGrid(on: canvas, projection(typesetter)) }
    drawMarks(on: canvas, typesetter: typesetter)
    if !hasData {
      let lettering = Lettering(size: Theme.Sizes.title, anchor: .middle, paint: Paint(.muted))
      canvas.text(Label(plain: "no data"), at: box.middle, lettering)
    }
    drawAxes(on: canvas, projection(typesetter))
    if isCut { drawCuts(on: canvas, projection(typesetter)) }
    drawTitles(on: canvas, typesetter)
    endLabels?.draw(on: canvas, box)
  }

  func drawMarks(on canvas: any Canvas, typesetter: LabelTypesetter) {
    let fillsFrame = panel.marks.contains { $0.room == .frame }
    let across = fillsFrame ? 0 : panel.x.domain == nil ? 3 : Self.penRoom
    let down = fillsFrame ? 0 : panel.y.domain == nil ? 3 : Self.penRoom
    let limits = Box(
      x: box.x - across, y: box.y - down, width: box.width + 2 * across, height: box.height + 2 * down)
    let projection = projection(typesetter)
    canvas.clip(to: limits) {
      for mark in panel.marks {
        guard let name = mark.style.series, !name.isEmpty else {
          mark.draw(on: canvas, in: projection)
          continue
        }
        canvas.series(name, .marks) { mark.draw(on: canvas, in: projection) }
      }
    }
  }

  private func drawGrid(on canvas: any Canvas, _ projection: Projection) {
    let columns = xLabels.ticks.major.compactMap { projection.horizontal($0.value) }
    let rows = yLabels.ticks.major.compactMap { projection.vertical($0.value) }
    let lines =
      columns.map { Path.Piece.lines([Place($0, box.y), Place($0, box.bottom)], closed: false) }
      + rows.map { Path.Piece.lines([Place(box.x, $0), Place(box.right, $0)], closed: false) }
    canvas.stroke(Path(lines), Pen(Paint(.muted, opacity: 0.25), width: 0.5))
  }

  private func drawAxes(on canvas: any Canvas, _ projection: Projection) {
    let corner = Place(box.x, box.bottom)
    var lines: [Path.Piece] = [
      .lines([Place(box.x, box.y), corner, Place(box.right, box.bottom)], closed: false)
    ]
    func marks(_ ticks: Ticks, _ scale: any Scale) -> [(Double, Double)] {
      let length = scale is CategoricalScale ? 0 : Self.tick
      return ticks.major.map { ($0.value, length) } + ticks.minor.map { ($0, Self.minorTick) }
    }
    for (value, length) in marks(xLabels.ticks, x) where length > 0 {
      guard let x = projection.horizontal(value) else { continue }
      lines.append(.lines([Place(x, box.bottom), Place(x, box.bottom + length)], closed: false))
    }
    for (value, length) in marks(yLabels.ticks, y) where length > 0 {
      guard let y = projection.vertical(value) else { continue }
      lines.append(.lines([Place(box.x - length, y), Place(box.x, y)], closed: false))
    }
    canvas.stroke(Path(lines), Self.axisPen)
    if showsX { drawXLabels(on: canvas, projection) }
    if showsY { drawYLabels(on: canvas, projection) }
  }

  private func drawXLabels(on canvas: any Canvas, _ projection: Projection) {
    let size = Theme.Sizes.tick
    let top = box.bottom + Self.tick + Self.labelGap
    for (tick, lines) in zip(xLabels.ticks.major, xLabels.lines) {
      guard let x = projection.horizontal(tick.value) else { continue }
      for (index, line) in lines.enumerated() {
        if xLabels.isUpright {
          canvas.text(
            line, at: Place(x + 0.36 * size, top), Lettering(size: size, anchor: .end, upwards: true))
        } else {
          let baseline = top + LabelTypesetter.ascent(size) + Double(index) * LabelTypesetter.leading(size)
          canvas.text(line, at: Place(x, baseline), Lettering(size: size, anchor: .middle))
        }
      }
    }
  }

  private func drawYLabels(on canvas: any Canvas, _ projection: Projection) {
    let size = Theme.Sizes.tick
    for (tick, lines) in zip(yLabels.ticks.major, yLabels.lines) {
      guard let y = projection.vertical(tick.value) else { continue }
      let first = y + 0.36 * size - Double(lines.count - 1) * LabelTypesetter.leading(size) / 2
      for (index, line) in lines.enumerated() {
        let place = Place(box.x - Self.tick - Self.labelGap, first + Double(index) * LabelTypesetter.leading(size))
        canvas.text(line, at: place, Lettering(size: size, anchor: .end))
      }
    }
  }

  /// What the ends of the horizontal axis mean, below its labels; of both, the first alone where they would touch.
  private func drawEnds(on canvas: any Canvas, _ typesetter: LabelTypesetter) {
    guard showsX, let ends = panel.x.ends else { return }
    let size = Theme.Sizes.tick
    let baseline = box.bottom + labelsHeight(typesetter) - LabelTypesetter.descent(size)
    let texts = [("\u{2190} \(ends.less)", box.x, Anchor.start), ("\(ends.more) \u{2192}", box.right, .end)]
    var room = box.width
    for (text, x, anchor) in texts {
      let label = Label(text)
      room -= typesetter.width(label, size: size)
      guard room >= 0 else { return }
      canvas.text(label, at: Place(x, baseline), Lettering(size: size, anchor: anchor, paint: Paint(.muted)))
      room -= 6
    }
  }

  private func drawTitles(on canvas: any Canvas, _ typesetter: LabelTypesetter) {
    let size = Theme.Sizes.title
    let leading = LabelTypesetter.leading(size)
    for (index, line) in title.enumerated() {
      let baseline = box.y - 3 - LabelTypesetter.descent(size) - Double(title.count - 1 - index) * leading
      canvas.text(line, at: Place(box.x, baseline), Lettering(size: size))
    }
    drawEnds(on: canvas, typesetter)
    let below = box.bottom + labelsHeight(typesetter) + 2
    for (index, line) in xTitle.enumerated() {
      let baseline = below + LabelTypesetter.ascent(size) + Double(index) * leading
      canvas.text(line, at: Place(box.middle.x, baseline), Lettering(size: size, anchor: .middle))
    }
    let right = box.x - labelsWidth(typesetter) - Self.titleGap - LabelTypesetter.descent(size)
    for (index, line) in yTitle.enumerated() {
      let baseline = right - Double(yTitle.count - 1 - index) * leading
      canvas.text(line, at: Place(baseline, box.middle.y), Lettering(size: size, anchor: .middle, upwards: true))
    }
  }
}
