/// Notes which parts of the sheet are drawn on, in squares of one point.
final class InkMap: Canvas {
  private let columns: Int
  private let rows: Int
  private var taken: [Bool]

  init(_ size: Size) {
    columns = max(1, Int(size.width.rounded(.up)))
    rows = max(1, Int(size.height.rounded(.up)))
    taken = Array(repeating: false, count: columns * rows)
  }

  func isFree(_ box: Box) -> Bool {
    let (left, right) = (Int(box.x.rounded(.down)), Int(box.right.rounded(.up)))
    let (top, bottom) = (Int(box.y.rounded(.down)), Int(box.bottom.rounded(.up)))
    guard left >= 0, top >= 0, right <= columns, bottom <= rows, left < right else { return false }
    return (top..<bottom).allSatisfy { row in !taken[(row * columns + left)..<(row * columns + right)].contains(true) }
  }

  private func take(_ x: Double, _ y: Double) {
    guard x >= 0, y >= 0, x < Double(columns), y < Double(rows) else { return }
    taken[Int(y) * columns + Int(x)] = true
  }

  func stroke(_ path: Path, _ pen: Pen) {
    for piece in path.pieces {
      switch piece {
      case .lines(let places, let closed):
        for (start, end) in zip(places, places.dropFirst()) { trace(start, end) }
        if closed, let first = places.first, let last = places.last { trace(last, first) }
      case .circle(let centre, let radius): block(Box(x: centre.x, y: centre.y, width: 0, height: 0).grown(by: radius))
      }
    }
  }

  private func trace(_ start: Place, _ end: Place) {
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    guard length < 1e5 else { return }
    let steps = max(1, Int(length * 2))
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      take(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))
    }
  }

  func fill(_ path: Path, _ paint: Paint) {
    for piece in path.pieces {
      switch piece {
      case .lines(let places, _): fill(places)
      case .circle(let centre, let radius): block(Box(x: centre.x, y: centre.y, width: 0, height: 0).grown(by: radius))
      }
    }
  }

  /// Takes what is inside the polygon, row by row.
  private func fill(_ corners: [Place]) {
    guard let first = corners.first, let last = corners.last else { return }
    let edges = Array(zip(corners, corners.dropFirst())) + [(last, first)]
    for row in 0..<rows {
      let y = Double(row) + 0.5
      let crossings = edges.compactMap { a, b -> Double? in
        guard (a.y <= y) != (b.y <= y) else { return nil }
        return a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
      }.sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        block(Box(x: crossings[pair], y: y, width: crossings[pair + 1] - crossings[pair], height: 0))
      }
    }
  }

  private func block(_ box: Box) {
    let (left, right) = (max(box.x, 0), min(box.right, Double(columns - 1)))
    let (top, bottom) = (max(box.y, 0), min(box.bottom, Double(rows - 1)))
    guard left <= right, top <= bottom else { return }
    for row in Int(top)...Int(bottom) { for column in Int(left)...Int(right) { taken[row * columns + column] = true } }
  }

  func text(_ label: Label, at place: Place, _ lettering: Lettering) {
    let width = Double(label.text.count) * lettering.size * 0.6
    block(Box(x: place.x - width / 2, y: place.y - lettering.size, width: 1.5 * width, height: lettering.size))
  }

  func clip(to box: Box, _ content: () -> Void) { content() }
}
