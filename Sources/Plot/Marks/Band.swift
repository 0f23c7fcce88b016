/// The area between two curves, an interval about an estimate.
package struct Band: Mark {
  package static let name = "band"
  package let xs: [Double]
  package let low: [Double]
  package let high: [Double]
  package let style: Style

  package init(x: [Double], low: [Double], high: [Double], style: Style = Style()) {
    let count = min(x.count, low.count, high.count)
    xs = Array(x.prefix(count))
    self.low = Array(low.prefix(count))
    self.high = Array(high.prefix(count))
    self.style = style
  }

  package var ys: [Double] { low + high }
  package var key: KeyParts { .band }
  package var rows: [Row] { xs.indices.map { Row(x: xs[$0], low: low[$0], high: high[$0]) } }

  /// A lower end that a logarithmic scale cannot show is drawn at the foot of the frame, so only upper ends count.
  package func dropped(x: any Scale, y: any Scale) -> Int {
    zip(xs, high).count { $0.isFinite && $1.isFinite && (x.fraction($0) == nil || y.fraction($1) == nil) }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let limits = projection.box.grown(by: 20)
    var pieces: [Path.Piece] = []
    var upper: [Place] = []
    var lower: [Place] = []
    func finish() {
      if upper.count > 1 {
        let outline = Polyline.simplified(upper) + Polyline.simplified(lower).reversed()
        pieces.append(.lines(outline, closed: true))
      }
      upper = []
      lower = []
    }
    for index in xs.indices {
      guard low[index].isFinite, let top = projection.place(xs[index], high[index]) else {
        finish()
        continue
      }
      let foot = projection.vertical(low[index]) ?? limits.bottom
      let x = min(max(top.x, limits.x), limits.right)
      upper.append(Place(x, min(max(top.y, limits.y), limits.bottom)))
      lower.append(Place(x, min(max(foot, limits.y), limits.bottom)))
    }
    finish()
    if !pieces.isEmpty { canvas.fill(Path(pieces), Self.paint(style)) }
  }

  static func paint(_ style: Style) -> Paint { Paint(style.slot.ink, opacity: 0.2 * style.paint.opacity) }
}
