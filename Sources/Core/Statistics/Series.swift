/// A function by its points.
package struct Series: Codable, Sendable, Equatable {
  package var x: [Double]
  package var y: [Double]

  package init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }

  /// The points whose coordinates are finite numbers.
  package var finite: Series {
    let points = zip(x, y).filter { $0.isFinite && $1.isFinite }
    return Series(x: points.map(\.0), y: points.map(\.1))
  }

  /// The points (0, y₀), (1, y₁), …
  package init(_ y: [Double]) { self.init(x: y.indices.map(Double.init), y: y) }
}
