/// How often values fall between simple limits.
package struct Histogram: Mark {
  package static let name = "histogram"
  /// The limits of the bins, ascending; the last bin includes its upper one.
  package let edges: [Double]
  /// The count of each bin, or its share of the whole by unit of the axis.
  package let heights: [Double]
  package var style: Style

  /// Bins of a width of 1, 2, 2.5 or 5 times a power of ten, about as wide as 2 IQR n^(-1/3) (Freedman and Diaconis 1981),
  /// or about `bins` of them. Values that are not finite are left out.
  package init(values: [Double], bins: Int? = nil, asDensity: Bool = false, style: Style = Style()) {
    let sorted = values.filter(\.isFinite).sorted()
    self.style = style
    guard let least = sorted.first, let greatest = sorted.last else {
      (edges, heights) = ([], [])
      return
    }
    let edges = Self.edges(least, greatest, count: bins ?? Self.usualCount(sorted))
    var counts = Array(repeating: 0.0, count: edges.count - 1)
    var bin = 0
    for value in sorted {
      while bin < counts.count - 1, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    let total = Double(sorted.count)
    self.edges = edges
    heights =
      asDensity ? counts.indices.map { counts[$0] / total / max(edges[$0 + 1] - edges[$0], 1e-308) } : counts
  }

  private static func usualCount(_ sorted: [Double]) -> Int {
    let spread = Quantiles(sorted)
    let width = 2 * (spread.upper - spread.lower) / Elementary.cubeRoot(Double(sorted.count))
    let range = sorted[sorted.count - 1] - sorted[0]
    guard width > 0, range.isFinite else { return sorted.count < 2 ? 1 : 10 }
    return Int((range / width).limited(to: 1...200, otherwise: 10).rounded(.up))
  }

  /// Equal bins between simple numbers that hold both ends.
  private static func edges(_ least: Double, _ greatest: Double, count: Int) -> [Double] {
    let range = LinearScale(least...greatest).domain
    let width = (range.upperBound / Double(max(count, 1)) - range.lowerBound / Double(max(count, 1)))
    guard width > 0, width.isFinite else { return [least, greatest] }
    let power = Elementary.logarithm(ofTen: width).rounded(.down)
    let unit = Elementary.power(ofTen: power)
    let step = ([1, 2, 2.5, 5].last { $0 * unit <= width * 1.0001 } ?? 1) * unit
    let (first, last) = ((range.lowerBound / step).rounded(.down), (range.upperBound / step).rounded(.up))
    guard step > 0, last - first >= 1, last - first <= 2000 else { return [range.lowerBound, range.upperBound] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  package var xs: [Double] { edges }
  package var ys: [Double] { heights.isEmpty ? [] : [0] + heights }
  package var key: KeyParts { .body }
  package var foot: (x: Double?, y: Double?) { (nil, 0) }
  /// The middle of each bin, its height and its limits.
  package var rows: [Row] {
    heights.indices.map { index in
      Row(
        x: edges[index] / 2 + edges[index + 1] / 2, y: heights[index], low: edges[index], high: edges[index + 1])
    }
  }

  /// An empty bin is nothing that a logarithmic scale fails to show.
  package func dropped(x: any Scale, y: any Scale) -> Int {
    x.isTotal ? 0 : edges.dropFirst().count { x.fraction($0) == nil }
  }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    var path = Path()
    for index in heights.indices where heights[index] > 0 {
      let sides = (edges[index], edges[index + 1])
      guard let body = projection.box(x: sides, y: (0, heights[index])) else { continue }
      path.pieces += Path.box(body).pieces
      let limits = "\(Hints.text(sides.0, on: projection.x)) to \(Hints.text(sides.1, on: projection.x))"
      canvas.hint(Hints.words(style, [limits, Hints.text(heights[index], on: projection.y)]), over: .box(body))
    }
    guard !path.pieces.isEmpty else { return }
    canvas.fill(path, Area.paint(style))
    canvas.stroke(path, Pen(style.paint, width: 0.6))
  }
}
