/// A curve through data in the order given, with gaps where a value is not finite.
package struct Line: Mark {
  package static let name = "line"
  package let xs: [Double]
  package let ys: [Double]
  package var style: Style

  package init(x: [Double], y: [Double], style: Style = Style()) {
    (xs, ys) = Columns.ofOneLength(x, y)
    self.style = style
  }

  package var key: KeyParts { .line }
  package var rows: [Row] { zip(xs, ys).map { Row(x: $0, y: $1) } }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let runs = Curve.runs(xs, ys, in: projection, grain: canvas.grain)
    for run in runs where run.count == 1 {
      canvas.fill(Path([.circle(run[0], radius: style.pen.width)]), style.paint)
    }
    let visible = runs.flatMap { Curve.clipped($0, to: projection.box.grown(by: 20)) }
    guard !visible.isEmpty else { return }
    canvas.stroke(Path(visible.map { .lines($0, closed: false) }), style.pen)
    Hints.points(xs, ys, style, on: canvas, in: projection)
  }
}

/// The data of a mark, which may be given in columns of different lengths.
enum Columns {
  static func ofOneLength(_ x: [Double], _ y: [Double]) -> ([Double], [Double]) {
    if x.count == y.count { return (x, y) }
    let count = min(x.count, y.count)
    return (Array(x.prefix(count)), Array(y.prefix(count)))
  }

  static func ofOneLength(_ x: [Double], _ low: [Double], _ high: [Double]) -> ([Double], [Double], [Double]) {
    let count = min(x.count, low.count, high.count)
    return (Array(x.prefix(count)), Array(low.prefix(count)), Array(high.prefix(count)))
  }
}
