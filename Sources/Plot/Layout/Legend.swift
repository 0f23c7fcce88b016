/// The names of the series with their keys, in rows that wrap, and what they are values of.
struct Legend {
  struct Entry {
    let name: String
    var style: Style
    var parts: KeyParts
  }

  private struct Item {
    let entry: Entry
    let lines: [Label]
    let place: Place
  }

  private static let gap = 5.0
  private static let between = 14.0
  private static let size = Theme.Sizes.legend

  private let items: [Item]
  /// What the names are values of, before the first of them or above all; nil without such words.
  private let title: Label?
  /// The width of a key: short where there are markers or bodies only.
  private let keyWidth: Double
  let width: Double
  let height: Double

  /// Lays the entries out in equal columns from 0 on, as many as `width` holds, or as `columns` says.
  init(
    _ entries: [Entry], title: String = "", width whole: Double, columns wanted: Int = .max, typesetter: LabelTypesetter
  ) {
    let heading = title.isEmpty || entries.count < 2 ? nil : Label(title)
    let titleWidth = heading.map { typesetter.width($0, size: Self.size) } ?? 0
    // A long title, or one of a list, stands above.
    let isAbove = heading != nil && (titleWidth > 0.2 * whole || wanted == 1)
    let indent = heading == nil || isAbove ? 0 : titleWidth + Self.between
    let width = whole - indent
    let keyWidth =
      entries.allSatisfy { $0.parts == .point } ? 6.0 : entries.allSatisfy { !$0.parts.contains(.line) } ? 10.0 : 19.0
    let textWidth = width - keyWidth - Self.gap
    let texts = entries.map { typesetter.lines(Label($0.name), size: Self.size, width: textWidth) }
    let widths = texts.map { lines in
      keyWidth + Self.gap + (lines.map { typesetter.width($0, size: Self.size) }.max() ?? 0)
    }
    let columns = Self.columns(widths, within: width, most: wanted)
    let lefts = columns.indices.map { index in
      columns[..<index].reduce(0, +) + Self.between * Double(index)
    }
    var items: [Item] = []
    var top = isAbove ? LabelTypesetter.leading(Self.size) + 1.5 : 0
    for start in stride(from: 0, to: entries.count, by: max(1, columns.count)) {
      let row = start..<min(start + columns.count, entries.count)
      for index in row {
        items.append(Item(entry: entries[index], lines: texts[index], place: Place(indent + lefts[index - start], top)))
      }
      top += Double(row.map { texts[$0].count }.max() ?? 1) * LabelTypesetter.leading(Self.size) + 1.5
    }
    self.items = items
    self.title = heading
    self.keyWidth = keyWidth
    self.width = max(
      indent + columns.reduce(0, +) + Self.between * Double(max(0, columns.count - 1)), titleWidth)
    height = entries.isEmpty ? 0 : top - 1.5
  }

  /// The widths of the most columns that fit beside each other, filled row by row.
  private static func columns(_ widths: [Double], within limit: Double, most: Int) -> [Double] {
    for count in stride(from: min(widths.count, most), to: 1, by: -1) {
      let rows = (widths.count + count - 1) / count
      if count > (widths.count + rows - 1) / rows { continue }
      let columns = (0..<count).map { column in
        stride(from: column, to: widths.count, by: count).map { widths[$0] }.max() ?? 0
      }
      if columns.reduce(0, +) + between * Double(count - 1) <= limit { return columns }
    }
    return widths.max().map { [$0] } ?? []
  }

  /// One entry for each name of a series, in the order of first use.
  static func entries(_ panels: [Panel]) -> [Entry] {
    var entries: [Entry] = []
    for mark in panels.flatMap(\.marks) {
      guard let name = mark.style.series, !name.isEmpty, !mark.key.isEmpty else { continue }
      if let index = entries.firstIndex(where: { $0.name == name }) {
        if mark.key.contains(.line), !entries[index].parts.contains(.line) { entries[index].style = mark.style }
        entries[index].parts.formUnion(mark.key)
      } else {
        entries.append(Entry(name: name, style: mark.style, parts: mark.key))
      }
    }
    return entries
  }

  func draw(on canvas: any Canvas, at corner: Place) {
    if let title {
      let baseline = corner.y + LabelTypesetter.leading(Self.size) / 2 + 0.36 * Self.size
      canvas.text(title, at: Place(corner.x, baseline), Lettering(size: Self.size, paint: Paint(.muted)))
    }
    for item in items { canvas.series(item.entry.name, .key) { draw(item, on: canvas, at: corner) } }
  }

  private func draw(_ item: Item, on canvas: any Canvas, at corner: Place) {
    let leading = LabelTypesetter.leading(Self.size)
    let middle = corner.y + item.place.y + leading / 2
    let left = corner.x + item.place.x
    drawKey(item.entry, on: canvas, left: left, middle: middle)
    for (index, line) in item.lines.enumerated() {
      let baseline = middle + 0.36 * Self.size + Double(index) * leading
      canvas.text(line, at: Place(left + keyWidth + Self.gap, baseline), Lettering(size: Self.size))
    }
  }

  private func drawKey(_ entry: Entry, on canvas: any Canvas, left: Double, middle: Double) {
    let style = entry.style
    let ground = Box(x: left, y: middle - 3.5, width: keyWidth, height: 7)
    if entry.parts.contains(.body) {
      canvas.fill(.box(ground), style.paint)
    } else if entry.parts.contains(.band) {
      canvas.fill(.box(ground), Band.paint(style))
    }
    if entry.parts.contains(.line) {
      canvas.stroke(.line(Place(left, middle), Place(left + keyWidth, middle)), style.pen)
    }
    if entry.parts.contains(.point) {
      style.marker.draw(on: canvas, at: [Place(left + keyWidth / 2, middle)], radius: 2.2, paint: style.paint)
    }
  }
}
