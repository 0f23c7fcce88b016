/// Straight lines and circles to be stroked or filled.
package struct Path: Sendable, Equatable {
  package enum Piece: Sendable, Equatable {
    case lines([Place], closed: Bool)
    case circle(Place, radius: Double)
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece] = []) { self.pieces = pieces }

  /// How many places its open and closed lines have.
  var placeCount: Int {
    pieces.reduce(0) { count, piece in
      if case .lines(let places, _) = piece { count + places.count } else { count }
    }
  }

  package static func line(_ from: Place, _ to: Place) -> Path { Path([.lines([from, to], closed: false)]) }

  package static func box(_ box: Box) -> Path {
    Path([
      .lines(
        [
          Place(box.x, box.y), Place(box.right, box.y), Place(box.right, box.bottom), Place(box.x, box.bottom),
        ], closed: true)
    ])
  }
}
