/// The headings of a grid of facets: the outer ones span the columns, or rows, that they have in common.
struct FacetHeadings {
  /// The path of names of each column and row, outermost first.
  let columns: [[String]]
  let rows: [[String]]
  /// The row and column of each panel.
  let spots: [(row: Int, column: Int)]

  private static let size = Theme.Sizes.title
  private static let line = LabelTypesetter.leading(Theme.Sizes.title) + 3

  /// Nil where a panel has no facet, or two have the same.
  init?(_ panels: [Panel]) {
    let facets = panels.compactMap(\.facet)
    guard facets.count == panels.count, !facets.isEmpty else { return nil }
    let (columns, rows) = (Self.unique(facets.map(\.columns)), Self.unique(facets.map(\.rows)))
    spots = facets.map { facet in
      (rows.firstIndex(of: facet.rows) ?? 0, columns.firstIndex(of: facet.columns) ?? 0)
    }
    (self.columns, self.rows) = (columns, rows)
    guard Set(spots.map { [$0.row, $0.column] }).count == panels.count else { return nil }
  }

  /// Each path once, those with the same outer name beside each other.
  private static func unique(_ paths: [[String]]) -> [[String]] {
    var found: [[String]] = []
    for path in paths where !found.contains(path) {
      let last = found.lastIndex { $0.count > 1 && path.count > 1 && $0.first == path.first }
      found.insert(path, at: last.map { $0 + 1 } ?? found.endIndex)
    }
    return found
  }

  private static func depth(_ paths: [[String]]) -> Int { paths.map(\.count).max() ?? 0 }

  /// What the headings of columns take above the grid.
  var height: Double { Double(Self.depth(columns)) * Self.line }
  /// What the headings of rows take beside the grid.
  var width: Double { Double(Self.depth(rows)) * Self.line + (rows.joined().isEmpty ? 0 : 4) }

  /// Stretches of neighbours whose paths agree down to `level`.
  static func spans(_ paths: [[String]], level: Int) -> [(name: String, range: ClosedRange<Int>)] {
    var spans: [(name: String, range: ClosedRange<Int>)] = []
    for (index, path) in paths.enumerated() where path.count > level {
      if let last = spans.last, last.range.upperBound == index - 1,
        Array(paths[last.range.lowerBound].prefix(level + 1)) == Array(path.prefix(level + 1))
      {
        spans[spans.count - 1].range = last.range.lowerBound...index
      } else {
        spans.append((path[level], index...index))
      }
    }
    return spans
  }

  func draw(on canvas: any Canvas, _ cells: [Cell], edge: Double, _ typesetter: LabelTypesetter) {
    let top = cells.map(\.box.y).min() ?? 0
    for level in 0..<Self.depth(columns) {
      let foot = top - 3 - Double(Self.depth(columns) - 1 - level) * Self.line
      for (name, range) in Self.spans(columns, level: level) {
        let members = cells.filter { range.contains($0.column) }.map(\.box)
        guard let left = members.map(\.x).min(), let right = members.map(\.right).max() else { continue }
        let label = typesetter.truncated(
          Label(name), size: Self.size, bold: level == 0 && Self.depth(columns) > 1, width: right - left)
        let lettering = Lettering(size: Self.size, bold: level == 0 && Self.depth(columns) > 1, anchor: .middle)
        canvas.text(label, at: Place((left + right) / 2, foot - LabelTypesetter.descent(Self.size)), lettering)
        if range.count > 1 {
          canvas.stroke(.line(Place(left, foot + 0.5), Place(right, foot + 0.5)), Pen(Paint(.muted), width: 0.6))
        }
      }
    }
    for level in 0..<Self.depth(rows) {
      let left = edge + 4 + Double(Self.depth(rows) - 1 - level) * Self.line
      for (name, range) in Self.spans(rows, level: level) {
        let members = cells.filter { range.contains($0.row) }.map(\.box)
        guard let high = members.map(\.y).min(), let low = members.map(\.bottom).max() else { continue }
        let isBold = level == 0 && Self.depth(rows) > 1
        let label = typesetter.truncated(Label(name), size: Self.size, bold: isBold, width: low - high)
        let lettering = Lettering(size: Self.size, bold: isBold, anchor: .middle, upwards: true)
        canvas.text(label, at: Place(left + LabelTypesetter.ascent(Self.size) + 1, (high + low) / 2), lettering)
        if range.count > 1 {
          canvas.stroke(.line(Place(left, high), Place(left, low)), Pen(Paint(.muted), width: 0.6))
        }
      }
    }
  }
}
