extension Figure {
  /// The data of all marks, a row a datum: panel, series, mark, x, y, low, high, in full precision.
  package func csv() -> String {
    var lines = ["panel,series,mark,x,y,low,high"]
    for (index, panel) in panels.enumerated() {
      let name = panel.title.isEmpty ? GridPlan.letter(index) : panel.title
      for mark in panel.marks {
        let start = [name, mark.style.series ?? "", type(of: mark).name].map(Self.field).joined(separator: ",")
        for row in mark.rows {
          let numbers = [row.x, row.y, row.low, row.high].map { $0.map(Self.number) ?? "" }
          lines.append(start + "," + numbers.joined(separator: ","))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text, between quotes where it holds a comma, a quote or a line's end (RFC 4180).
  private static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The shortest decimal that reads back as the same number.
  private static func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
