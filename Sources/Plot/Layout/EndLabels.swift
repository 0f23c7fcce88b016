/// The names of a panel's curves beside their ends, each with its key.
struct EndLabels {
  private struct Item {
    let label: Label
    let entry: Legend.Entry
    /// Where the curve ends, as a share of the frame's height from its foot.
    let end: Double
    let width: Double
  }

  private static let size = Theme.Sizes.legend
  private static let keyWidth = 12.0
  private static let gap = 3.0
  /// How far a label may be from its curve's end where the author wants it there.
  private static let farthest = 2 * LabelTypesetter.leading(size)
  private let items: [Item]
  /// What the labels take beside the frame.
  let width: Double

  /// The labels of `cell`, in a frame `height` high; nil where they do not fit or would be far from their curves' ends. One
  /// wider than `most` is cut, or does not fit where that is not wanted; nor does a curve that ends within the frame then.
  init?(_ cell: Cell, height: Double, most: Double, isCut: Bool, typesetter: LabelTypesetter) {
    let entries = Legend.entries([cell.panel])
    guard Double(entries.count) * LabelTypesetter.leading(Self.size) <= height else { return nil }
    var items: [Item] = []
    for entry in entries {
      let ends = cell.panel.marks.filter { $0.style.series == entry.name && $0.key.contains(.line) }
        .flatMap { mark in zip(mark.xs, mark.ys) }
        .filter { cell.x.fraction($0.0) != nil && cell.y.fraction($0.1) != nil }
      guard let last = ends.max(by: { $0.0 < $1.0 }), let end = cell.y.fraction(last.1) else { return nil }
      let room = most - Self.keyWidth - 2 * Self.gap
      let reach = cell.x.fraction(last.0) ?? 0
      if !isCut, reach < 0.97 || typesetter.width(Label(entry.name), size: Self.size) > room { return nil }
      let label = typesetter.truncated(Label(entry.name), size: Self.size, width: room)
      items.append(
        Item(
          label: label, entry: entry, end: min(max(end, 0), 1), width: typesetter.width(label, size: Self.size)))
    }
    self.items = items.sorted { $0.end > $1.end }
    let (ends, places) = Self.places(self.items, height: height)
    let farthest = isCut ? Self.farthest : 0.8 * LabelTypesetter.leading(Self.size)
    guard zip(ends, places).allSatisfy({ abs($0 - $1) <= farthest }) else { return nil }
    let widest = items.map(\.width).max() ?? 0
    width = items.isEmpty ? 0 : widest + Self.keyWidth + 2 * Self.gap + 1
  }

  /// Where the curves end and where their labels stand, below the head of a frame: as near as the others leave room.
  private static func places(_ items: [Item], height: Double) -> (ends: [Double], labels: [Double]) {
    let leading = LabelTypesetter.leading(size)
    let ends = items.map { height - $0.end * height }
    var places = ends
    for index in places.indices.dropFirst() { places[index] = max(places[index], places[index - 1] + leading) }
    var limit = height + leading / 2
    for index in places.indices.reversed() {
      places[index] = min(places[index], limit - leading / 2)
      limit = places[index] - leading / 2
    }
    return (ends, places)
  }

  func draw(on canvas: any Canvas, _ box: Box) {
    let (ends, places) = Self.places(items, height: box.height)
    for (item, (end, y)) in zip(items, zip(ends.map { box.y + $0 }, places.map { box.y + $0 })) {
      let end = Place(box.right + Self.gap, end)
      let left = box.right + Self.gap + Self.keyWidth
      let pen = Pen(
        item.entry.style.paint, width: min(item.entry.style.pen.width, 1.3), dash: item.entry.style.pen.dash)
      canvas.series(item.entry.name, .key) {
        canvas.stroke(Path([.lines([end, Place(left, y)], closed: false)]), pen)
        canvas.text(item.label, at: Place(left + Self.gap, y + 0.36 * Self.size), Lettering(size: Self.size))
      }
    }
  }
}
