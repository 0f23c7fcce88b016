/// The outline of a marker.
package enum Shape: String, Sendable, CaseIterable {
  case circle, square, triangle, diamond, inverted, cross, plus

  /// The outline around `centre`; `radius` is that of a circle of the same weight.
  func path(_ centre: Place, radius: Double) -> Path {
    func polygon(_ corners: [(Double, Double)], closed: Bool = true) -> Path.Piece {
      .lines(corners.map { Place(centre.x + $0.0 * radius, centre.y + $0.1 * radius) }, closed: closed)
    }
    switch self {
    case .circle: return Path([.circle(centre, radius: radius)])
    case .square: return Path([polygon([(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)])])
    case .triangle: return Path([polygon([(0, -1.25), (1.15, 0.8), (-1.15, 0.8)])])
    case .inverted: return Path([polygon([(0, 1.25), (1.15, -0.8), (-1.15, -0.8)])])
    case .diamond: return Path([polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])])
    case .cross:
      return Path([
        polygon([(-0.9, -0.9), (0.9, 0.9)], closed: false), polygon([(-0.9, 0.9), (0.9, -0.9)], closed: false),
      ])
    case .plus:
      return Path([
        polygon([(-1.2, 0), (1.2, 0)], closed: false), polygon([(0, -1.2), (0, 1.2)], closed: false),
      ])
    }
  }

  private var isOpen: Bool { self == .cross || self == .plus }

  /// Draws the outline about each of `centres`, in one stroke or filling.
  func draw(on canvas: any Canvas, at centres: [Place], radius: Double, paint: Paint) {
    guard !centres.isEmpty else { return }
    let path = Path(centres.flatMap { self.path($0, radius: radius).pieces })
    if isOpen {
      canvas.stroke(path, Pen(paint, width: 1.1))
    } else {
      canvas.fill(path, paint)
    }
  }
}
