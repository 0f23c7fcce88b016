/// Data as markers.
package struct Point: Mark {
  package static let name = "point"
  package let xs: [Double]
  package let ys: [Double]
  package let style: Style
  /// The markers' radius in points.
  package let radius: Double

  package init(x: [Double], y: [Double], style: Style = Style(), radius: Double = 2) {
    let count = min(x.count, y.count)
    xs = Array(x.prefix(count))
    ys = Array(y.prefix(count))
    self.style = style
    self.radius = radius.limited(to: 0.2...20, otherwise: 2)
  }

  package var key: KeyParts { .point }
  package var rows: [Row] { zip(xs, ys).map { Row(x: $0, y: $1) } }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let limits = projection.box.grown(by: radius)
    for case let place? in zip(xs, ys).map({ projection.place($0, $1) }) where limits.contains(place) {
      style.marker.draw(on: canvas, at: place, radius: radius, paint: style.paint)
    }
  }
}
