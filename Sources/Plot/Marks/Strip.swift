/// Every datum of each group as a marker, spread across a strip so that equal ones can be told apart.
package struct Strip: Mark {
  package static let name = "strip"
  package let positions: [Double]
  package let groups: [[Double]]
  /// The width of a strip in units of the positions' axis.
  package let width: Double
  package let orientation: Orientation
  package let radius: Double
  package let style: Style

  package init(
    at positions: [Double], groups: [[Double]], width: Double = 0.4, orientation: Orientation = .vertical,
    radius: Double = 1.6, style: Style = Style()
  ) {
    let count = min(positions.count, groups.count)
    self.positions = Array(positions.prefix(count))
    self.groups = Array(groups.prefix(count))
    self.width = width.limited(to: 0...1e300, otherwise: 0.4)
    self.orientation = orientation
    self.radius = radius.limited(to: 0.2...20, otherwise: 1.6)
    self.style = style
  }

  /// Position and value of each datum; the spread is the golden ratio's sequence, the same in every run.
  private var data: [(position: Double, spread: Double, value: Double)] {
    zip(positions, groups).flatMap { position, group in
      group.enumerated().map { index, value in
        let turn = (Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
        return (position, position + (group.count > 1 ? (turn - 0.5) * width : 0), value)
      }
    }
  }

  private var edges: [Double] { positions.flatMap { [$0 - width / 2, $0 + width / 2] } }
  package var xs: [Double] { orientation == .vertical ? edges : groups.flatMap { $0 } }
  package var ys: [Double] { orientation == .vertical ? groups.flatMap { $0 } : edges }
  package var key: KeyParts { .point }
  package var rows: [Row] {
    data.map { orientation == .vertical ? Row(x: $0.position, y: $0.value) : Row(x: $0.value, y: $0.position) }
  }

  package func dropped(x: any Scale, y: any Scale) -> Int {
    let scale = orientation == .vertical ? y : x
    return scale.isTotal ? 0 : groups.joined().count { $0.isFinite && scale.fraction($0) == nil }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let limits = projection.box.grown(by: radius)
    let scale = orientation == .vertical ? projection.y : projection.x
    for datum in data {
      guard let place = projection.place(at: datum.spread, value: datum.value, orientation), limits.contains(place)
      else { continue }
      style.marker.draw(
        on: canvas, at: [place], radius: radius, paint: Paint(style.slot.ink, opacity: 0.75 * style.paint.opacity))
      canvas.hint(
        Hints.words(style, [Hints.text(datum.value, on: scale)]), over: Path([.circle(place, radius: radius + 1)]))
    }
  }
}
