/// A curve of levels: it keeps each value and then jumps to the next.
package struct Step: Mark {
  /// Where it jumps from one datum's value to the next one's.
  package enum Jump: String, Sendable, CaseIterable {
    case atNext, atFirst, halfway
  }

  package static let name = "step"
  package let xs: [Double]
  package let ys: [Double]
  package let jump: Jump
  package var style: Style

  package init(x: [Double], y: [Double], jump: Jump = .atNext, style: Style = Style()) {
    (xs, ys) = Columns.ofOneLength(x, y)
    self.jump = jump
    self.style = style
  }

  package var key: KeyParts { .line }
  package var rows: [Row] { zip(xs, ys).map { Row(x: $0, y: $1) } }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let corners = corners
    let runs = Curve.runs(corners.x, corners.y, in: projection, grain: canvas.grain)
    for run in runs where run.count == 1 {
      canvas.fill(Path([.circle(run[0], radius: style.pen.width)]), style.paint)
    }
    let visible = runs.flatMap { Curve.clipped($0, to: projection.box.grown(by: 20)) }
    guard !visible.isEmpty else { return }
    canvas.stroke(Path(visible.map { .lines($0, closed: false) }), style.pen)
    Hints.points(xs, ys, style, on: canvas, in: projection)
  }

  /// The curve's corners, with the gaps of the data.
  private var corners: (x: [Double], y: [Double]) {
    guard let first = xs.first, let start = ys.first else { return ([], []) }
    var (x, y) = ([first], [start])
    for index in xs.indices.dropFirst() {
      let turn =
        switch jump {
        case .atNext: xs[index]
        case .atFirst: xs[index - 1]
        case .halfway: xs[index - 1] / 2 + xs[index] / 2
        }
      x += [turn, turn, xs[index]]
      y += [ys[index - 1], ys[index], ys[index]]
    }
    return (x, y)
  }
}
