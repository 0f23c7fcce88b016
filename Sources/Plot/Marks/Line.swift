/// A curve through data in the order given, with gaps where a value is not finite.
package struct Line: Mark {
  package static let name = "line"
  package let xs: [Double]
  package let ys: [Double]
  package let style: Style

  package init(x: [Double], y: [Double], style: Style = Style()) {
    let count = min(x.count, y.count)
    xs = Array(x.prefix(count))
    ys = Array(y.prefix(count))
    self.style = style
  }

  package var key: KeyParts { .line }
  package var rows: [Row] { zip(xs, ys).map { Row(x: $0, y: $1) } }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let runs = Polyline.runs(zip(xs, ys).map { projection.place($0, $1) })
    for run in runs where run.count == 1 {
      canvas.fill(Path([.circle(run[0], radius: style.pen.width)]), style.paint)
    }
    let visible = runs.flatMap { Polyline.clipped($0, to: projection.box.grown(by: 20)) }
    guard !visible.isEmpty else { return }
    canvas.stroke(Path(visible.map { .lines(Polyline.simplified($0), closed: false) }), style.pen)
  }
}
