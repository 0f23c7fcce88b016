extension Path {
  /// The path without the places that lie within `tolerance` points of the line between their neighbours (Douglas and
  /// Peucker 1973): what is drawn differs by less than can be seen, in a fraction of the bytes.
  func simplified(_ tolerance: Double) -> Path {
    guard tolerance > 0 else { return self }
    return Path(
      pieces.map { piece in
        guard case .lines(let places, let closed) = piece, places.count > 2 else { return piece }
        return .lines(Self.simplified(places, tolerance), closed: closed)
      })
  }

  private static func simplified(_ places: [Place], _ tolerance: Double) -> [Place] {
    var isKept = Array(repeating: false, count: places.count)
    isKept[0] = true
    isKept[places.count - 1] = true
    var stretches = [(0, places.count - 1)]
    while let (first, last) = stretches.popLast() {
      guard last - first > 1 else { continue }
      var (farthest, distance) = (first, 0.0)
      for index in first + 1..<last {
        let away = squaredDistance(places[index], from: places[first], to: places[last])
        if away > distance { (farthest, distance) = (index, away) }
      }
      guard distance > tolerance * tolerance else { continue }
      isKept[farthest] = true
      stretches.append((first, farthest))
      stretches.append((farthest, last))
    }
    return zip(places, isKept).compactMap { $1 ? $0 : nil }
  }

  /// From a place to the stretch between two others.
  private static func squaredDistance(_ place: Place, from start: Place, to end: Place) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let (px, py) = (place.x - start.x, place.y - start.y)
    let length = dx * dx + dy * dy
    let share = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
    let (rx, ry) = (px - share * dx, py - share * dy)
    return rx * rx + ry * ry
  }
}
