/// Every datum of each group as a marker: in the middle of a strip, and beside each other where they would overlap.
package struct Strip: Mark {
  package static let name = "strip"
  package let positions: [Double]
  package let groups: [[Double]]
  /// The width of a strip in units of the positions' axis.
  package let width: Double
  package let orientation: Orientation
  package let radius: Double
  package var style: Style

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

  private var data: [(position: Double, value: Double)] {
    zip(positions, groups).flatMap { position, group in group.map { (position, $0) } }
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
    for (position, group) in zip(positions, groups) {
      for (value, place) in swarm(position, group, in: projection) where limits.contains(place) {
        style.marker.draw(
          on: canvas, at: [place], radius: radius, paint: style.paint(opacity: 0.75))
        canvas.hint(
          Hints.words(style, [Hints.text(value, on: scale)]), over: Path([.circle(place, radius: radius + 1)]))
      }
    }
  }

  /// The places of a group's data, from the least value on: each as near to the middle of the strip as those before leave
  /// room; where the strip is full, over others, by the golden ratio's sequence.
  private func swarm(
    _ position: Double, _ group: [Double], in projection: Projection
  ) -> [(value: Double, place: Place)] {
    var placed: [(value: Double, place: Place)] = []
    for value in group.sorted() {
      guard let middle = projection.place(at: position, value: value, orientation),
        let edge = projection.place(at: position + width / 2, value: value, orientation)
      else { continue }
      let reach = orientation == .vertical ? edge.x - middle.x : edge.y - middle.y
      let half = reach.isFinite ? min(abs(reach), 50 * radius) : 0
      func place(_ offset: Double) -> Place {
        orientation == .vertical ? Place(middle.x + offset, middle.y) : Place(middle.x, middle.y + offset)
      }
      // The values ascend, so only the last few can be near.
      let near = placed.reversed().prefix {
        abs(orientation == .vertical ? $0.place.y - middle.y : $0.place.x - middle.x) < 2 * radius
      }
      let step = radius / 2
      let side = placed.count.isMultiple(of: 2) ? 1.0 : -1.0
      let offsets = stride(from: 0, through: half, by: step).flatMap { [$0 * side, -$0 * side] }
      let free = offsets.first { offset in
        let candidate = place(offset)
        return near.allSatisfy { Self.distance($0.place, candidate) >= 2 * radius }
      }
      let turn = (Double(placed.count) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      placed.append((value, place(free ?? (2 * turn - 1) * half)))
    }
    return placed
  }

  private static func distance(_ one: Place, _ other: Place) -> Double {
    ((one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)).squareRoot()
  }
}
