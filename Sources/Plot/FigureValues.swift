/// Values of one panel as a table, in words and rounded, for who cannot see the panel.
package struct ValueTable: Sendable, Equatable {
  /// The panel's title, empty for a single panel.
  package var title: String
  package var header: [String]
  package var rows: [[String]]
  /// Of how many data the rows are a choice, spread evenly.
  package var total: Int

  package init(title: String, header: [String], rows: [[String]], total: Int) {
    self.title = title
    self.header = header
    self.rows = rows
    self.total = total
  }
}

extension Figure {
  /// For each panel its values: a column for each series where all share their horizontal positions, a row for each datum
  /// otherwise; at most `most` rows of each series.
  package func values(atMost most: Int = 12) -> [ValueTable] {
    let isSingle = panels.count == 1
    return panels.enumerated().compactMap { index, panel in
      let facet = ((panel.facet?.columns ?? []) + (panel.facet?.rows ?? [])).joined(separator: ", ")
      let named = [panel.title, facet, GridPlan.letter(index)].first { !$0.isEmpty } ?? ""
      let title = isSingle ? "" : Label(named).text
      return panel.sharedValues(title: title, most) ?? panel.listedValues(title: title, most)
    }
  }
}

extension Panel {
  /// The marks that show a value at a position, the first of each series.
  private var valueMarks: [any Mark] {
    var names: Set<String> = []
    return marks.filter { mark in
      guard mark.isData, let row = mark.rows.first, row.x != nil, row.y != nil, row.value == nil else { return false }
      return mark.style.series.map { names.insert($0).inserted } ?? true
    }
  }

  /// A column for each series; nil where they do not share their positions.
  fileprivate func sharedValues(title: String, _ most: Int) -> ValueTable? {
    let marks = valueMarks
    guard let first = marks.first?.rows, marks.allSatisfy({ $0.rows.count == first.count }),
      marks.allSatisfy({ zip($0.rows, first).allSatisfy { $0.x == $1.x } }),
      marks.count == 1 || marks.allSatisfy({ $0.style.series != nil }), !marks.contains(where: { $0.rows.hasInterval })
    else { return nil }
    let columns = marks.map(\.rows)
    return ValueTable(
      title: title,
      header: [head(of: x, "x")] + marks.map { $0.style.series.map { Label($0).text } ?? head(of: y, "y") },
      rows: first.indices.spread(most).map { index in
        [text(first[index].x, on: x)] + columns.map { text($0[index].y, on: y) }
      }, total: first.count)
  }

  /// A row for each datum; nil if there is none.
  fileprivate func listedValues(title: String, _ most: Int) -> ValueTable? {
    let data = marks.filter { $0.isData && !$0.rows.isEmpty }.flatMap { mark in
      mark.rows.indices.spread(most).map { (series: mark.style.series, row: mark.rows[$0]) }
    }
    guard !data.isEmpty else { return nil }
    let hasSeries = data.contains { $0.series != nil }
    let parts: [(name: String, text: (Row) -> String)] = [
      (head(of: x, "x"), { text($0.x, on: x) }), (head(of: y, "y"), { text($0.y, on: y) }),
      ("low", { text($0.low, on: valueAxis($0)) }), ("high", { text($0.high, on: valueAxis($0)) }),
      (
        colour.label.isEmpty ? "value" : Label(colour.label).text,
        { $0.value.map { DecimalNumber.rounded($0, figures: 4) } ?? "" }
      ),
    ]
    let shown = parts.filter { part in data.contains { !part.text($0.row).isEmpty } }
    return ValueTable(
      title: title, header: (hasSeries ? ["series"] : []) + shown.map(\.name),
      rows: data.map { datum in
        (hasSeries ? [Label(datum.series ?? "").text] : []) + shown.map { $0.text(datum.row) }
      }, total: marks.filter(\.isData).reduce(0) { $0 + $1.rows.count })
  }

  /// What stands over a column; every column has a name, also where the axis has none.
  private func head(of axis: Axis, _ letter: String) -> String {
    if !axis.label.isEmpty { return Label(axis.label).text }
    if case .categorical = axis.scale { return "name" }
    return letter
  }

  /// The axis along which the interval of a row lies: across its position.
  private func valueAxis(_ row: Row) -> Axis {
    row.x == nil && row.y != nil || y.scale.isCategorical ? x : y
  }

  private func text(_ value: Double?, on axis: Axis) -> String {
    guard let value else { return "" }
    if case .categorical(let names) = axis.scale, let index = Int(exactly: value.rounded()),
      names.indices.contains(index)
    {
      return Label(names[index]).text
    }
    return DecimalNumber.rounded(value, figures: 4)
  }
}

extension [Row] {
  fileprivate var hasInterval: Bool { contains { $0.low != nil || $0.high != nil } }
}

extension Range<Int> {
  /// At most `most` of the numbers, evenly spread, the first and the last among them.
  fileprivate func spread(_ most: Int) -> [Int] {
    guard count > most, most > 1 else { return Array(self) }
    return (0..<most).map { lowerBound + ($0 * (count - 1) + (most - 1) / 2) / (most - 1) }
  }
}
