extension Figure {
  /// The data of all marks, a row a datum: panel, series, mark, x, y, low, high, in full precision.
  package func csv() -> String {
    var text = "panel,series,mark,x,y,low,high\n"
    for (index, panel) in panels.enumerated() {
      let name = panel.title.isEmpty ? GridPlan.letter(index) : panel.title
      for mark in panel.marks {
        let start = [name, mark.style.series ?? "", type(of: mark).name]
        for row in mark.rows {
          text += CSV.line(start + [row.x, row.y, row.low, row.high].map { $0.map(CSV.number) ?? "" })
        }
      }
    }
    return text
  }
}
