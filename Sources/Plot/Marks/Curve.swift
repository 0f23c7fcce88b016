/// Curves as a canvas is to have them: without gaps, inside the frame, and no finer than can be seen.
enum Curve {
  /// Below this many data every one of them is kept.
  private static let fewest = 1000

  /// The places of the data in stretches without a gap. Of many data, at most four are kept in each column `grain` points
  /// wide: the first, the lowest, the highest and the last, which leaves what is seen unchanged.
  static func runs(_ xs: [Double], _ ys: [Double], in projection: Projection, grain: Double) -> [[Place]] {
    let count = min(xs.count, ys.count)
    guard count > fewest else { return stretches((0..<count).map { projection.place(xs[$0], ys[$0]) }) }
    let box = projection.box
    if let x = projection.x.affine, let y = projection.y.affine, x.slope > 0 {
      let kept = thinned(xs, ys, column: max(grain, 1e-3) / (x.slope * box.width), origin: x.origin)
      return stretches(
        kept.map { index in
          let place = Place(
            box.x + (xs[index] - x.origin) * x.slope * box.width,
            box.bottom - (ys[index] - y.origin) * y.slope * box.height)
          return place.x.isFinite && place.y.isFinite ? place : nil
        })
    }
    let places = (0..<count).map { projection.place(xs[$0], ys[$0]) ?? Place(.nan, .nan) }
    let kept = thinned(places.map(\.x), places.map(\.y), column: max(grain, 1e-3), origin: box.x)
    return stretches(kept.map { places[$0].x.isNaN ? nil : places[$0] })
  }

  private static func stretches(_ places: [Place?]) -> [[Place]] {
    places.split { $0 == nil }.map { $0.compactMap { $0 } }
  }

  /// The positions of the data to keep; what is not finite is kept as a gap.
  private static func thinned(_ xs: [Double], _ ys: [Double], column: Double, origin: Double) -> [Int] {
    var kept: [Int] = []
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        let scan = ColumnScan(xs: xs, ys: ys)
        var start = 0
        while start < scan.count {
          let number = ((xs[start] - origin) / column).rounded(.down)
          let (end, low, high) = scan.column(at: start, origin + number * column, origin + (number + 1) * column)
          kept.append(start)
          let (first, second) = (min(low, high), max(low, high))
          if first > start, first < end - 1 { kept.append(first) }
          if second > first, second < end - 1 { kept.append(second) }
          if end - 1 > start { kept.append(end - 1) }
          start = end
        }
      }
    }
    return kept
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
}
