/// Data as markers.
package struct Point: Mark {
  package static let name = "point"
  package let xs: [Double]
  package let ys: [Double]
  package var style: Style
  /// The markers' radius in points.
  package let radius: Double
  /// Whether a rim in the paper's colour sets the markers off from what is behind them.
  package let hasRim: Bool

  package init(x: [Double], y: [Double], style: Style = Style(), radius: Double = 2, hasRim: Bool = false) {
    (xs, ys) = Columns.ofOneLength(x, y)
    self.style = style
    self.radius = radius.limited(to: 0.2...20, otherwise: 2)
    self.hasRim = hasRim
  }

  package var key: KeyParts { .point }
  package var rows: [Row] { zip(xs, ys).map { Row(x: $0, y: $1) } }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let limits = projection.box.grown(by: radius)
    let places = xs.indices.compactMap { projection.place(xs[$0], ys[$0]) }.filter(limits.contains)
    if hasRim { style.marker.draw(on: canvas, at: places, radius: radius + 1, paint: Paint(.paper)) }
    style.marker.draw(on: canvas, at: places, radius: radius, paint: style.paint)
    Hints.points(xs, ys, style, on: canvas, in: projection, radius: radius + 1)
  }
}
