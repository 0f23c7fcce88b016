/// Intervals about estimates, with caps; one that goes on beyond the frame ends there in an arrow.
package struct ErrorBar: Mark {
  package static let name = "error bar"
  /// The positions of the intervals, across the direction in which they reach.
  package let positions: [Double]
  package let low: [Double]
  package let high: [Double]
  package let orientation: Orientation
  /// Half the length of a cap in points.
  package let cap: Double
  package var style: Style

  package init(
    at positions: [Double], low: [Double], high: [Double], orientation: Orientation = .vertical, cap: Double = 2,
    style: Style = Style()
  ) {
    (self.positions, self.low, self.high) = Columns.ofOneLength(positions, low, high)
    self.orientation = orientation
    self.cap = cap.limited(to: 0...20, otherwise: 2)
    self.style = style
  }

  package var xs: [Double] { orientation == .vertical ? positions : low + high }
  package var ys: [Double] { orientation == .vertical ? low + high : positions }
  package var key: KeyParts { [] }
  package var core: (xs: [Double], ys: [Double])? {
    orientation == .vertical ? (positions, []) : ([], positions)
  }
  package var room: Room { .body }
  package var rows: [Row] {
    positions.indices.map { index in
      var row = Row(low: low[index], high: high[index])
      if orientation == .vertical { row.x = positions[index] } else { row.y = positions[index] }
      return row
    }
  }

  /// An end that a logarithmic scale cannot show is drawn at the foot of the frame, so only upper ends count.
  package func dropped(x: any Scale, y: any Scale) -> Int {
    let scale = orientation == .vertical ? y : x
    return scale.isTotal ? 0 : high.count { $0.isFinite && scale.fraction($0) == nil }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    var pieces: [Path.Piece] = []
    let limits = projection.box.grown(by: 1)
    for index in positions.indices where low[index].isFinite && high[index].isFinite {
      let position = positions[index]
      guard let reach = projection.box(at: (position, position), values: (low[index], high[index]), orientation)
      else { continue }
      let isVertical = orientation == .vertical
      guard
        isVertical ? reach.x >= limits.x && reach.x <= limits.right : reach.y >= limits.y && reach.y <= limits.bottom
      else { continue }
      let ends = [Place(reach.x, reach.y), Place(reach.right, reach.bottom)]
      pieces.append(.lines(ends, closed: false))
      for end in ends {
        if let arrow = projection.arrow(at: end, orientation) {
          pieces.append(arrow)
        } else if cap > 0 {
          let (dx, dy) = isVertical ? (cap, 0) : (0, cap)
          pieces.append(.lines([Place(end.x - dx, end.y - dy), Place(end.x + dx, end.y + dy)], closed: false))
        }
      }
      let scale = isVertical ? projection.y : projection.x
      canvas.hint(
        Hints.words(style, ["\(Hints.text(low[index], on: scale)) to \(Hints.text(high[index], on: scale))"]),
        over: .box(reach.grown(by: 2)))
    }
    if !pieces.isEmpty { canvas.stroke(Path(pieces), Pen(style.paint, width: style.width ?? 1)) }
  }
}
