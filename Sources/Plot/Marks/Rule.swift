/// A straight line across the panel at one value.
package struct Rule: Mark {
  package enum Direction: Sendable, Equatable {
    case horizontal(Double)
    case vertical(Double)
  }

  package static let name = "rule"
  package let direction: Direction
  package var style: Style

  package init(_ direction: Direction, style: Style = Style(slot: .muted)) {
    self.direction = direction
    self.style = style
  }

  package var xs: [Double] { if case .vertical(let x) = direction { [x] } else { [] } }
  package var ys: [Double] { if case .horizontal(let y) = direction { [y] } else { [] } }
  package var key: KeyParts { .line }
  package var rows: [Row] { [Row(x: xs.first, y: ys.first)] }
  package var isData: Bool { false }

  /// A rule is not a datum, so one that has no place is not counted.
  package func dropped(x: any Scale, y: any Scale) -> Int { 0 }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let box = projection.box
    switch direction {
    case .horizontal(let value):
      guard let y = projection.vertical(value), y >= box.y - 0.01, y <= box.bottom + 0.01 else { return }
      canvas.stroke(.line(Place(box.x, y), Place(box.right, y)), style.pen)
    case .vertical(let value):
      guard let x = projection.horizontal(value), x >= box.x - 0.01, x <= box.right + 0.01 else { return }
      canvas.stroke(.line(Place(x, box.y), Place(x, box.bottom)), style.pen)
    }
  }
}
