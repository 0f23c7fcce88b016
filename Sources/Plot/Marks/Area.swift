/// The area between a curve and its base, with the curve on top.
package struct Area: Mark {
  package static let name = "area"
  package let xs: [Double]
  package let low: [Double]
  package let high: [Double]
  package var style: Style

  package init(x: [Double], y: [Double], base: Double = 0, style: Style = Style()) {
    self.init(x: x, low: y.map { _ in base }, high: y, style: style)
  }

  private init(x: [Double], low: [Double], high: [Double], style: Style) {
    (xs, self.low, self.high) = Columns.ofOneLength(x, low, high)
    self.style = style
  }

  /// Areas on top of each other, the first at the foot.
  package static func stacked(x: [Double], _ layers: [(y: [Double], style: Style)]) -> [Area] {
    var base = x.map { _ in 0.0 }
    return layers.map { layer in
      let top = zip(base, layer.y).map { $0 + $1 }
      defer { base = top }
      return Area(x: x, low: base, high: top, style: layer.style)
    }
  }

  package var ys: [Double] { low + high }
  package var key: KeyParts { .body }
  package var foot: (x: Double?, y: Double?) { (nil, low.first) }
  package var rows: [Row] { xs.indices.map { Row(x: xs[$0], y: high[$0], low: low[$0], high: high[$0]) } }

  package func dropped(x: any Scale, y: any Scale) -> Int {
    zip(xs, high).count { $0.isFinite && $1.isFinite && (x.fraction($0) == nil || y.fraction($1) == nil) }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let outline = Outline(x: xs, low: low, high: high, in: projection, grain: canvas.grain)
    guard !outline.body.pieces.isEmpty else { return }
    canvas.fill(outline.body, Self.paint(style))
    canvas.stroke(outline.crest, style.pen)
    Hints.points(xs, high, style, on: canvas, in: projection)
  }

  static func paint(_ style: Style) -> Paint { style.paint(opacity: 0.45) }
}
