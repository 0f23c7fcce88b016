extension Figure {
  /// The data of all marks, a row a datum: panel, series, mark, x, y, low, high and the value behind a colour, in full
  /// precision; positions on a categorical axis by name.
  package func csv() -> String {
    var text = "panel,series,mark,x,y,low,high,value\n"
    for (index, panel) in panels.enumerated() {
      let facet = (panel.facet?.columns ?? []) + (panel.facet?.rows ?? [])
      let name =
        !panel.title.isEmpty ? panel.title : facet.isEmpty ? GridPlan.letter(index) : facet.joined(separator: " / ")
      for mark in panel.marks {
        let start = [name, mark.style.series ?? "", type(of: mark).name]
        for row in mark.rows {
          let places = [(row.x, panel.x), (row.y, panel.y)].map { value, axis in
            value.map { Self.position($0, on: axis) } ?? ""
          }
          let numbers = [row.low, row.high, row.value].map { $0.map(CSV.number) ?? "" }
          text += CSV.line(start + places + numbers)
        }
      }
    }
    return text
  }

  private static func position(_ value: Double, on axis: Axis) -> String {
    guard case .categorical(let names) = axis.scale, let index = Int(exactly: value.rounded()),
      names.indices.contains(index)
    else { return CSV.number(value) }
    return names[index]
  }
}
