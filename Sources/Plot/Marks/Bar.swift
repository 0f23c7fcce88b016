/// Rectangles from a base to each value.
package struct Bar: Mark {
  package static let name = "bar"
  package let positions: [Double]
  /// What the bars reach.
  package let heights: [Double]
  /// What each bar stands on.
  package let bases: [Double]
  /// The width in units of the positions' axis.
  package let width: Double
  package let orientation: Orientation
  package var style: Style

  package init(
    at positions: [Double], values: [Double], base: Double = 0, width: Double = 0.8,
    orientation: Orientation = .vertical, style: Style = Style()
  ) {
    self.init(at: positions, from: values.map { _ in base }, to: values, width, orientation, style)
  }

  private init(
    at positions: [Double], from bases: [Double], to heights: [Double], _ width: Double, _ orientation: Orientation,
    _ style: Style
  ) {
    (self.positions, self.bases, self.heights) = Columns.ofOneLength(positions, bases, heights)
    self.width = width.limited(to: 0...1e300, otherwise: 0.8)
    self.orientation = orientation
    self.style = style
  }

  /// Bars on top of each other, the first at the foot.
  package static func stacked(
    at positions: [Double], _ layers: [(values: [Double], style: Style)], width: Double = 0.8,
    orientation: Orientation = .vertical
  ) -> [Bar] {
    var bases = positions.map { _ in 0.0 }
    return layers.map { layer in
      let tops = zip(bases, layer.values).map { $0 + $1 }
      defer { bases = tops }
      return Bar(at: positions, from: bases, to: tops, width, orientation, layer.style)
    }
  }

  private var edges: [Double] { positions.flatMap { [$0 - width / 2, $0 + width / 2] } }
  package var xs: [Double] { orientation == .vertical ? edges : bases + heights }
  package var ys: [Double] { orientation == .vertical ? bases + heights : edges }
  package var key: KeyParts { .body }
  package var foot: (x: Double?, y: Double?) {
    orientation == .vertical ? (nil, bases.first) : (bases.first, nil)
  }
  package var rows: [Row] {
    positions.indices.map { index in
      orientation == .vertical
        ? Row(x: positions[index], y: heights[index]) : Row(x: heights[index], y: positions[index])
    }
  }

  /// A base that a logarithmic scale cannot show is at the foot of the frame, so only the other ends count.
  package func dropped(x: any Scale, y: any Scale) -> Int {
    let scale = orientation == .vertical ? y : x
    return scale.isTotal ? 0 : heights.count { $0.isFinite && scale.fraction($0) == nil }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    var path = Path()
    let scale = orientation == .vertical ? projection.y : projection.x
    let across = orientation == .vertical ? projection.x : projection.y
    for index in positions.indices where scale.fraction(heights[index]) != nil && positions[index].isFinite {
      let sides = (positions[index] - width / 2, positions[index] + width / 2)
      guard let body = projection.box(at: sides, values: (bases[index], heights[index]), orientation) else { continue }
      path.pieces += Path.box(body).pieces
      let value = heights[index] - bases[index]
      canvas.hint(
        Hints.words(style, [Hints.text(positions[index], on: across), Hints.text(value, on: scale)]), over: .box(body))
    }
    if !path.pieces.isEmpty { canvas.fill(path, style.paint) }
    drawFoot(on: canvas, in: projection)
  }
}

extension Bar {
  /// The line that bars of both signs stand on and hang from.
  private func drawFoot(on canvas: any Canvas, in projection: Projection) {
    let values = zip(heights, bases).map { $0 - $1 }
    guard let base = bases.first, values.contains(where: { $0 < 0 }), values.contains(where: { $0 > 0 }) else { return }
    let line = Rule(
      orientation == .vertical ? .horizontal(base) : .vertical(base), style: Style(slot: .target, width: 0.6, dash: []))
    line.draw(on: canvas, in: projection)
  }
}

/// Places beside each other at one position, for the bars or intervals of several series.
package struct Dodge: Sendable {
  /// The width of one place.
  package let width: Double
  private let count: Int
  private let whole: Double

  /// `count` places that share `width`.
  package init(_ count: Int, width: Double = 0.8) {
    self.count = max(count, 1)
    whole = width
    self.width = width / Double(self.count)
  }

  /// The middle of place `index`, seen from the position that the places share.
  package func offset(_ index: Int) -> Double { (Double(index) + 0.5) * width - whole / 2 }
}
