/// The area between two curves, an interval about an estimate.
package struct Band: Mark {
  package static let name = "band"
  package let xs: [Double]
  package let low: [Double]
  package let high: [Double]
  package var style: Style

  package init(x: [Double], low: [Double], high: [Double], style: Style = Style()) {
    (xs, self.low, self.high) = Columns.ofOneLength(x, low, high)
    self.style = style
  }

  package var ys: [Double] { low + high }
  package var key: KeyParts { .band }
  package var core: (xs: [Double], ys: [Double])? { (xs, []) }
  package var rows: [Row] { xs.indices.map { Row(x: xs[$0], low: low[$0], high: high[$0]) } }

  /// A lower end that a logarithmic scale cannot show is drawn at the foot of the frame, so only upper ends count.
  package func dropped(x: any Scale, y: any Scale) -> Int {
    zip(xs, high).count { $0.isFinite && $1.isFinite && (x.fraction($0) == nil || y.fraction($1) == nil) }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let outline = Outline(x: xs, low: low, high: high, in: projection, grain: canvas.grain)
    if !outline.body.pieces.isEmpty { canvas.fill(outline.body, Self.paint(style)) }
  }

  static func paint(_ style: Style) -> Paint { style.paint(opacity: 0.2) }
}
