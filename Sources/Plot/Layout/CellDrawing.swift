extension Cell {
  /// Half a line's width, so that a curve along the edge of a chosen domain is whole.
  private static let penRoom = 0.7
  private static let axisPen = Pen(Paint(.ink), width: 0.6)

  func draw(on canvas: any Canvas, typesetter: Typesetter) {
    let across = panel.x.domain == nil ? 3 : Self.penRoom
    let down = panel.y.domain == nil ? 3 : Self.penRoom
    let limits = Box(
      x: box.x - across, y: box.y - down, width: box.width + 2 * across, height: box.height + 2 * down)
    let projection = Projection(x: x, y: y, box: box, typesetter: typesetter)
    canvas.clip(to: limits) {
      for mark in panel.marks { mark.draw(on: canvas, in: projection) }
    }
    if !hasData {
      let lettering = Lettering(size: Theme.Sizes.title, anchor: .middle, paint: Paint(.muted))
      canvas.text(Label(plain: "no data"), at: box.middle, lettering)
    }
    drawAxes(on: canvas, projection)
    drawTitles(on: canvas, typesetter)
  }

  private func drawAxes(on canvas: any Canvas, _ projection: Projection) {
    let corner = Place(box.x, box.bottom)
    var lines: [Path.Piece] = [
      .lines([Place(box.x, box.y), corner, Place(box.right, box.bottom)], closed: false)
    ]
    let xMarks = xTicks.major.map { ($0.value, Self.tick) } + xTicks.minor.map { ($0, Self.minorTick) }
    for case let (x?, length) in xMarks.map({ (projection.horizontal($0.0), $0.1) }) {
      lines.append(.lines([Place(x, box.bottom), Place(x, box.bottom + length)], closed: false))
    }
    let yMarks = yTicks.major.map { ($0.value, Self.tick) } + yTicks.minor.map { ($0, Self.minorTick) }
    for case let (y?, length) in yMarks.map({ (projection.vertical($0.0), $0.1) }) {
      lines.append(.lines([Place(box.x - length, y), Place(box.x, y)], closed: false))
    }
    canvas.stroke(Path(lines), Self.axisPen)
    drawLabels(on: canvas, projection)
  }

  private func drawLabels(on canvas: any Canvas, _ projection: Projection) {
    let size = Theme.Sizes.tick
    if showsX {
      let baseline = box.bottom + Self.tick + Self.labelGap + Typesetter.ascent(size)
      for tick in xTicks.major {
        guard let x = projection.horizontal(tick.value) else { continue }
        canvas.text(tick.label, at: Place(x, baseline), Lettering(size: size, anchor: .middle))
      }
    }
    if showsY {
      for tick in yTicks.major {
        guard let y = projection.vertical(tick.value) else { continue }
        let place = Place(box.x - Self.tick - Self.labelGap, y + 0.36 * size)
        canvas.text(tick.label, at: place, Lettering(size: size, anchor: .end))
      }
    }
  }

  private func drawTitles(on canvas: any Canvas, _ typesetter: Typesetter) {
    let size = Theme.Sizes.title
    let leading = Typesetter.leading(size)
    for (index, line) in title.enumerated() {
      let baseline = box.y - 3 - Typesetter.descent(size) - Double(title.count - 1 - index) * leading
      canvas.text(line, at: Place(box.x, baseline), Lettering(size: size))
    }
    let top = box.bottom + Self.tick + Self.labelGap + Typesetter.leading(Theme.Sizes.tick) + 2
    let below = showsX ? top : box.bottom + Self.tick + 2
    for (index, line) in xTitle.enumerated() {
      let baseline = below + Typesetter.ascent(size) + Double(index) * leading
      canvas.text(line, at: Place(box.middle.x, baseline), Lettering(size: size, anchor: .middle))
    }
    let right = box.x - labelsWidth(typesetter) - Self.titleGap - Typesetter.descent(size)
    for (index, line) in yTitle.enumerated() {
      let baseline = right - Double(yTitle.count - 1 - index) * leading
      canvas.text(line, at: Place(baseline, box.middle.y), Lettering(size: size, anchor: .middle, upwards: true))
    }
  }
}
