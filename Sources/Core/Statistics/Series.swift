/// A function by its points.
package struct Series: Codable, Sendable, Equatable {
  package var x: [Double]
  package var y: [Double]

  package init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }

  /// The points (0, y₀), (1, y₁), …
  package init(_ y: [Double]) { self.init(x: y.indices.map(Double.init), y: y) }
}
