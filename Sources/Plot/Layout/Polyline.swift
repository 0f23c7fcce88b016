/// Curves as the canvas is to have them: without gaps, inside the frame, and no finer than can be seen.
enum Polyline {
  /// The stretches without a gap.
  static func runs(_ places: [Place?]) -> [[Place]] {
    places.split { $0 == nil }.map { $0.compactMap { $0 } }
  }

  /// The stretches of `places` inside `box` (Liang and Barsky 1984).
  static func clipped(_ places: [Place], to box: Box) -> [[Place]] {
    if places.allSatisfy(box.contains) { return places.count > 1 ? [places] : [] }
    var result: [[Place]] = []
    var current: [Place] = []
    for (start, end) in zip(places, places.dropFirst()) {
      guard let (from, to) = clip(start, end, box) else {
        if current.count > 1 { result.append(current) }
        current = []
        continue
      }
      if current.last != from {
        if current.count > 1 { result.append(current) }
        current = [from]
      }
      current.append(to)
    }
    if current.count > 1 { result.append(current) }
    return result
  }

  private static func clip(_ a: Place, _ b: Place, _ box: Box) -> (Place, Place)? {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (enter, leave) = (0.0, 1.0)
    for (step, room) in [(-dx, a.x - box.x), (dx, box.right - a.x), (-dy, a.y - box.y), (dy, box.bottom - a.y)] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
    }
    guard enter <= leave, (dx + dy).isFinite else { return nil }
    let from = enter == 0 ? a : Place(a.x + enter * dx, a.y + enter * dy)
    let to = leave == 1 ? b : Place(a.x + leave * dx, a.y + leave * dy)
    return (from, to)
  }

  /// The curve with at most four places in each column `column` points wide: the first, the lowest, the highest and the
  /// last, which leaves what is seen unchanged. Short curves are kept as they are.
  static func simplified(_ places: [Place], column: Double = 0.25) -> [Place] {
    guard places.count > 1000 else { return places }
    var result: [Place] = []
    var start = 0
    for index in 1...places.count {
      let sameColumn =
        index < places.count && (places[index].x / column).rounded(.down) == (places[start].x / column).rounded(.down)
      if sameColumn { continue }
      var kept = [start, index - 1]
      for other in start..<index {
        if places[other].y < places[kept[0]].y { kept[0] = other }
        if places[other].y > places[kept[1]].y { kept[1] = other }
      }
      kept += [start, index - 1]
      var last = -1
      for position in kept.sorted() where position != last {
        result.append(places[position])
        last = position
      }
      start = index
    }
    return result
  }
}
