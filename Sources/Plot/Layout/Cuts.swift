/// Where curves leave a panel whose vertical axis leaves out a part of the data.
extension Cell {
  /// The most places that are marked for one curve.
  private static let mostMarks = 8

  /// How many data of curves and points lie beyond the ends of the vertical axis.
  var beyond: Int {
    guard isCut else { return 0 }
    return panel.marks.filter(\.isData).map { mark in
      (mark.core?.ys ?? mark.ys).count { value in y.fraction(value).map { $0 < -1e-9 || $0 > 1 + 1e-9 } ?? false }
    }.reduce(0, +)
  }

  /// A triangle, pointing outwards, where a curve crosses the foot or the head of the frame.
  func drawCuts(on canvas: any Canvas, _ projection: Projection) {
    for mark in panel.marks where mark.core == nil && mark.key.contains(.line) && mark.isData {
      let places = crossings(of: mark, projection).prefix(Self.mostMarks)
      let pieces = places.map { place -> Path.Piece in
        let height = place.y < box.middle.y ? -3.2 : 3.2
        return .lines(
          [Place(place.x - 2.2, place.y), Place(place.x + 2.2, place.y), Place(place.x, place.y + height)],
          closed: true)
      }
      if !pieces.isEmpty { canvas.fill(Path(Array(pieces)), mark.style.paint) }
    }
  }

  private func crossings(of mark: any Mark, _ projection: Projection) -> [Place] {
    let places = zip(mark.xs, mark.ys).map { projection.place($0, $1) }
    return zip(places, places.dropFirst()).compactMap { start, end in
      guard let start, let end, start.y != end.y else { return nil }
      for edge in [box.bottom, box.y] where (start.y - edge) * (end.y - edge) < 0 {
        let isLeaving = edge == box.bottom ? end.y > edge : end.y < edge
        guard isLeaving || edge == box.bottom && start.y > edge || edge == box.y && start.y < edge else { continue }
        let share = (edge - start.y) / (end.y - start.y)
        let x = start.x + share * (end.x - start.x)
        if x >= box.x, x <= box.right { return Place(x, edge) }
      }
      return nil
    }
  }
}
