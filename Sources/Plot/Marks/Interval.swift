/// Estimates as markers, each with a thick line for its interval and a thin one for a wider interval; a line that goes on
/// beyond the frame ends there in an arrow.
package struct Interval: Mark {
  package static let name = "interval"
  /// Where the estimates stand, across the direction of their values.
  package let positions: [Double]
  package let estimates: [Double]
  package let low: [Double]
  package let high: [Double]
  /// The ends of the wider intervals; empty without such.
  package let outer: (low: [Double], high: [Double])
  package let orientation: Orientation
  package var style: Style
  /// The markers' radius in points.
  package let radius: Double

  package init(
    at positions: [Double], estimates: [Double], low: [Double], high: [Double],
    outer: (low: [Double], high: [Double]) = ([], []), orientation: Orientation = .vertical, style: Style = Style(),
    radius: Double = 2.4
  ) {
    let count = min(positions.count, estimates.count, low.count, high.count)
    self.positions = Array(positions.prefix(count))
    self.estimates = Array(estimates.prefix(count))
    self.low = Array(low.prefix(count))
    self.high = Array(high.prefix(count))
    self.outer = min(outer.low.count, outer.high.count) < count ? ([], []) : outer
    self.orientation = orientation
    self.style = style
    self.radius = radius.limited(to: 0.2...20, otherwise: 2.4)
  }

  private var reached: [Double] { estimates + low + high }
  package var xs: [Double] { orientation == .vertical ? positions + positions + positions : reached }
  package var ys: [Double] { orientation == .vertical ? reached : positions + positions + positions }
  package var core: (xs: [Double], ys: [Double])? {
    orientation == .vertical ? (positions, estimates) : (estimates, positions)
  }
  package var key: KeyParts { .point }
  package var room: Room { .body }
  package var rows: [Row] {
    positions.indices.map { index in
      let (position, value) = (positions[index], estimates[index])
      return orientation == .vertical
        ? Row(x: position, y: value, low: low[index], high: high[index])
        : Row(x: value, y: position, low: low[index], high: high[index])
    }
  }

  package func dropped(x: any Scale, y: any Scale) -> Int {
    let scale = orientation == .vertical ? y : x
    return scale.isTotal ? 0 : estimates.count { $0.isFinite && scale.fraction($0) == nil }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    var (thin, thick, heads): ([Path.Piece], [Path.Piece], [Path.Piece]) = ([], [], [])
    let limits = projection.box.grown(by: 1)
    var places: [Place] = []
    for index in positions.indices {
      guard let place = projection.place(at: positions[index], value: estimates[index], orientation) else { continue }
      let inner = ends(low[index], high[index], at: positions[index], in: projection)
      let wide =
        outer.low.isEmpty ? [] : ends(outer.low[index], outer.high[index], at: positions[index], in: projection)
      if !inner.isEmpty { thick.append(.lines(inner.map { nearest($0, in: projection.box) }, closed: false)) }
      if !wide.isEmpty { thin.append(.lines(wide, closed: false)) }
      heads += (wide.isEmpty ? inner : wide).compactMap { projection.arrow(at: $0, orientation) }
      if limits.contains(place) { places.append(place) }
      canvas.hint(words(index, projection), over: Path([.circle(place, radius: radius + 1.5)]))
    }
    if !thin.isEmpty || !heads.isEmpty { canvas.stroke(Path(thin + heads), Pen(style.paint, width: 0.7)) }
    if !thick.isEmpty { canvas.stroke(Path(thick), Pen(style.paint, width: 2)) }
    style.marker.draw(on: canvas, at: places, radius: radius, paint: style.paint)
  }

  /// The ends of an interval, which may lie beyond the frame; none where nothing of it can be seen.
  private func ends(_ low: Double, _ high: Double, at position: Double, in projection: Projection) -> [Place] {
    guard low.isFinite, high.isFinite, low < high,
      let reach = projection.box(at: (position, position), values: (low, high), orientation)
    else { return [] }
    return [Place(reach.x, reach.y), Place(reach.right, reach.bottom)]
  }

  /// The place within the frame, less the head of an arrow, that is nearest along the interval.
  private func nearest(_ place: Place, in box: Box) -> Place {
    orientation == .horizontal
      ? Place(min(max(place.x, box.x + 2), box.right - 2), place.y)
      : Place(place.x, min(max(place.y, box.y + 2), box.bottom - 2))
  }

  private func words(_ index: Int, _ projection: Projection) -> String {
    let vertical = orientation == .vertical
    let (scale, across) = vertical ? (projection.y, projection.x) : (projection.x, projection.y)
    func range(_ low: Double, _ high: Double) -> String {
      "\(Hints.text(low, on: scale)) to \(Hints.text(high, on: scale))"
    }
    var words = "\(Hints.text(estimates[index], on: scale)) (\(range(low[index], high[index]))"
    if !outer.low.isEmpty { words += "; corrected \(range(outer.low[index], outer.high[index]))" }
    return Hints.words(style, [Hints.text(positions[index], on: across)], value: words + ")")
  }
}
