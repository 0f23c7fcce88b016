/// Boxes from the lower to the upper quartile with the median, whiskers to the last datum within 1.5 times the box's
/// length, and the data beyond (Tukey 1977).
package struct BoxPlot: Mark {
  package static let name = "box"
  package let positions: [Double]
  /// The data at each position.
  package let groups: [[Double]]
  package let width: Double
  package let orientation: Orientation
  package var style: Style

  package init(
    at positions: [Double], groups: [[Double]], width: Double = 0.6, orientation: Orientation = .vertical,
    style: Style = Style()
  ) {
    let count = min(positions.count, groups.count)
    self.positions = Array(positions.prefix(count))
    self.groups = Array(groups.prefix(count))
    self.width = width.limited(to: 0...1e300, otherwise: 0.6)
    self.orientation = orientation
    self.style = style
  }

  private var edges: [Double] { positions.flatMap { [$0 - width / 2, $0 + width / 2] } }
  private var data: [Double] { groups.flatMap { $0 } }
  package var xs: [Double] { orientation == .vertical ? edges : data }
  package var ys: [Double] { orientation == .vertical ? data : edges }
  package var key: KeyParts { .body }
  package var room: Room { .body }
  package var rows: [Row] {
    zip(positions, groups).flatMap { position, group in
      group.map { orientation == .vertical ? Row(x: position, y: $0) : Row(x: $0, y: position) }
    }
  }

  package func dropped(x: any Scale, y: any Scale) -> Int {
    let scale = orientation == .vertical ? y : x
    return scale.isTotal ? 0 : data.count { $0.isFinite && scale.fraction($0) == nil }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    let scale = orientation == .vertical ? projection.y : projection.x
    for (position, group) in zip(positions, groups) {
      let sorted = group.filter { scale.fraction($0) != nil }.sorted()
      guard !sorted.isEmpty, position.isFinite else { continue }
      draw(Quantiles(sorted), of: sorted, at: position, on: canvas, in: projection)
    }
  }

  private func draw(
    _ quantiles: Quantiles, of sorted: [Double], at position: Double, on canvas: any Canvas, in projection: Projection
  ) {
    let sides = (position - width / 2, position + width / 2)
    let reach = 1.5 * (quantiles.upper - quantiles.lower)
    let inner = sorted.filter { $0 >= quantiles.lower - reach && $0 <= quantiles.upper + reach }
    let (low, high) = (inner.first ?? quantiles.lower, inner.last ?? quantiles.upper)
    func segment(_ from: (Double, Double), _ to: (Double, Double)) -> Path.Piece? {
      guard let start = projection.place(at: from.0, value: from.1, orientation),
        let end = projection.place(at: to.0, value: to.1, orientation)
      else { return nil }
      return .lines([start, end], closed: false)
    }
    let cap = width / 5
    var lines = [
      segment((position, low), (position, quantiles.lower)), segment((position, quantiles.upper), (position, high)),
      segment((position - cap, low), (position + cap, low)), segment((position - cap, high), (position + cap, high)),
    ].compactMap { $0 }
    if let body = projection.box(at: sides, values: (quantiles.lower, quantiles.upper), orientation) {
      canvas.fill(.box(body), style.paint(opacity: 0.25))
      lines += Path.box(body).pieces
      let scale = orientation == .vertical ? projection.y : projection.x
      let numbers = [quantiles.median, quantiles.lower, quantiles.upper].map { Hints.text($0, on: scale) }
      canvas.hint(
        Hints.words(
          style, ["median \(numbers[0])", "quartiles \(numbers[1]) and \(numbers[2])", "n = \(sorted.count)"]),
        over: .box(body.grown(by: 1)))
    }
    canvas.stroke(Path(lines), Pen(style.paint, width: 0.9))
    if let median = segment((sides.0, quantiles.median), (sides.1, quantiles.median)) {
      canvas.stroke(Path([median]), Pen(style.paint, width: 1.8))
    }
    let outer = sorted.filter { $0 < low || $0 > high }
    let places = outer.compactMap { projection.place(at: position, value: $0, orientation) }
    style.marker.draw(on: canvas, at: places, radius: 1.3, paint: style.paint)
  }
}

/// The quartiles of sorted data, between data in proportion (type 7 of Hyndman and Fan 1996).
struct Quantiles {
  let lower: Double
  let median: Double
  let upper: Double

  /// `sorted` must not be empty.
  init(_ sorted: [Double]) {
    func quantile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let start = Int(position)
      let part = position - Double(start)
      return sorted[start] * (1 - part) + sorted[min(start + 1, sorted.count - 1)] * part
    }
    (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
  }
}
